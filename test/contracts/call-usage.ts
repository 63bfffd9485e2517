import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRepository, Saves } from '../../src/application/ports/account-repository.ts';
import type { App } from '../../src/domain/app.ts';
import type { Call } from '../../src/domain/call.ts';
import { shanghaiDay } from '../../src/domain/day.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { AccountId, CallId, ProviderSession } from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import type { CallLimits, CallUsage } from '../../src/domain/limits.ts';
import { Money } from '../../src/domain/money.ts';
import type { AccountLimits, OwnLimit } from '../../src/domain/own-limits.ts';
import { asConfigured, limitsInForce } from '../../src/domain/own-limits.ts';
import type { CalleeRings } from '../../src/domain/rings.ts';
import * as a from '../support/a.ts';
import { noCallLimits } from '../support/limits.ts';
import type { AccountRepositoryHarness } from './account-harness.ts';
import { anApp, begin, newId, openAccount } from './account-harness.ts';

/** CALL-10: what limits ask of a repository. */
export function callUsageContract(name: string, makeHarness: () => Promise<AccountRepositoryHarness>): void {
  describe(`${name}, asked about limits on calls`, () => {
    let harness: AccountRepositoryHarness;
    let accounts: AccountRepository;
    let account: AccountId;
    let app: App;
    beforeEach(async () => {
      ({ harness, accounts, account, app } = await begin(makeHarness));
    });
    afterEach(() => harness.close());

    const save = (saves: Saves): Promise<void> => accounts.decide(account, {}, () => ({ answer: undefined, saves }));
    const ids = () => ({ id: newId<CallId>(), account, app: app.id });
    const usage = (
      limits: Partial<CallLimits>,
      of = app,
      at = a.noon,
      callee = a.callee.digits,
    ): Promise<CallUsage> => {
      const key = { app: of.id, callees: [callee], limits: { ...noCallLimits, ...limits }, day: shanghaiDay(at) };
      return accounts.decide(account, { usage: key }, (facts) => ({ answer: facts.usage }));
    };
    const settled = (endedAt: Date, talkSeconds = 61): Call => {
      const session = newId<ProviderSession>();
      const report = a.report({ session, talkSeconds });
      return a.openCall({ session }, ids()).settled(report, Money.zero, endedAt, endedAt);
    };

    it('knows nothing where nothing was called, and looks nothing up where nothing is limited', async () => {
      const nothing = { accountFullUntil: null, appFullUntil: null, charged: null, lastAnsweredEnd: null };
      const asked = { callsAtOncePerAccount: 1, callsAtOncePerApp: 1, coolDownSeconds: 1 };
      expect(await usage(asked)).toEqual(nothing);
      await save({ call: a.unconfirmedCall(ids()) });
      await save({ call: settled(a.after(100)) });
      expect(await usage({})).toEqual(nothing);
    });

    it('tells until when as many calls as the limit can be alive, per account and app', async () => {
      const other = anApp(account);
      await save({ app: other });
      for (const seconds of [300, 100, 200])
        await save({ call: a.unconfirmedCall({ ...ids(), deadline: a.after(seconds) }) });
      await save({ call: a.unconfirmedCall({ ...ids(), app: other.id, deadline: a.after(400) }) });
      await save({ call: settled(a.after(500)) });
      const full = async (limit: number, of = app) => {
        const found = await usage({ callsAtOncePerAccount: limit, callsAtOncePerApp: limit }, of);
        return [found.accountFullUntil, found.appFullUntil];
      };
      expect(await full(1)).toEqual([a.after(400), a.after(300)]);
      expect(await full(3)).toEqual([a.after(200), a.after(100)]);
      expect(await full(4)).toEqual([a.after(100), null]);
      expect(await full(5)).toEqual([null, null]);
      expect(await full(1, other)).toEqual([a.after(400), a.after(400)]);
    });

    it('adds up what a day took from the balance, by when it was posted', async () => {
      const charge = (fen: number): Promise<Date> =>
        accounts.decide(account, {}, (facts) => {
          const { account: next, paid, missing } = facts.account.settle(Money.zero, Money.fen(fen));
          const transfers = Transfer.charge('CALL_CHARGE', newId<string>(), paid, missing, {
            at: a.after(-900_000),
            adjusts: null,
          });
          return { answer: facts.now, saves: { account: next }, transfers };
        });
      const posted = await charge(24);
      await charge(12);
      const { day, during, after } = (await usage({ spendPerDay: Money.fen(1) }, app, posted)).charged!;
      expect(day).toEqual(shanghaiDay(posted));
      // A midnight between the two would put them apart, and lose neither.
      expect(during.plus(after)).toEqual(Money.fen(36));
      const before = await usage({ spendPerDay: Money.fen(1) }, app, a.after(-86_400, day.start));
      expect(before.charged).toMatchObject({ during: Money.zero, after: Money.fen(36) });
      const later = await usage({ spendPerDay: Money.fen(1) }, app, a.after(2 * 86_400, day.end));
      expect(later.charged).toMatchObject({ during: Money.zero, after: Money.zero });
    });

    it('finds the end of the latest answered call to a number', async () => {
      for (const seconds of [100, 300, 200]) await save({ call: settled(a.after(seconds)) });
      await save({ call: settled(a.after(400), 0) });
      expect((await usage({ coolDownSeconds: 1 })).lastAnsweredEnd).toEqual(a.after(300));
      expect((await usage({ coolDownSeconds: 1 }, app, a.noon, a.caller.digits)).lastAnsweredEnd).toBeNull();
    });

    it('finds the end of the latest conference to which a number was invited, and counts conferences as calls', async () => {
      const session = newId<ProviderSession>();
      const placed = a.placingConference(ids());
      await save({ call: placed });
      const full = await usage({ callsAtOncePerAccount: 1, callsAtOncePerApp: 1 });
      expect([full.accountFullUntil, full.appFullUntil]).toEqual([placed.order.deadline, placed.order.deadline]);
      const told = a.conferenceReport({ session });
      await save({ call: placed.accepted(session, a.noon).settled(told, Money.zero, a.after(250), a.after(251)) });
      await save({ call: settled(a.after(100)) });
      const ended = async (...numbers: readonly { digits: string }[]): Promise<Date | null> => {
        const callees = numbers.map(({ digits }) => digits);
        const limits = { ...noCallLimits, coolDownSeconds: 1 };
        const key = { app: app.id, callees, limits, day: shanghaiDay(a.noon) };
        return accounts.decide(account, { usage: key }, (facts) => ({ answer: facts.usage.lastAnsweredEnd }));
      };
      expect(await ended(a.callee)).toEqual(a.after(250));
      expect(await ended(a.callees[0]!)).toEqual(a.after(250));
      expect(await ended({ digits: '13700000000' }, a.callees[0]!)).toEqual(a.after(250));
      expect(await ended(a.caller)).toBeNull();
      expect(await ended()).toBeNull();
    });

    describe('goes by the own limits of the account and the app before the configured ones', () => {
      const counts: readonly OwnLimit<number>[] = [null, 2, 'NONE'];
      const own: readonly AccountLimits[] = [
        asConfigured,
        { callsAtOnce: 2, spendPerDay: Money.fen(5), coolDownSeconds: 60 },
        { callsAtOnce: 'NONE', spendPerDay: 'NONE', coolDownSeconds: 0 },
      ];
      const configured: Partial<CallLimits> = {
        callsAtOncePerAccount: 1,
        callsAtOncePerApp: 1,
        spendPerDay: Money.fen(9),
        coolDownSeconds: 30,
      };
      const cases = own.flatMap((of) => counts.flatMap((ofApp) => [{}, configured].map((all) => ({ of, ofApp, all }))));

      it.each(cases)('$of, $ofApp, $all', async ({ of, ofApp, all }) => {
        for (const seconds of [300, 200, 100])
          await save({ call: a.unconfirmedCall({ ...ids(), deadline: a.after(seconds) }) });
        await save({ call: settled(a.after(50)) });
        await accounts.decide(account, { app: app.id }, (facts) => ({
          answer: undefined,
          saves: {
            account: facts.account.limit(of),
            app: facts.app.limit(facts.app.limits, facts.app.conferences, ofApp),
          },
        }));
        const found = await usage(all);
        const inForce = limitsInForce({ ...noCallLimits, ...all }, of, ofApp);
        const nth = (limit: number | null): Date | null => (limit === null ? null : a.after([300, 200][limit - 1]!));
        expect(found.accountFullUntil).toEqual(nth(inForce.callsAtOncePerAccount));
        expect(found.appFullUntil).toEqual(nth(inForce.callsAtOncePerApp));
        expect(found.charged?.day ?? null).toEqual(inForce.spendPerDay === null ? null : shanghaiDay(a.noon));
        expect(found.lastAnsweredEnd).toEqual(inForce.coolDownSeconds === 0 ? null : a.after(50));
      });
    });

    const ring = (by: AccountId, number: string | null, at: Date): Promise<readonly Date[] | null> =>
      accounts.decide(by, { rings: number === null ? [] : [number] }, ({ rings }) => ({
        answer: rings[0]?.times ?? null,
        saves: { rings: rings.map((each) => each.ring(at)) },
      }));

    it('keeps the rings of a telephone over all accounts', async () => {
      const number = newId<string>();
      const other = newId<AccountId>();
      await openAccount(accounts, other, 0);
      expect(await ring(account, number, a.after(1.234))).toEqual([]);
      expect(await ring(other, number, a.after(5))).toEqual([a.after(1.234)]);
      expect(await ring(account, number, a.after(3604))).toEqual([a.after(1.234), a.after(5)]);
      expect(await ring(account, number, a.after(9000))).toEqual([a.after(5), a.after(3604)]);
      expect(await ring(other, newId<string>(), a.noon)).toEqual([]);
      expect(await ring(account, null, a.noon)).toBeNull();
    });

    it('keeps the rings of several telephones at once, in whatever order they are named', async () => {
      const numbers = Array.from({ length: 7 }, () => newId<string>());
      const others = Array.from({ length: 4 }, () => newId<AccountId>());
      for (const other of others) await openAccount(accounts, other, 0);
      const ringAll = (by: AccountId, of: readonly string[], at: Date): Promise<readonly number[]> =>
        accounts.decide(by, { rings: of }, ({ rings }) => ({
          answer: rings.map(({ times }) => times.length),
          saves: { rings: rings.map((each) => each.ring(at)) },
        }));
      const turned = (by: number): readonly string[] => [...numbers.slice(by), ...numbers.slice(0, by)];
      const rounds = Array.from({ length: 28 }, (_, n) => ringAll(others[n % 4]!, turned(n % 7), a.after(n)));
      const counts = (await Promise.all(rounds)).map(([first]) => first!);
      expect(counts.sort((one, two) => one - two)).toEqual(Array.from({ length: 28 }, (_, n) => n));
      expect(await ringAll(account, numbers, a.after(30))).toEqual(numbers.map(() => 28));
    });

    it('forgets a ring of a decision that throws', async () => {
      const number = newId<string>();
      let seen: CalleeRings | null = null;
      const failing = accounts.decide(account, { rings: [number] }, (facts) => {
        seen = facts.rings[0] ?? null;
        throw new DomainError({ code: 'SERVICE_DISABLED' });
      });
      await expect(failing).rejects.toMatchObject({ code: 'SERVICE_DISABLED' });
      expect(seen).toMatchObject({ callee: number, times: [] });
      expect(await ring(account, number, a.noon)).toEqual([]);
    });

    it('loses no ring, however many accounts decide at once', async () => {
      const number = newId<string>();
      const others = Array.from({ length: 8 }, () => newId<AccountId>());
      for (const other of others) await openAccount(accounts, other, 0);
      const rings = Array.from({ length: 40 }, (_, n) => ring(others[n % 8]!, number, a.after(n)));
      const counts = (await Promise.all(rings)).map((times) => times?.length ?? -1);
      expect(counts.sort((one, two) => one - two)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    });
  });
}
