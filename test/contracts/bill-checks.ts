import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decisionOf } from '../../src/application/decision-of.ts';
import type { AccountRepository } from '../../src/application/ports/account-repository.ts';
import type { BillChecks, CheckedTurn, ClaimedCheck } from '../../src/application/ports/bill-checks.ts';
import type { BillCheck } from '../../src/domain/bill-check.ts';
import type { Bill } from '../../src/domain/bill.ts';
import { noTotals } from '../../src/domain/bill.ts';
import type { AccountId, CallId, ProviderSession } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import type { Month } from '../../src/domain/month.ts';
import { monthNamed } from '../../src/domain/month.ts';
import { settle } from '../../src/domain/settlement.ts';
import * as a from '../support/a.ts';
import { begin, newId } from './account-harness.ts';
import type { AccountRepositoryHarness } from './account-harness.ts';

export interface BillChecksHarness extends AccountRepositoryHarness {
  /** Of two replicas. */
  readonly ours: BillChecks;
  readonly theirs: BillChecks;
  /** Lets so many wall seconds pass. */
  pass(seconds: number): Promise<void>;
  /** What stands beside a bill. */
  checkOf(bill: Bill): Promise<BillCheck>;
}

const LEASE = 300;

/** What is promised of bills' checks from the decision on that issues a bill. */
export function billChecksContract(name: string, makeHarness: () => Promise<BillChecksHarness>): void {
  describe(`${name}: checks of bills`, () => {
    let harness: BillChecksHarness;
    let accounts: AccountRepository;
    let account: AccountId;
    let app: ReturnType<typeof a.app>;
    beforeEach(async () => {
      let made: BillChecksHarness | undefined;
      ({ accounts, account, app } = await begin(async () => (made = await makeHarness())));
      harness = made!;
    });
    afterEach(() => harness.close());

    const march = monthNamed('2026-03')!;

    /** A call that ended in the middle of a month, so many seconds after those before it. */
    async function charged(index: number, { at = a.noon, talkSeconds = 61 } = {}): Promise<CallId> {
      const id = newId<CallId>();
      const endedAt = a.after(index, at);
      const order = a.order({
        id,
        account,
        app: app.id,
        placedAt: a.after(-90, endedAt),
        deadline: a.after(600, endedAt),
      });
      const call = a.openCall({ session: newId<ProviderSession>() }, order);
      await accounts.decide(account, {}, (facts) => ({
        answer: undefined,
        saves: { account: facts.account.reserve(order.reservation), call },
      }));
      await accounts.decide(account, { call: id }, (facts) => {
        const report = a.report({ session: call.session!, talkSeconds, legs: [a.leg('NORMAL', endedAt)] });
        return decisionOf(facts.call, settle(facts.account, facts.call, report, a.after(1, endedAt)));
      });
      return id;
    }

    async function issued(month: Month = march): Promise<Bill> {
      const figures = { month, opening: Money.zero, totals: noTotals, hash: 'a'.repeat(64) };
      const bill: Bill = { ...figures, id: newId<string>(), account, issuedAt: month.end };
      await accounts.decide(account, {}, () => ({ answer: undefined, saves: { bill } }));
      return bill;
    }

    const claim = (by = harness.ours, share = 1): Promise<ClaimedCheck | null> => by.claim(share, LEASE);
    const turn = (claimed: ClaimedCheck, given: Partial<CheckedTurn> = {}): CheckedTurn => {
      return { findings: [], at: a.noon, pass: claimed.pass, after: claimed.after, inSeconds: 0, ...given };
    };
    const matched = (line: { readonly id: string }) =>
      ({ line: line.id, state: 'MATCHED', providerSeconds: 61 }) as const;

    it('wait from the issuing on, and are claimed by one of all who look at once', async () => {
      expect(await claim()).toBeNull();
      const bill = await issued();
      const looked = await Promise.all(
        Array.from({ length: 10 }, (_, n) => claim(n % 2 === 0 ? harness.ours : harness.theirs)),
      );
      const [claimed, ...others] = looked.filter((one) => one !== null);
      expect(others).toEqual([]);
      const expected = {
        account,
        bill: bill.id,
        month: march,
        share: 1,
        pass: { before: 0, unanswered: 0 },
        after: null,
      };
      expect(claimed).toMatchObject(expected);
      await harness.pass(LEASE - 1);
      expect(await claim()).toBeNull();
      await harness.pass(1);
      expect((await claim(harness.theirs))!.token).toBeGreaterThan(claimed!.token);
    });

    it('are about the lines of the month that charge calls, in their order, a few at a time', async () => {
      const [second, first] = [await charged(20), await charged(10, { talkSeconds: 125 })];
      await charged(0, { at: new Date(march.start.getTime() - 60_000) });
      await charged(0, { at: march.end });
      await issued();
      const claimed = (await claim())!;
      const lines = await harness.ours.lines(claimed, 9);
      expect(lines).toMatchObject([
        { call: first, kind: 'CALL', app: app.id, at: a.after(10), talkSeconds: 125, placedAt: a.after(-80) },
        { call: second, at: a.after(20), talkSeconds: 61, session: expect.any(String) as string },
      ]);
      expect(await harness.ours.lines(claimed, 1)).toEqual(lines.slice(0, 1));
      expect(await harness.ours.lines({ ...claimed, after: lines[0]! }, 9)).toEqual(lines.slice(1));
    });

    it('keep what was found first of a line, count it once, and leave the line out from then on', async () => {
      for (const index of [1, 2, 3, 4]) await charged(index);
      const bill = await issued();
      const claimed = (await claim())!;
      const [one, two, three, four] = await harness.ours.lines(claimed, 9);
      const findings = [
        matched(one!),
        { line: two!.id, state: 'DURATION_DIFFERS', providerSeconds: 99 },
        { line: three!.id, state: 'MISSING_AT_PROVIDER', providerSeconds: null },
      ] as const;
      await harness.ours.record(claimed, turn(claimed, { findings }));
      const again = (await claim(harness.theirs))!;
      await harness.theirs.record(again, turn(again, { findings: [matched(two!), matched(three!)] }));
      const counts = { matched: 1, durationDiffers: 1, missingAtProvider: 1 };
      expect(await harness.checkOf(bill)).toEqual({ ...counts, share: 1, finishedAt: null });
      const left = await harness.ours.lines((await claim())!, 9);
      expect(left).toEqual([four]);
    });

    it('go on where the last turn ended, when its pause is over, with the share that they began with', async () => {
      await charged(1);
      await charged(2);
      await issued();
      const claimed = (await claim(harness.ours, 0.5))!;
      const [one] = await harness.ours.lines(claimed, 1);
      const place = { at: one!.at, id: one!.id };
      const pass = { before: 2, unanswered: 7 };
      await harness.ours.record(claimed, turn(claimed, { pass, after: place, inSeconds: 60 }));
      await harness.pass(59);
      expect(await claim()).toBeNull();
      await harness.pass(1);
      expect(await claim()).toMatchObject({ pass, after: place, share: 0.5 });
    });

    it('are over once somebody says so', async () => {
      const bill = await issued();
      const claimed = (await claim())!;
      await harness.ours.record(claimed, turn(claimed, { inSeconds: null, at: a.after(7) }));
      await harness.pass(1_000_000);
      expect(await claim()).toBeNull();
      const counts = { matched: 0, durationDiffers: 0, missingAtProvider: 0 };
      expect(await harness.checkOf(bill)).toEqual({ ...counts, share: 1, finishedAt: a.after(7) });
    });

    it('take facts from a claim that has run out, and no word about how they go on', async () => {
      await charged(1);
      const bill = await issued();
      const late = (await claim())!;
      const [line] = await harness.ours.lines(late, 9);
      await harness.pass(LEASE);
      const present = (await claim(harness.theirs))!;
      await harness.ours.record(late, turn(late, { findings: [matched(line!)], inSeconds: null }));
      expect(await harness.checkOf(bill)).toMatchObject({ matched: 1, finishedAt: null });
      expect(await claim()).toBeNull();
      await harness.theirs.record(present, turn(present));
      expect(await claim()).not.toBeNull();
    });

    it('have their turns one after another', async () => {
      const bills = [await issued(monthNamed('2026-01')!), await issued(monthNamed('2026-02')!), await issued()];
      const turns: string[] = [];
      for (let count = 0; count < 6; count++) {
        const claimed = (await claim())!;
        turns.push(claimed.bill);
        await harness.ours.record(claimed, turn(claimed));
      }
      expect(new Set(turns.slice(0, 3))).toEqual(new Set(bills.map(({ id }) => id)));
      expect(turns.slice(3)).toEqual(turns.slice(0, 3));
    });
  });
}
