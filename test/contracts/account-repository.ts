import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRepository, Saves } from '../../src/application/ports/account-repository.ts';
import type { EventFeed } from '../../src/application/ports/event-feed.ts';
import type { Account } from '../../src/domain/account.ts';
import type { App } from '../../src/domain/app.ts';
import type { Call } from '../../src/domain/call.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { AccountId, AppId, CallId, MemberId, PaymentReference, TopUpId } from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import { Money } from '../../src/domain/money.ts';
import type { KeyedRequest } from '../../src/domain/request.ts';
import { settle } from '../../src/domain/settlement.ts';
import { TopUp } from '../../src/domain/top-up.ts';
import * as a from '../support/a.ts';
import { everyCall } from '../support/every-call.ts';

export interface AccountRepositoryHarness {
  readonly accounts: AccountRepository;
  readonly events: EventFeed;
  /** The account's events, oldest first. */
  announced(account: AccountId): Promise<readonly { sequence: number; subject: string; version: number }[]>;
  close(): Promise<void>;
}

const id = <Id>(): Id => randomUUID() as Id;

/** What every repository of accounts promises. */
export function accountRepositoryContract(name: string, makeHarness: () => Promise<AccountRepositoryHarness>): void {
  describe(`${name}, as a repository of accounts`, () => {
    let harness: AccountRepositoryHarness;
    let accounts: AccountRepository;
    let account: AccountId;
    let app: App;

    beforeEach(async () => {
      harness = await makeHarness();
      ({ accounts } = harness);
      account = id();
      app = anApp(account);
      await openAccount(accounts, account, 1000_00);
      await accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
    });
    afterEach(() => harness.close());

    const save = (saves: Saves): Promise<void> => accounts.decide(account, {}, () => ({ answer: undefined, saves }));
    const read = (): Promise<Account> => accounts.decide(account, {}, (facts) => ({ answer: facts.account }));
    const aCall = (): Call => a.openCall({ session: null, status: 'PLACING' }, { ...own(), caller: a.caller });
    const own = () => ({ id: id<CallId>(), account, app: app.id });

    it('returns an account and an app as they were saved', async () => {
      const enabled = app.disable();
      await save({ app: enabled });
      const keys = { app: app.id, appCount: true } as const;
      const found = await accounts.decide(account, keys, (facts) => ({ answer: facts }));
      expect(found.app).toEqual(enabled);
      expect(found.appCount).toBe(1);
      expect(found.account.balance).toEqual(Money.fen(1000_00));
      expect(found.account.version).toBe(2);
    });

    for (const [state, make] of Object.entries(everyCall)) {
      it(`returns a call as it was saved: ${state}`, async () => {
        const call = make(own());
        await save({ call });
        expect(await accounts.decide(account, { call: call.id }, (facts) => ({ answer: facts.call }))).toEqual(call);
      });
    }

    it('returns the next value of a call, and finds it by its session', async () => {
      const placed = aCall();
      await save({ call: placed });
      const accepted = placed.accepted(a.aSession, a.after(1));
      await save({ call: accepted });
      const keys = { session: { app: app.id, session: a.aSession }, call: placed.id };
      const found = await accounts.decide(account, keys, (facts) => ({ answer: facts }));
      expect(found.call).toEqual(accepted);
      expect(found.session).toEqual(accepted);
    });

    it('finds the open and the unmatched calls between two numbers, and no others', async () => {
      const open = a.openCall({}, own());
      const unconfirmed = a.unconfirmedCall(own());
      const voided = a.unconfirmedCall(own()).voided(a.after(100));
      const elsewhere = a.unconfirmedCall({ ...own(), caller: a.callee, callee: a.caller });
      for (const call of [open, unconfirmed, voided, elsewhere]) await save({ call });
      const pair = { app: app.id, caller: a.caller.digits, callee: a.callee.digits };
      const found = await accounts.decide(account, { openPair: pair, unmatched: pair }, (facts) => ({ answer: facts }));
      expect(ids(found.openPair)).toEqual(ids([open, unconfirmed]));
      expect(ids(found.unmatched)).toEqual(ids([unconfirmed, voided]));
    });

    it('returns a top-up as it was saved, and finds it by its payment', async () => {
      const reference = id<PaymentReference>();
      const pending = TopUp.request(id<TopUpId>(), account, Money.fen(1000_00), a.noon);
      await save({ topUp: pending });
      const topUp = { topUp: pending.id, payment: reference };
      const before = await accounts.decide(account, topUp, (facts) => ({ answer: facts }));
      expect(before.topUp).toEqual(pending);
      expect(before.payment).toBeNull();
      const paid = pending.paid(reference, a.after(1));
      await save({ topUp: paid });
      const after = await accounts.decide(account, topUp, (facts) => ({ answer: facts }));
      expect(after.topUp).toEqual(paid);
      expect(after.payment).toEqual(paid);
    });

    it.each<[string, KeyedRequest['outcome']]>([
      ['done', { kind: 'DONE', id: 'an id' }],
      [
        'refused with money',
        {
          kind: 'REFUSED',
          rejection: { code: 'INSUFFICIENT_BALANCE', available: Money.fen(11), required: Money.fen(2n ** 62n) },
        },
      ],
      [
        'refused with a time',
        { kind: 'REFUSED', rejection: { code: 'ALREADY_IN_PROGRESS', call: a.callId, freeAt: a.after(1.234) } },
      ],
      [
        'refused with numbers and words',
        { kind: 'REFUSED', rejection: { code: 'INVALID_TEXT', field: 'x', problem: 'EMPTY', maxLength: 9 } },
      ],
    ])('returns a keyed request as it was saved: %s', async (_, outcome) => {
      const request: KeyedRequest = { operation: 'startCall', key: 'k', input: '["输入"]', outcome, at: a.noon };
      await save({ request });
      const keys = { request: { operation: 'startCall', key: 'k' } } as const;
      expect(await accounts.decide(account, keys, (facts) => ({ answer: facts.request }))).toEqual(request);
      const other = { request: { operation: 'topUp', key: 'k' } } as const;
      expect(await accounts.decide(account, other, (facts) => ({ answer: facts.request }))).toBeNull();
    });

    it('returns callbacks as they were saved, whatever is in them', async () => {
      const odd = a.report({ caller: 'a\u0000b', legs: [{ ...a.leg('OTHER'), providerCause: '\u0000\uD800' }] });
      const absurd = a.report({ talkSeconds: Number.POSITIVE_INFINITY, createdAt: null });
      const callbacks = [
        a.storedCallback({ app: app.id, bodyHash: 'a', body: '{"a":"\u0000 好 "}' }),
        a.storedCallback({ app: app.id, bodyHash: 'b', report: odd }),
        a.storedCallback({ app: app.id, bodyHash: 'c', report: absurd, reason: 'IMPLAUSIBLE' }),
        a.storedCallback({ app: app.id, bodyHash: 'd', report: null, reason: 'NOT_UNDERSTOOD' }),
      ];
      await save({ callbacks });
      for (const callback of callbacks) {
        const key = { app: app.id, bodyHash: callback.bodyHash };
        const found = await accounts.decide(account, { callback: key }, (facts) => ({ answer: facts.callback }));
        expect(found).toEqual(callback);
      }
    });

    it('finds parked callbacks by session and by numbers until they are matched', async () => {
      const call = a.openCall({}, own());
      await save({ call });
      const parked = a.storedCallback({ app: app.id });
      const alarms = [{ kind: 'CALLBACK_PARKED', subject: parked.bodyHash, openedAt: a.noon }] as const;
      await save({ callbacks: [parked], alarms });
      const pair = { app: app.id, caller: a.caller.digits, callee: a.callee.digits };
      const keys = { parkedSession: { app: app.id, session: a.aSession }, parkedPair: pair };
      const before = await accounts.decide(account, keys, (facts) => ({ answer: facts }));
      expect(before.parkedSession).toEqual([parked]);
      expect(before.parkedPair).toEqual([parked]);
      const matched = { ...parked, state: 'MATCHED', reason: null, call: call.id } as const;
      await save({ callbacks: [matched], closedAlarms: [parked.bodyHash] });
      const after = await accounts.decide(account, keys, (facts) => ({ answer: facts }));
      expect(after.parkedSession).toEqual([]);
      expect(after.parkedPair).toEqual([]);
    });

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

    it.each(['ACCOUNT', 'APP', 'CALL'] as const)(
      "does not find what is not there or another account's: %s",
      async (what) => {
        const call = aCall();
        await save({ call });
        const other = id<AccountId>();
        await openAccount(accounts, other, 0);
        const look = {
          ACCOUNT: (of: string) => accounts.decide(of as AccountId, {}, () => ({ answer: undefined })),
          APP: (of: string) => accounts.decide(other, { app: of as AppId }, () => ({ answer: undefined })),
          CALL: (of: string) => accounts.decide(other, { call: of as CallId }, () => ({ answer: undefined })),
        }[what];
        const theirs = { ACCOUNT: id<string>(), APP: app.id, CALL: call.id }[what];
        for (const of of [theirs, id<string>(), 'no uuid']) {
          await expect(look(of)).rejects.toMatchObject({ rejection: { code: 'NOT_FOUND', what } });
        }
      },
    );

    it('never reserves the same fen twice, however many decide at once', async () => {
      const poor = id<AccountId>();
      await openAccount(accounts, poor, 84);
      const reserve = () =>
        accounts.decide(poor, {}, (facts) => ({
          answer: undefined,
          saves: { account: facts.account.reserve(Money.fen(12)) },
        }));
      const outcomes = await Promise.allSettled(Array.from({ length: 100 }, reserve));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
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

    it('wakes watchers of the account after the commit, and not before; others never', async () => {
      let seen: Promise<Account>[] = [];
      const watch = harness.events.watch(account, () => (seen = [...seen, read()]));
      let others = 0;
      const other = harness.events.watch(id<AccountId>(), () => (others += 1));
      await accounts.decide(account, {}, (facts) => {
        expect(seen).toHaveLength(0);
        return { answer: undefined, saves: { account: facts.account.reserve(Money.fen(12)) } };
      });
      expect((await seen[0])?.reserved).toEqual(Money.fen(12));
      await accounts
        .decide(account, {}, () => {
          throw new Error('no');
        })
        .catch(() => undefined);
      const woken = seen.length;
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
      const [one, two] = [id<AccountId>(), id<AccountId>()];
      const email = `${one}@same.cn`;
      await accounts.open(a.account({ id: one, balance: 0 }), aMember(one, email));
      const second = accounts.open(a.account({ id: two, balance: 0 }), aMember(two, email));
      await expect(second).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
      const look = accounts.decide(two, {}, () => ({ answer: undefined }));
      await expect(look).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('lets no second app have an AppKey, in whatever account', async () => {
      const other = id<AccountId>();
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
        transfers: [Transfer.topUp(id<string>(), Money.fen(6), a.noon)],
      }));
      await expect(wrong).rejects.toThrow();
      expect((await read()).balance).toEqual(Money.fen(1000_00));
    });
  });
}

/** An account, with that many fen paid in. */
export async function openAccount(accounts: AccountRepository, account: AccountId, fen: number): Promise<void> {
  await accounts.open(a.account({ id: account, balance: 0 }), aMember(account, `${account}@example.cn`));
  if (fen === 0) return;
  await accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.credit(Money.fen(fen)) },
    transfers: [Transfer.topUp(id<string>(), Money.fen(fen), facts.now)],
  }));
}

export function anApp(account: AccountId): App {
  const own = id<AppId>();
  return a.app({ id: own, account, appKey: `key ${own}`, callbackKey: `callback ${own}` });
}

function aMember(account: AccountId, email: string) {
  return a.member({ id: id<MemberId>(), account, email });
}

function ids(calls: readonly Call[]): readonly string[] {
  return calls.map((call) => call.id).sort();
}
