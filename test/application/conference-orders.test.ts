import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Basis } from '../../src/domain/tariff.ts';
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
  const lines = posted.map(({ kind, debit, credit, amount }) => `${kind} ${debit} ${credit} ${amount.fen}`);
  const { balance, reserved } = world.account(id);
  return [...lines, `${balance.fen} ${reserved.fen}`].join('\n');
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
