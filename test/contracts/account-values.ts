import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRepository, Saves } from '../../src/application/ports/account-repository.ts';
import type { App } from '../../src/domain/app.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { Call } from '../../src/domain/call.ts';
import type {
  AccountId,
  CallId,
  DisplayNumberId,
  PaymentReference,
  ProviderSession,
  TopUpId,
} from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import { Money } from '../../src/domain/money.ts';
import { asConfigured } from '../../src/domain/own-limits.ts';
import { partyKey } from '../../src/domain/parties.ts';
import type { KeyedRequest } from '../../src/domain/request.ts';
import { TopUp } from '../../src/domain/top-up.ts';
import type { AlarmKey, AlarmKind } from '../../src/domain/alarm.ts';
import { alarmKinds } from '../../src/domain/alarm.ts';
import { parkReasons } from '../../src/domain/callback.ts';
import * as a from '../support/a.ts';
import { everyCall } from '../support/every-call.ts';
import { everyConference } from '../support/every-conference.ts';
import type { AccountRepositoryHarness } from './account-harness.ts';
import { begin, newId, openAccount } from './account-harness.ts';

/** What was saved comes back, and is found by its keys. */
export function accountValuesContract(name: string, makeHarness: () => Promise<AccountRepositoryHarness>): void {
  describe(`${name}, as a store of what belongs to an account`, () => {
    let harness: AccountRepositoryHarness;
    let accounts: AccountRepository;
    let account: AccountId;
    let app: App;
    beforeEach(async () => {
      ({ harness, accounts, account, app } = await begin(makeHarness));
    });
    afterEach(() => harness.close());

    const save = (saves: Saves): Promise<void> => accounts.decide(account, {}, () => ({ answer: undefined, saves }));
    const own = () => ({ id: newId<CallId>(), account, app: app.id });
    const aCall = (): Call => a.openCall({ session: null, status: 'PLACING' }, own());

    it('returns an account and an app as they were saved', async () => {
      const enabled = app.disable().stopByProvider(a.after(1));
      await save({ app: enabled });
      const keys = { app: app.id, appCount: true } as const;
      const found = await accounts.decide(account, keys, (facts) => ({ answer: facts }));
      expect(found.app).toEqual(enabled);
      expect(found.appCount).toBe(1);
      expect(found.account.balance).toEqual(Money.fen(1000_00));
      expect(found.account.version).toBe(2);
    });

    it('returns an app with the secret that was replaced, and without it once that is over', async () => {
      const look = () => accounts.decide(account, { app: app.id }, (facts) => ({ answer: facts.app }));
      const rotated = app.rotateSecret('sealed anew', 3600, a.noon);
      await save({ app: rotated });
      expect(await look()).toEqual(rotated);
      await save({ app: rotated.endSecretRotation() });
      expect(await look()).toEqual(rotated.endSecretRotation());
    });

    it("returns an account's own tariffs", async () => {
      const before = await accounts.decide(account, {}, (facts) => ({ answer: facts.account }));
      const first = before.tariffs.announce(Money.fen(10), 'EACH_PARTY', a.after(0.001), a.noon);
      const both = first.announce(Money.fen(8), 'CONVERSATION', a.after(60), a.after(1));
      for (const tariffs of [first, both]) {
        const next = (await accounts.decide(account, {}, (facts) => ({ answer: facts.account }))).withTariffs(tariffs);
        await save({ account: next });
        expect(await accounts.decide(account, {}, (facts) => ({ answer: facts.account }))).toEqual(next);
      }
    });

    it('returns the own limits of an account and an app', async () => {
      const spent = { callsAtOnce: 7, spendPerDay: Money.fen(123_45), coolDownSeconds: 60 };
      const free = { callsAtOnce: 'NONE', spendPerDay: 'NONE', coolDownSeconds: 0 } as const;
      for (const limits of [spent, free, asConfigured]) {
        const before = await accounts.decide(account, { app: app.id }, (facts) => ({ answer: facts }));
        const { limits: durations, conferences } = before.app;
        const next = {
          account: before.account.limit(limits),
          app: before.app.limit(durations, conferences, limits.callsAtOnce),
        };
        await save(next);
        expect(await accounts.decide(account, { app: app.id }, (facts) => ({ answer: facts }))).toMatchObject(next);
      }
    });

    it('returns how an account and a service stand', async () => {
      const before = await accounts.decide(account, {}, (facts) => ({ answer: facts.account }));
      const stopped = { account: before.suspend('未付款', a.after(0.123)), app: app.suspend('投诉', a.after(1)) };
      await save(stopped);
      const found = await accounts.decide(account, { app: app.id }, (facts) => ({ answer: facts }));
      expect(found).toMatchObject(stopped);
      const going = { account: stopped.account.resume(), app: stopped.app.resume() };
      await save(going);
      expect(await accounts.decide(account, { app: app.id }, (facts) => ({ answer: facts }))).toMatchObject(going);
      const closed = going.account.close('申请', a.after(2));
      await save({ account: closed });
      expect(await accounts.decide(account, {}, (facts) => ({ answer: facts.account }))).toEqual(closed);
    });

    for (const [state, make] of Object.entries(everyCall)) {
      it(`returns a call as it was saved: ${state}`, async () => {
        const call = make(own());
        await save({ call });
        expect(await accounts.decide(account, { call: call.id }, (facts) => ({ answer: facts.call }))).toEqual(call);
      });
    }

    for (const [state, make] of Object.entries(everyConference)) {
      it(`returns a conference as it was saved: ${state}`, async () => {
        const conference = make(own());
        await save({ call: conference });
        const found = await accounts.decide(account, { call: conference.id }, (facts) => ({ answer: facts.call }));
        expect(found).toEqual(conference);
      });
    }

    it('finds conferences by the set of their members, and calls never among them', async () => {
      const open = a.placingConference(own());
      const lost = a.placingConference({ ...own(), callees: a.callees.toReversed() }).unconfirmed(a.after(1), a.times);
      const fewer = a.placingConference({ ...own(), callees: a.callees.slice(1) });
      const call = a.unconfirmedCall(own());
      for (const one of [open, lost, fewer, call]) await save({ call: one });
      const parked = a.storedCallback({ app: app.id, report: a.conferenceReport() });
      await save({ callbacks: [parked, a.storedCallback({ app: app.id, bodyHash: 'other' })] });
      const members = a.conferenceReport().members.toReversed();
      const key = { app: app.id, parties: partyKey({ kind: 'CONFERENCE', members }) };
      const keys = { openBetween: key, unmatched: key, parkedBetween: key };
      const found = await accounts.decide(account, keys, (facts) => ({ answer: facts }));
      expect(ids(found.openBetween)).toEqual(ids([open, lost]));
      expect(ids(found.unmatched)).toEqual(ids([lost]));
      expect(found.parkedBetween).toEqual([parked]);
    });

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
      const told = a.settledByOperator(own());
      const known = a.settledByOperator(own(), { session: 'known' as ProviderSession });
      const elsewhere = a.unconfirmedCall({ ...own(), caller: a.callee, callee: a.caller });
      for (const call of [open, unconfirmed, voided, told, known, elsewhere]) await save({ call });
      const parties = { kind: 'CALL', caller: a.caller.digits, callee: a.callee.digits } as const;
      const pair = { app: app.id, parties };
      const found = await accounts.decide(account, { openBetween: pair, unmatched: pair }, (facts) => ({
        answer: facts,
      }));
      expect(ids(found.openBetween)).toEqual(ids([open, unconfirmed]));
      expect(ids(found.unmatched)).toEqual(ids([unconfirmed, voided, told]));
    });

    it('returns a top-up as it was saved, and finds it by its payment', async () => {
      const reference = newId<PaymentReference>();
      const pending = TopUp.request(newId<TopUpId>(), account, Money.fen(1000_00), a.noon);
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

    it('returns display numbers as they were saved, and finds what waits and what is approved', async () => {
      const of = (given: Parameters<typeof a.displayNumber>[0] = {}) =>
        a.displayNumber({ id: newId(), account, app: app.id, ...given });
      const other = of({ side: 'CALLER_SEES' });
      const [first, second, third] = [of(), of(), of()];
      const agreed = { ticket: '工单 1', from: a.after(60) };
      const find = (id: DisplayNumberId) => {
        const waiting = { app: app.id, side: 'CALLEE_SEES' } as const;
        const keys = { displayNumber: id, waitingDisplayNumber: waiting, approvedBeside: id };
        return accounts.decide(account, keys, (facts) => ({ answer: facts }));
      };
      await save({ displayNumbers: [first] });
      await save({ displayNumbers: [other] });
      expect(await find(first.id)).toMatchObject({ displayNumber: first, waitingDisplayNumber: first });
      const { approved } = first.approve(agreed, null, a.after(1));
      await save({ displayNumbers: [approved] });
      await save({ displayNumbers: [second] });
      const found = await find(second.id);
      expect(found).toMatchObject({ displayNumber: second, waitingDisplayNumber: second, approvedBeside: approved });
      const next = second.approve({ ...agreed, from: a.after(90) }, approved, a.after(2));
      await save({ displayNumbers: [next.superseded!, next.approved] });
      expect((await find(first.id)).displayNumber).toEqual(next.superseded);
      expect((await find(first.id)).approvedBeside).toEqual(next.approved);
      expect((await find(other.id)).approvedBeside).toBeNull();
      const ends = [
        next.approved.revoke('停用', a.after(3)),
        third.reject('not yours', a.after(4)),
        other.withdraw(a.after(5)),
      ];
      for (const end of ends) await save({ displayNumbers: [end] });
      for (const end of ends) expect((await find(end.id)).displayNumber).toEqual(end);
      expect(await find(second.id)).toMatchObject({ waitingDisplayNumber: null, approvedBeside: null });
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
        'refused with nothing to wait for',
        {
          kind: 'REFUSED',
          rejection: { code: 'LIMIT_REACHED', limit: 'SPEND_PER_DAY', value: Money.fen(100), freeAt: null },
        },
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
      const group = a.conferenceReport({ members: ['a\u0000b', '1'] });
      const absurd = a.report({ talkSeconds: Number.POSITIVE_INFINITY, createdAt: null });
      const callbacks = [
        a.storedCallback({ app: app.id, bodyHash: 'a', body: Uint8Array.of(0, 0x7b, 0xff, 0xc3, 0x28, 0) }),
        a.storedCallback({ app: app.id, bodyHash: 'b', report: odd }),
        a.storedCallback({ app: app.id, bodyHash: 'c', report: absurd, reason: 'IMPLAUSIBLE' }),
        a.storedCallback({ app: app.id, bodyHash: 'e', report: group }),
        a.storedCallback({ app: app.id, bodyHash: 'd', report: null, reason: 'NOT_UNDERSTOOD' }),
      ];
      await save({ callbacks });
      for (const callback of callbacks) {
        const key = { app: app.id, bodyHash: callback.bodyHash };
        const found = await accounts.decide(account, { callback: key }, (facts) => ({ answer: facts.callback }));
        expect(found).toEqual(callback);
      }
    });

    it('takes every kind of alarm and every reason to park', async () => {
      const alarms = alarmKinds.map((kind) => ({ kind, subject: 'x', openedAt: a.noon }));
      const callbacks = parkReasons.map((reason) => a.storedCallback({ app: app.id, bodyHash: reason, reason }));
      await expect(save({ alarms, callbacks })).resolves.toBeUndefined();
    });

    it('returns what was decided about a discrepancy, and lists those of one call', async () => {
      const call = aCall();
      await save({ call });
      const one = { call: call.id, settledSeconds: 61, source: 'QUERY', openedAt: a.noon } as const;
      await save({ discrepancies: [{ ...one, reportedSeconds: 30 }] });
      await save({ discrepancies: [{ ...one, reportedSeconds: 90 }] });
      const resolution = { decision: 'POST', difference: Money.fen(-12), at: a.after(1) } as const;
      await save({ resolvedDiscrepancy: { ...one, reportedSeconds: 30, resolution } });
      const look = (discrepancies: CallId) =>
        accounts.decide(account, { discrepancies }, (facts) => ({ answer: facts.discrepancies }));
      expect(await look(call.id)).toEqual([
        { ...one, reportedSeconds: 30, resolution },
        { ...one, reportedSeconds: 90, resolution: null },
      ]);
      expect(await look(newId<CallId>())).toEqual([]);
    });

    it('says whether an alarm is open, and whether its subject waits', async () => {
      const call = a.openCall({}, own());
      await save({ call });
      const parked = a.storedCallback({ app: app.id });
      const look = async (kind: AlarmKind, subject: string) =>
        (await accounts.decide(account, { alarm: { kind, subject } }, (facts) => ({ answer: facts }))).alarm;
      const open = [
        { kind: 'CALLBACK_PARKED', subject: parked.bodyHash, openedAt: a.noon },
        { kind: 'DISCREPANCY', subject: call.id, openedAt: a.noon },
        { kind: 'SHORTFALL', subject: call.id, openedAt: a.noon },
      ] as const;
      const discrepancy = {
        call: call.id,
        settledSeconds: 61,
        reportedSeconds: 30,
        source: 'QUERY',
        openedAt: a.noon,
      } as const;
      for (const { kind, subject } of open)
        expect(await look(kind, subject)).toEqual({ isOpen: false, subjectWaits: false });
      expect(await look('CALL_OVERDUE', call.id)).toEqual({ isOpen: false, subjectWaits: true });
      expect((await look('APP_KEY_DISABLED', app.id)).subjectWaits).toBe(false);
      await save({ app: app.stopByProvider(a.noon) });
      expect((await look('APP_KEY_DISABLED', app.id)).subjectWaits).toBe(true);
      await accounts.decide(account, {}, () => ({
        answer: undefined,
        saves: { callbacks: [parked], discrepancies: [discrepancy], alarms: open },
        transfers: Transfer.charge('CALL_CHARGE', call.id, Money.zero, Money.fen(5), { at: a.noon, adjusts: null }),
      }));
      for (const { kind, subject } of open)
        expect(await look(kind, subject)).toEqual({ isOpen: true, subjectWaits: true });
      expect(await look('LATE_CHARGE', 'a\u0000b')).toEqual({ isOpen: false, subjectWaits: false });
    });

    it('adds up what was posted for a call, by itself and by operators', async () => {
      const call = a.openCall({}, own());
      const other = a.openCall({ session: null }, own());
      await save({ call });
      await save({ call: other });
      const cause = { subject: newId<string>(), at: a.noon, call: call.id };
      await accounts.decide(account, {}, (facts) => ({
        answer: undefined,
        saves: { account: facts.account.debit(Money.fen(37)) },
        transfers: [
          ...Transfer.charge('CALL_CHARGE', call.id, Money.fen(30), Money.fen(20), { at: a.noon, adjusts: null }),
          ...Transfer.charge('CALL_CHARGE', other.id, Money.fen(2), Money.zero, { at: a.noon, adjusts: null }),
          ...Transfer.some('SHORTFALL_COLLECTED', Money.fen(5), cause),
        ],
      }));
      const found = await accounts.decide(account, { callLedger: call.id }, (facts) => ({ answer: facts.callLedger }));
      expect(found).toEqual({ paid: Money.fen(35), missing: Money.fen(15) });
    });

    it('posts a reference once, in whatever account', async () => {
      const second = newId<AccountId>();
      await openAccount(accounts, second, 0);
      const reference = newId<string>();
      const post = (to: AccountId): Promise<void> =>
        accounts.decide(to, {}, (facts) => ({
          answer: undefined,
          saves: { account: facts.account.credit(Money.fen(5)) },
          transfers: Transfer.some('PAY_IN', Money.fen(5), { subject: newId<string>(), at: facts.now, reference }),
        }));
      await post(account);
      await expect(post(account)).rejects.toMatchObject({ code: 'REFERENCE_TAKEN' });
      await expect(post(second)).rejects.toMatchObject({ code: 'REFERENCE_TAKEN' });
      const found = await accounts.decide(second, {}, (facts) => ({ answer: facts.account }));
      expect(found.balance).toEqual(Money.zero);
    });

    it('tells which of its alarms were not open before, and opens one anew once it was closed', async () => {
      const alarm = (subject: string) => ({ kind: 'LATE_CHARGE', subject, openedAt: a.noon }) as const;
      const opening = async (saves: Saves): Promise<readonly string[]> => {
        let told: readonly string[] = [];
        await accounts.decide(account, {}, () => ({
          answer: undefined,
          saves,
          opened: (opened) => (told = opened.map(({ kind, subject }) => `${kind} ${subject}`)),
        }));
        return told;
      };
      expect(await opening({ alarms: [alarm('x')] })).toEqual(['LATE_CHARGE x']);
      expect(await opening({ alarms: [alarm('x'), alarm('y')] })).toEqual(['LATE_CHARGE y']);
      expect(await opening({ alarms: [alarm('x')] })).toEqual([]);
      const closedAlarms = [{ kind: 'LATE_CHARGE', subject: 'x' }] as const;
      expect(await opening({ closedAlarms })).toEqual([]);
      expect(await opening({ alarms: [alarm('x')] })).toEqual(['LATE_CHARGE x']);
      expect(await opening({ closedAlarms, alarms: [alarm('x'), alarm('y')] })).toEqual(['LATE_CHARGE x']);
    });

    it('calls nobody for a discrepancy that was decided about and is reported again', async () => {
      const call = aCall();
      await save({ call });
      const known = { call: call.id, settledSeconds: 61, reportedSeconds: 300, source: 'CALLBACK' } as const;
      const one = { ...known, openedAt: a.noon };
      const alarm = { kind: 'DISCREPANCY', subject: call.id, openedAt: a.noon } as const;
      const late = { ...alarm, kind: 'LATE_CHARGE' } as const;
      const opening = async (saves: Saves): Promise<readonly string[]> => {
        let told: readonly string[] = [];
        const opened = (alarms: readonly AlarmKey[]): void => void (told = alarms.map(({ kind }) => kind));
        await accounts.decide(account, {}, () => ({ answer: undefined, saves, opened }));
        return told.toSorted();
      };
      expect(await opening({ discrepancies: [one], alarms: [late, alarm] })).toEqual(['DISCREPANCY', 'LATE_CHARGE']);
      const resolution = { decision: 'CLOSE', difference: Money.zero, at: a.after(1) } as const;
      await save({ resolvedDiscrepancy: { ...one, resolution }, closedAlarms: [alarm] });
      expect(await opening({ discrepancies: [one], alarms: [alarm] })).toEqual([]);
      const isOpen = async () =>
        (await accounts.decide(account, { alarm }, (facts) => ({ answer: facts.alarm }))).isOpen;
      expect(await isOpen()).toBe(false);
      expect(await opening({ discrepancies: [{ ...one, reportedSeconds: 301 }], alarms: [alarm] })).toEqual([
        'DISCREPANCY',
      ]);
      expect(await isOpen()).toBe(true);
    });

    it('finds parked callbacks by session and by numbers until they are matched', async () => {
      const call = a.openCall({}, own());
      await save({ call });
      const parked = a.storedCallback({ app: app.id });
      const alarms = [{ kind: 'CALLBACK_PARKED', subject: parked.bodyHash, openedAt: a.noon }] as const;
      await save({ callbacks: [parked], alarms });
      const parties = { kind: 'CALL', caller: a.caller.digits, callee: a.callee.digits } as const;
      const pair = { app: app.id, parties };
      const keys = { parkedSession: { app: app.id, session: a.aSession }, parkedBetween: pair };
      const before = await accounts.decide(account, keys, (facts) => ({ answer: facts }));
      expect(before.parkedSession).toEqual([parked]);
      expect(before.parkedBetween).toEqual([parked]);
      const matched = { ...parked, state: 'MATCHED', reason: null, call: call.id } as const;
      await save({ callbacks: [matched], closedAlarms: [{ kind: 'CALLBACK_PARKED', subject: parked.bodyHash }] });
      const after = await accounts.decide(account, keys, (facts) => ({ answer: facts }));
      expect(after.parkedSession).toEqual([]);
      expect(after.parkedBetween).toEqual([]);
    });
  });
}

function ids(calls: readonly AnyCall[]): readonly string[] {
  return calls.map((call) => call.id).sort();
}
