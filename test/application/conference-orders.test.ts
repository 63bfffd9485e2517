import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportInCallback } from '../../src/adapters/netease/messages/callback-body.ts';
import { freeSwitchHangCauses } from '../../src/adapters/netease/settings.ts';
import type { Transfer } from '../../src/domain/ledger.ts';
import { named, partyKey } from '../../src/domain/parties.ts';
import { PhoneNumber } from '../../src/domain/phone-number.ts';
import { canSettle, settle } from '../../src/domain/settlement.ts';
import type { Basis } from '../../src/domain/tariff.ts';
import { finishedConference } from '../adapters/netease/golden.ts';
import * as a from '../support/a.ts';
import { figure } from '../support/figures.ts';
import { noCallLimits } from '../support/limits.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

const bases = ['CONVERSATION', 'EACH_PARTY'] as const;
const members = [a.caller, ...a.callees].map(({ digits }) => digits);

async function dialling(basis: Basis): Promise<{ world: Scenario; one: Customer; told: a.GroupReport }> {
  const world = scenario({ tariff: a.tariff(basis), callLimits: noCallLimits });
  const one = await world.customer();
  const conference = await world.confer(one);
  const startedAt = world.clock.service();
  world.clock.advance(100);
  return { world, one, told: a.conferenceReport({ session: conference.session!, startedAt }) };
}

/** What the account's books say: every posting, and what is left. */
function booksOf(world: Scenario, { id }: Customer): string {
  const posted = world.records(id).transfers.filter(({ kind }) => kind !== 'TOP_UP');
  const { balance, reserved } = world.account(id);
  return [...posted.map(lineOf), `${balance.fen} ${reserved.fen}`].join('\n');
}

function lineOf({ kind, debit, credit, amount }: Transfer): string {
  return `${kind} ${debit} ${credit} ${amount.fen}`;
}

test.each(bases)('CB-16: members in any order cost the same, on %s', async (basis) => {
  const books = new Set<string>();
  for (const order of permutations(members)) {
    const { world, one, told } = await dialling(basis);
    expect(await world.deliver(one.app, { ...told, members: order })).toBe('MATCHED');
    books.add(booksOf(world, one));
  }
  expect([...books]).toEqual([
    basis === 'EACH_PARTY'
      ? expect.stringMatching(/REVENUE 96\n99904 0$/)
      : expect.stringMatching(/REVENUE 24\n99976 0$/),
  ]);
});

/** Eight, so that there are 40,320: from the provider's bytes to what is posted. */
test.each<[Basis, number]>([
  ['CONVERSATION', 24],
  ['EACH_PARTY', 192],
])(
  'CB-16: all orders of the most who confer post the same, on %s',
  (basis, fen) => {
    const callees = Array.from({ length: 7 }, (_, index) => PhoneNumber.restore(`1390000000${index + 1}`));
    const conference = a.placingConference({ callees }, a.tariff(basis)).accepted(a.aSession, a.after(1));
    const before = a.account({ reserved: Number(conference.order.reservation.fen) });
    const orders = permutations([a.caller, ...callees].map(({ digits }) => digits));
    const books = new Set<string>();
    for (const order of orders) {
      const told = { ...finishedConference, session: a.aSession, members: JSON.stringify(order) };
      const body = JSON.stringify({ eventType: '10', callback: JSON.stringify(told) });
      const report = reportInCallback(body, freeSwitchHangCauses)!;
      expect(canSettle(report, conference)).toBe(true);
      const { account, transfers } = settle(before, conference, report, a.after(200));
      const found = JSON.stringify(partyKey(report));
      books.add([...transfers!.map(lineOf), `${account!.balance.fen} ${account!.reserved.fen}`, found].join('\n'));
    }
    const found = JSON.stringify(partyKey(named(conference.order)));
    expect(orders).toHaveLength(40_320);
    expect([...books]).toEqual([`CALL_CHARGE CUSTOMER REVENUE ${fen}\n${100_000 - fen} 0\n${found}`]);
  },
  60_000,
);

test.each(bases)(
  'Callbacks, polls and duplicates in any order leave the same books, on %s',
  async (basis) => {
    const steps = ['CALLBACK', 'SAME_BYTES', 'OTHER_ORDER', 'POLL', 'OTHERWISE_SIGNED'] as const;
    const order = fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 8 });
    const shuffled = fc.shuffledSubarray(members, { minLength: members.length });
    let books: string | null = null;
    await fc.assert(
      fc.asyncProperty(order, shuffled, async (taken, turned) => {
        const { world, one, told } = await dialling(basis);
        world.outside.query = () => ({ kind: 'ENDED', report: { ...told, source: 'QUERY', members: turned } });
        world.clock.advance(390);
        for (const [index, step] of taken.entries()) {
          if (step === 'POLL') await world.application.resolveOverdueCalls();
          else if (step === 'OTHER_ORDER') await world.deliver(one.app, { ...told, members: turned });
          else await world.deliver(one.app, told, step === 'OTHERWISE_SIGNED' ? `signed ${index}` : undefined);
        }
        expect([...world.records(one.id).calls.values()]).toMatchObject([{ status: 'COMPLETED' }]);
        expect(world.records(one.id).discrepancies).toEqual([]);
        books ??= booksOf(world, one);
        expect(booksOf(world, one)).toBe(books);
      }),
      { numRuns: figure(30, 2000) },
    );
  },
  120_000,
);

function permutations(of: readonly string[]): readonly (readonly string[])[] {
  if (of.length < 2) return [of];
  return of.flatMap((first) => permutations(of.filter((each) => each !== first)).map((rest) => [first, ...rest]));
}
