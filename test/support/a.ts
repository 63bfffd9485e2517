import { booksFrom } from '../../src/domain/books.ts';
import { Account } from '../../src/domain/account.ts';
import { App, standardDurationLimits } from '../../src/domain/app.ts';
import { standardConferenceBounds } from '../../src/domain/conference-bounds.ts';
import type { Call, CallOrder } from '../../src/domain/call.ts';
import type { Conference } from '../../src/domain/conference.ts';
import type { CallTimes, Intent, OpenState } from '../../src/domain/placed.ts';
import { Placed } from '../../src/domain/placed.ts';
import type { StoredCallback } from '../../src/domain/callback.ts';
import type { DisplayRequest } from '../../src/domain/display-number.ts';
import { DisplayNumber } from '../../src/domain/display-number.ts';
import type { DomainError } from '../../src/domain/errors.ts';
import type {
  AccountId,
  AppId,
  CallId,
  DisplayNumberId,
  MemberId,
  OperatorId,
  ProviderSession,
} from '../../src/domain/ids.ts';
import type { Member } from '../../src/domain/member.ts';
import { Money } from '../../src/domain/money.ts';
import { usualNotices } from '../../src/domain/notice-settings.ts';
import { asConfigured } from '../../src/domain/own-limits.ts';
import type { OperatorAction } from '../../src/domain/operator.ts';
import type { Group } from '../../src/domain/parties.ts';
import { partyCount } from '../../src/domain/parties.ts';
import { PhoneNumber } from '../../src/domain/phone-number.ts';
import { quoteCall } from '../../src/domain/quote.ts';
import type { CallReport, HangUpCause, LegReport, OperatorReport } from '../../src/domain/report.ts';
import { active } from '../../src/domain/standing.ts';
import { ShownNumber } from '../../src/domain/shown-number.ts';
import { TariffPlan } from '../../src/domain/tariff-plan.ts';
import { Tariff } from '../../src/domain/tariff.ts';

/** Values with overrides: a test shows only what it is about. Amounts are in fen. */

export const noon = new Date('2026-03-02T04:00:00.000Z');

export function after(seconds: number, from: Date = noon): Date {
  return new Date(from.getTime() + seconds * 1000);
}

export const times: CallTimes = { ringSeconds: 60, graceSeconds: 30, horizonSeconds: 72 * 3600 };

export const accountId = '00000000-0000-4000-8000-00000000000a' as AccountId;
export const appId = '00000000-0000-4000-8000-0000000000a9' as AppId;
export const callId = '00000000-0000-4000-8000-0000000000ca' as CallId;
export const aSession = 'session-1' as ProviderSession;
export const caller = PhoneNumber.restore('13800000001');
export const callee = PhoneNumber.restore('057186778825');

export function tariff(basis: Tariff['basis'] = 'CONVERSATION'): Tariff {
  return Tariff.standard(basis);
}

type AccountFields = Parameters<typeof Account.restore>[0];

export function account(
  given: { balance?: number; reserved?: number } & Partial<Omit<AccountFields, 'balance' | 'reserved'>> = {},
): Account {
  const { balance = 1000_00, reserved = 0, ...rest } = given;
  const amounts = { balance: Money.fen(balance), reserved: Money.fen(reserved) };
  const fields = {
    id: accountId,
    name: '专线测试公司',
    standing: active,
    tariffs: TariffPlan.none,
    limits: asConfigured,
    notices: usualNotices,
    lowBalanceTold: false,
    books: booksFrom(noon),
    createdAt: noon,
    version: 1,
  };
  return Account.restore({ ...fields, ...amounts, ...rest });
}

export function app(given: Partial<Parameters<typeof App.restore>[0]> = {}): App {
  return App.restore({
    id: appId,
    account: accountId,
    name: '客服',
    appKey: 'key-1',
    sealedSecret: 'sealed',
    replacedSecret: null,
    suspension: null,
    accid: 'agent',
    callbackKey: 'callback-key-1',
    service: 'ENABLED',
    limits: standardDurationLimits,
    stoppedByProvider: null,
    conferences: standardConferenceBounds,
    callsAtOnce: null,
    createdAt: noon,
    version: 1,
    ...given,
  });
}

export function member(given: Partial<Member> = {}): Member {
  return {
    id: '00000000-0000-4000-8000-00000000000b' as MemberId,
    account: accountId,
    email: 'owner@example.cn',
    mobile: PhoneNumber.restore('13900000001'),
    role: 'OWNER',
    passwordHash: 'cheap$',
    createdAt: noon,
    removedAt: null,
    ...given,
  };
}

/** A number that an app's callees shall be shown, asked for at noon. */
export function displayNumber(given: Partial<DisplayRequest> = {}): DisplayNumber {
  const request = {
    id: '00000000-0000-4000-8000-0000000000d1' as DisplayNumberId,
    account: accountId,
    app: appId,
    side: 'CALLEE_SEES' as const,
    number: ShownNumber.restore('4008001234'),
    requestedBy: member().id,
    requestedAt: noon,
    ...given,
  };
  return DisplayNumber.restore(request, { status: 'REQUESTED' }, 1);
}

/** A call that reserved five minutes at noon: 60 fen, and alive until 12:06:30. */
export function order(given: Partial<CallOrder> = {}): CallOrder {
  return {
    id: callId,
    account: accountId,
    app: appId,
    kind: 'CALL',
    caller,
    callee,
    reference: null,
    tariff: tariff(),
    grantedSeconds: 300,
    reservation: Money.fen(60),
    placedAt: noon,
    deadline: after(390),
    ...given,
  };
}

export function openCall(given: Partial<OpenState> = {}, ordered: Partial<CallOrder> = {}): Call {
  const state: OpenState = { money: 'RESERVED', status: 'DIALING', session: aSession, answeredAt: null, ...given };
  const complete = order(ordered);
  return Placed.restore(complete, state, 2, complete.placedAt, complete.deadline);
}

export function unconfirmedCall(ordered: Partial<CallOrder> = {}): Call {
  return openCall({ status: 'UNCONFIRMED', session: null }, ordered);
}

/** A call that an operator settled by what the provider's support told: 61 seconds, and no session. */
export function settledByOperator(
  ordered: Partial<CallOrder> = {},
  told: Partial<Extract<OperatorReport, { kind: 'CALL' }>> = {},
): Call {
  const numbers = { kind: 'CALL', caller: caller.digits, callee: callee.digits } as const;
  const report = { source: 'OPERATOR', session: null, ...numbers, createdAt: null, talkSeconds: 61, legs: [] } as const;
  return unconfirmedCall(ordered).settled({ ...report, ...told }, Money.fen(24), after(400), after(400));
}

/** Of the conference below, in the order in which they are named. */
export const callees = ['13900000002', '057186778825', '13900000003'].map((digits) => PhoneNumber.restore(digits));

/** A conference of four that is being placed: five minutes at noon, alive until 12:06:30. */
export function placingConference(given: Partial<Intent & Group> = {}, price: Tariff = tariff()): Conference {
  const intent = { id: callId, account: accountId, app: appId, reference: null, placedAt: noon };
  const order = { ...intent, kind: 'CONFERENCE', caller, callees, ...given } as const;
  const asked = { maxSeconds: 300, minSeconds: null };
  return Placed.place(
    order,
    quoteCall(price, standardDurationLimits, Money.fen(1000_00), asked, partyCount(order)),
    times,
  );
}

export type GroupReport = Extract<CallReport, { kind: 'CONFERENCE' }>;

/** It ended 90 s after noon, after 61 s. */
export function conferenceReport(given: Partial<GroupReport> = {}): GroupReport {
  const members = [caller, ...callees].map(({ digits }) => digits);
  const told = { createdAt: noon, startedAt: after(29), talkSeconds: 61, legs: [] };
  return { source: 'CALLBACK', session: aSession, kind: 'CONFERENCE', members, ...told, ...given };
}

export function leg(cause: HangUpCause, endedAt: Date | null = null, number = caller.digits): LegReport {
  return { number, endedAt, cause, providerCause: cause.toLowerCase() };
}

export type PairReport = Extract<CallReport, { kind: 'CALL' }>;

export function report(given: Partial<PairReport> = {}): PairReport {
  return {
    source: 'CALLBACK',
    session: aSession,
    kind: 'CALL',
    caller: caller.digits,
    callee: callee.digits,
    createdAt: noon,
    talkSeconds: 61,
    legs: [leg('NORMAL', after(91)), leg('NORMAL', after(90), callee.digits)],
    ...given,
  };
}

export function storedCallback(given: Partial<StoredCallback> = {}): StoredCallback {
  return {
    app: appId,
    bodyHash: 'f'.repeat(64),
    body: new TextEncoder().encode('{}'),
    report: report(),
    state: 'PARKED',
    reason: 'NO_CALL',
    call: null,
    receivedAt: noon,
    ...given,
  };
}

export function operatorAction(given: Partial<OperatorAction> = {}): OperatorAction {
  return {
    operator: '00000000-0000-4000-8000-00000000000c' as OperatorId,
    account: accountId,
    subject: callId,
    action: 'RESOLVE_CALL',
    reason: '网易客服 said so',
    details: { decision: 'SETTLE', talkSeconds: 61, session: null },
    at: noon,
    ...given,
  };
}

/** The rejection that `act` throws; fails when it throws nothing, or something else. */
export function rejection(act: () => unknown): DomainError['rejection'] {
  try {
    act();
  } catch (error) {
    if (error instanceof Error && 'rejection' in error) return (error as DomainError).rejection;
    throw error;
  }
  throw new Error('Nothing was rejected.');
}
