import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRepository, Saves } from '../../src/application/ports/account-repository.ts';
import type { Account } from '../../src/domain/account.ts';
import type { App } from '../../src/domain/app.ts';
import type { Call } from '../../src/domain/call.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { AccountId, AppId, CallId, DisplayNumberId } from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import { Money } from '../../src/domain/money.ts';
import type { KeyedRequest } from '../../src/domain/request.ts';
import { settle } from '../../src/domain/settlement.ts';
import * as a from '../support/a.ts';
import type { ReplicatedHarness } from './account-harness.ts';
import { aMember, anApp, begin, newId, openAccount } from './account-harness.ts';
import { accountValuesContract } from './account-values.ts';
import { callUsageContract } from './call-usage.ts';

/** What every repository of accounts promises. */
export function accountRepositoryContract(name: string, makeHarness: () => Promise<ReplicatedHarness>): void {
  accountValuesContract(name, makeHarness);
  callUsageContract(name, makeHarness);

  describe(`${name}, as a place of decisions`, () => {
    let harness: ReplicatedHarness;
    let accounts: AccountRepository;
    let account: AccountId;
    let app: App;
    beforeEach(async () => {
      ({ harness, accounts, account, app } = await begin(makeHarness));
    });
    afterEach(() => harness.close());

    const save = (saves: Saves): Promise<void> => accounts.decide(account, {}, () => ({ answer: undefined, saves }));
    const read = (): Promise<Account> => accounts.decide(account, {}, (facts) => ({ answer: facts.account }));
    const own = () => ({ id: newId<CallId>(), account, app: app.id });
    const aCall = (): Call => a.openCall({ session: null, status: 'PLACING' }, own());

    it('forgets everything when the rule throws', async () => {
      const before = await harness.announced(account);
      const failing = accounts.decide(account, {}, () => {
        throw new DomainError({ code: 'SERVICE_DISABLED' });
      });
      await expect(failing).rejects.toMatchObject({ code: 'SERVICE_DISABLED' });
      expect(await harness.announced(account)).toEqual(before);
    });

    it('writes nothing of a decision that cannot be written whole', async () => {
      const call = aCall();
      const { resolution } = settle((await read()).reserve(call.order.reservation), call, a.report(), a.noon);
      await save({ call, ...(resolution && { resolution }) });
      const twice = accounts.decide(account, {}, (facts) => ({
        answer: undefined,
        saves: { account: facts.account.reserve(Money.fen(12)), ...(resolution && { resolution }) },
      }));
      await expect(twice).rejects.toThrow();
      expect((await read()).reserved).toEqual(Money.zero);
    });

    it('commits what is saved, and then throws the refusal', async () => {
      const outcome = { kind: 'REFUSED', rejection: { code: 'SERVICE_DISABLED' } } as const;
      const request: KeyedRequest = { operation: 'startCall', key: 'no', input: '', outcome, at: a.noon };
      const refusal = new DomainError(outcome.rejection);
      const refused = accounts.decide(account, {}, () => ({ answer: undefined, saves: { request }, refusal }));
      await expect(refused).rejects.toBe(refusal);
      const keys = { request: { operation: 'startCall', key: 'no' } } as const;
      expect(await accounts.decide(account, keys, (facts) => ({ answer: facts.request }))).toEqual(request);
    });

    it.each(['ACCOUNT', 'APP', 'CALL', 'DISPLAY_NUMBER'] as const)(
      "does not find what is not there or another account's: %s",
      async (what) => {
        const call = aCall();
        const displayNumber = a.displayNumber({ id: newId(), account, app: app.id });
        await save({ call, displayNumbers: [displayNumber] });
        const other = newId<AccountId>();
        await openAccount(accounts, other, 0);
        const look = {
          ACCOUNT: (of: string) => accounts.decide(of as AccountId, {}, () => ({ answer: undefined })),
          APP: (of: string) => accounts.decide(other, { app: of as AppId }, () => ({ answer: undefined })),
          CALL: (of: string) => accounts.decide(other, { call: of as CallId }, () => ({ answer: undefined })),
          DISPLAY_NUMBER: (of: string) =>
            accounts.decide(other, { displayNumber: of as DisplayNumberId }, () => ({ answer: undefined })),
        }[what];
        const theirs = { ACCOUNT: newId<string>(), APP: app.id, CALL: call.id, DISPLAY_NUMBER: displayNumber.id }[what];
        for (const of of [theirs, newId<string>(), 'no uuid']) {
          await expect(look(of)).rejects.toMatchObject({ rejection: { code: 'NOT_FOUND', what } });
        }
      },
    );

    it('never reserves the same fen twice, however many decide at once', async () => {
      const poor = newId<AccountId>();
      await openAccount(accounts, poor, 84);
      const reserve = () =>
        accounts.decide(poor, {}, (facts) => ({
          answer: undefined,
          saves: { account: facts.account.reserve(Money.fen(12)) },
        }));
      const outcomes = await Promise.allSettled(Array.from({ length: 100 }, reserve));
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(refused).toHaveLength(93);
      // Refused by the rule, which saw what the others had done, and not by some constraint that met it too late.
      for (const reason of refused) expect(reason).toMatchObject({ code: 'INSUFFICIENT_BALANCE' });
      const end = await accounts.decide(poor, {}, (facts) => ({ answer: facts.account }));
      expect(end.reserved).toEqual(Money.fen(84));
    });

    it('sees in its lookups what was committed before it got the lock', async () => {
      const use = (n: number) =>
        accounts.decide(account, { request: { operation: 'topUp', key: 'one' } }, (facts) => {
          if (facts.request !== null) return { answer: facts.request.input };
          const outcome = { kind: 'DONE', id: String(n) } as const;
          const request: KeyedRequest = { operation: 'topUp', key: 'one', input: String(n), outcome, at: a.noon };
          return { answer: String(n), saves: { request } };
        });
      const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => use(n)));
      expect(new Set(answers).size).toBe(1);
    });

    it('announces each saved account and call, without gaps and in order', async () => {
      const calls = Array.from({ length: 10 }, aCall);
      const reserve = (call: Call) =>
        accounts.decide(account, {}, (facts) => ({
          answer: undefined,
          saves: { account: facts.account.reserve(call.order.reservation), call },
        }));
      await Promise.all(calls.map(reserve));
      const events = await harness.announced(account);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      const versions = events.filter(({ subject }) => subject === account).map(({ version }) => version);
      expect(versions).toEqual([...versions].sort((x, y) => x - y));
      expect(versions).toHaveLength(11);
      for (const call of calls) expect(events.some(({ subject }) => subject === call.id)).toBe(true);
    });

    it('decides at no time before its newest event, whichever clock a replica goes by', async () => {
      const now = await accounts.decide(account, {}, (facts) => ({ answer: facts.now }));
      const later = a.after(0.005, now);
      const [ahead, behind] = [harness.at(later), harness.at(a.after(-0.005, now))];
      const timeOf = (replica: AccountRepository) => replica.decide(account, {}, (facts) => ({ answer: facts.now }));
      const post = (replica: AccountRepository) =>
        replica.decide(account, {}, (facts) => ({
          answer: facts.now,
          saves: { account: facts.account.credit(Money.fen(5)) },
          transfers: [Transfer.topUp(newId<string>(), Money.fen(5), facts.now)],
        }));
      expect(await timeOf(behind)).toEqual(now);
      // Who only looks moves nothing.
      expect(await timeOf(ahead)).toEqual(later);
      expect(await timeOf(behind)).toEqual(now);
      expect(await post(ahead)).toEqual(later);
      for (const replica of [behind, accounts, ahead]) expect(await timeOf(replica)).toEqual(later);
      expect(await post(behind)).toEqual(later);
      // An event of a call alone counts as well.
      const call = aCall();
      const latest = a.after(1, now);
      await harness.at(latest).decide(account, {}, () => ({ answer: undefined, saves: { call } }));
      expect(await timeOf(behind)).toEqual(latest);
    });

    it('wakes watchers of the account after the commit, and not before; others never', async () => {
      let seen: Promise<Account>[] = [];
      const watch = harness.events.watch(account, () => (seen = [...seen, read()]));
      let others = 0;
      const other = harness.events.watch(newId<AccountId>(), () => (others += 1));
      await accounts.decide(account, {}, (facts) => {
        expect(seen).toHaveLength(0);
        return { answer: undefined, saves: { account: facts.account.reserve(Money.fen(12)) } };
      });
      expect((await seen[0])?.reserved).toEqual(Money.fen(12));
      const woken = seen.length;
      const twin = a.app({ ...anApp(account), appKey: app.appKey });
      const failing = accounts.decide(account, {}, (facts) => ({
        answer: undefined,
        saves: { account: facts.account.release(Money.fen(12)), app: twin },
      }));
      await expect(failing).rejects.toMatchObject({ code: 'APP_KEY_TAKEN' });
      expect(seen).toHaveLength(woken);
      watch.stop();
      await accounts.decide(account, {}, (facts) => ({
        answer: undefined,
        saves: { account: facts.account.release(Money.fen(12)) },
      }));
      expect(seen).toHaveLength(woken);
      expect(others).toBe(0);
      other.stop();
    });

    it('lets no second member have an e-mail address, and opens no account for it', async () => {
      const [one, two] = [newId<AccountId>(), newId<AccountId>()];
      const email = `${one}@same.cn`;
      await accounts.open(a.account({ id: one, balance: 0 }), aMember(one, email));
      const second = accounts.open(a.account({ id: two, balance: 0 }), aMember(two, email));
      await expect(second).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
      const look = accounts.decide(two, {}, () => ({ answer: undefined }));
      await expect(look).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('lets no second app have an AppKey, in whatever account', async () => {
      const other = newId<AccountId>();
      await openAccount(accounts, other, 0);
      const copy = a.app({ ...anApp(other), appKey: app.appKey });
      const second = accounts.decide(other, {}, () => ({ answer: undefined, saves: { app: copy } }));
      await expect(second).rejects.toMatchObject({ code: 'APP_KEY_TAKEN' });
      const count = await accounts.decide(other, { appCount: true }, (facts) => ({ answer: facts.appCount }));
      expect(count).toBe(0);
    });

    it('refuses postings that do not add up to the balance', async () => {
      const wrong = accounts.decide(account, {}, (facts) => ({
        answer: undefined,
        saves: { account: facts.account.credit(Money.fen(5)) },
        transfers: [Transfer.topUp(newId<string>(), Money.fen(6), a.noon)],
      }));
      await expect(wrong).rejects.toThrow();
      expect((await read()).balance).toEqual(Money.fen(1000_00));
    });
  });
}
