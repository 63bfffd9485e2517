import fc from 'fast-check';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { CallFilter } from '../../src/domain/call-filter.ts';
import type { AccountId, AppId, CallId, ProviderSession } from '../../src/domain/ids.ts';
import { PhoneNumber } from '../../src/domain/phone-number.ts';
import type { EndedBy, HangUpCause } from '../../src/domain/report.ts';
import { endedByOf } from '../../src/domain/call-end.ts';
import { talkCost } from '../../src/domain/quote.ts';
import { hangUpCauses } from '../../src/domain/report.ts';
import * as a from './a.ts';

/** Few, so that filters find something. Any of them calls, and is called. */
const numbers = ['13800000001', '13800000002', '057186778825', '01066668888', '13900000003', '13900000004'].map(
  (digits) => PhoneNumber.restore(digits),
);
const HOUR_MS = 3_600_000;
/** 2026-03-31 00:00 in Shanghai, where an hour, a day and, a day later, a month begins. */
const EDGE = Date.parse('2026-03-30T16:00:00.000Z');

/** Around edges of hours, days and months, to the millisecond, or anywhere in three months. */
const moment = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, 1, 23, 24, 25, -24 * 30), fc.constantFrom(-1, 0, 1))
    .map(([hours, ms]) => new Date(EDGE + hours * HOUR_MS + ms)),
  fc.integer({ min: -45 * 24 * HOUR_MS, max: 45 * 24 * HOUR_MS }).map((ms) => new Date(EDGE + ms)),
);
const reference = fc.constantFrom(null, 'order 1', 'order 2', '订单 3');
const course = fc.record({
  shape: fc.constantFrom('OPEN', 'TALKING', 'UNCONFIRMED', 'REFUSED', 'VOIDED', 'LATE', 'SETTLED', 'SETTLED', 'TOLD'),
  talkSeconds: fc.oneof(fc.constantFrom(0, 1, 60, 61, 300), fc.integer({ min: 0, max: 4000 })),
  answerMs: fc.integer({ min: -3000, max: 20_000 }),
  causes: fc.array(fc.constantFrom<HangUpCause>(...hangUpCauses), { maxLength: 3 }),
  apart: fc.constantFrom(-5, 0, 5),
});
const drawn = fc.record({
  placedAt: moment,
  first: fc.nat(5),
  callees: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 }),
  isConference: fc.boolean(),
  app: fc.nat(1),
  reference,
  course,
});

type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

/** A call as it was placed, and what became of it. */
export interface RandomCall {
  readonly placed: AnyCall;
  readonly call: AnyCall;
}

/** Calls and conferences in every state. The same for the same seed, but for their ids. */
export function randomCalls(account: AccountId, apps: readonly AppId[], count: number, seed: number): RandomCall[] {
  return fc.sample(drawn, { numRuns: count, seed }).map((one, index) => lived(one, account, apps, index));
}

function lived(one: Drawn, account: AccountId, apps: readonly AppId[], index: number): RandomCall {
  const id = crypto.randomUUID() as CallId;
  const { placedAt, reference } = one;
  const caller = numbers[one.first]!;
  const callees = one.callees.map((step) => numbers[(one.first + step) % numbers.length]!);
  const intent = { id, account, app: apps[one.app]!, reference, placedAt, caller };
  const placed = one.isConference
    ? a.placingConference({ ...intent, callees })
    : a.openCall(
        { status: 'PLACING', session: null },
        { ...intent, callee: callees[0]!, deadline: a.after(390, placedAt) },
      );
  return { placed, call: wentOn(placed, one, `session ${index}` as ProviderSession) };
}

function wentOn(placed: AnyCall, { course, placedAt, first, callees }: Drawn, session: ProviderSession): AnyCall {
  const { shape, talkSeconds, answerMs, causes, apart } = course;
  const end = new Date(placedAt.getTime() + answerMs + talkSeconds * 1000);
  const now = a.after(5000, placedAt);
  const legs = causes.map((cause, place) =>
    a.leg(
      cause,
      place === 2 ? null : a.after(place * apart, end),
      numbers[(first + (callees[place] ?? 0)) % 6]!.digits,
    ),
  );
  const told = { session, createdAt: null, talkSeconds, legs };
  const report =
    placed.kind === 'CALL' ? a.report(told) : a.conferenceReport({ ...told, startedAt: a.after(1, placedAt) });
  const charge = talkCost(placed.order, talkSeconds);
  switch (shape) {
    case 'UNCONFIRMED':
      return placed.unconfirmed(now, a.times);
    case 'REFUSED':
      return placed.refused({ providerCode: 414, retryAfterSeconds: null }, now);
    case 'VOIDED':
      return placed.unconfirmed(now, a.times).voided(now);
    case 'LATE':
      return placed.unconfirmed(now, a.times).voided(now).chargedLate(report, charge, now);
    case 'TALKING':
      return placed.accepted(session, now).progressed('IN_PROGRESS', new Date(placedAt.getTime() + answerMs), now);
    case 'SETTLED':
      return placed.accepted(session, now).settled(report, charge, end > placedAt ? end : now, now);
    case 'TOLD': {
      const parties = placed.kind === 'CALL' ? a.report() : a.conferenceReport();
      const word = { ...parties, source: 'OPERATOR' as const, session: null, createdAt: null, talkSeconds, legs: [] };
      return placed.unconfirmed(now, a.times).settled(word, charge, now, now);
    }
    case 'OPEN':
      return placed.accepted(session, now);
  }
}

const digits = fc.constantFrom(...numbers.map((number) => number.digits), '13700000000');
const enders: readonly EndedBy[] = ['CALLER', 'CALLEE', 'PROVIDER', 'LIMIT', 'UNKNOWN'];

/** Any filter, over those calls: most of them say one or two things. */
export function someFilter(apps: readonly AppId[], calls: readonly AnyCall[]): fc.Arbitrary<CallFilter> {
  const placedAt = fc.constantFrom(...calls.map(({ order }) => order.placedAt));
  const statuses = [...new Set(calls.map(({ status }) => status))];
  const known = enders.filter((ender) => calls.some((call) => endedByOf(call) === ender));
  const fields = fc.record({
    from: fc.oneof(placedAt, moment),
    to: fc.oneof(placedAt, moment),
    app: fc.constantFrom(...apps, 'nobody’s' as AppId),
    kind: fc.constantFrom('CALL' as const, 'CONFERENCE' as const),
    status: fc.constantFrom(...statuses),
    endedBy: fc.constantFrom(...known),
    caller: digits,
    callee: digits,
    number: digits,
    reference: fc.constantFrom('order 1', '订单 3', 'nothing\u0000'),
  });
  const names = fc.subarray(
    ['from', 'to', 'app', 'kind', 'status', 'endedBy', 'caller', 'callee', 'number', 'reference'] as const,
    { maxLength: 4 },
  );
  return fc.tuple(fields, names).map(([all, said]) => Object.fromEntries(said.map((name) => [name, all[name]])));
}
