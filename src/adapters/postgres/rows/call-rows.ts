import type { AnyCall } from '../../../domain/any-call.ts';
import { assert } from '../../../domain/assert.ts';
import { endedByOf, hangUpCauseOf } from '../../../domain/call-end.ts';
import type { Call } from '../../../domain/call.ts';
import type { Conference } from '../../../domain/conference.ts';
import type { AccountId, AppId, CallId } from '../../../domain/ids.ts';
import { Money } from '../../../domain/money.ts';
import type { Kind, Parties } from '../../../domain/parties.ts';
import { calleesOf, named, partyKey } from '../../../domain/parties.ts';
import { PhoneNumber } from '../../../domain/phone-number.ts';
import type { Granted } from '../../../domain/placed.ts';
import { Placed } from '../../../domain/placed.ts';
import type { EndedBy, HangUpCause } from '../../../domain/report.ts';
import type { Basis } from '../../../domain/tariff.ts';
import { Tariff } from '../../../domain/tariff.ts';
import { timeToAnswer } from '../../../domain/time-to-answer.ts';
import type { CallStateRow } from './call-state-rows.ts';
import { fromStateRow, toStateRow } from './call-state-rows.ts';
import { bigint, integer, key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface CallRow extends CallStateRow {
  account_id: string;
  id: string;
  app_id: string;
  /** One table for calls and conferences: session, pair, deadline, search and statistics span both. */
  kind: Kind;
  caller: string;
  /** Of a call. */
  callee: string | null;
  /** Of a conference, as they were named. Read as an array, written as its text. */
  callees: string[] | string | null;
  /** Of a conference: all of them, as a set. */
  members: string | null;
  reference: string | null;
  tariff_version: string;
  tariff_price_fen: string;
  tariff_basis: Basis;
  granted_seconds: number;
  reservation_fen: string;
  placed_at: Date;
  deadline: Date;
  version: number;
  changed_at: Date;
  due_at: Date | null;
  /** What the domain makes of the rest, to be searched and counted by (STAT-1). */
  ended_by: EndedBy | null;
  hang_up_cause: HangUpCause | null;
  time_to_answer_ms: string | null;
}

/** What the domain knows nothing of: who looks after a call, by the database's clock. */
interface CareRow {
  /** When it was inserted: how long a PLACING call has been left alone must not depend on service time. */
  placed_wall_at: Date;
  /** The replica that dials it. */
  placed_by: string | null;
  /** The fencing token: grows with each claim. */
  claim: string;
  claimed_by: string | null;
  claimed_until: Date | null;
}

export const callTable = tableOf<CallRow & CareRow>('call', {
  account_id: key(uuid),
  id: key(uuid),
  app_id: uuid,
  kind: text,
  caller: text,
  callee: optional(text),
  callees: optional({ type: 'text', array: true }),
  members: optional(text),
  reference: optional(text),
  tariff_version: text,
  tariff_price_fen: bigint,
  tariff_basis: text,
  granted_seconds: integer,
  reservation_fen: bigint,
  placed_at: time,
  deadline: time,
  money_state: text,
  status: text,
  session: optional(text),
  answered_at: optional(time),
  refusal_code: optional(integer),
  refusal_retry_seconds: optional(integer),
  refusal_cause: optional(text),
  report_source: optional(text),
  report_caller: optional(text),
  report_callee: optional(text),
  report_members: optional({ type: 'json' }),
  report_created_at: optional(time),
  report_started_at: optional(time),
  talk_seconds: optional(integer),
  legs: optional({ type: 'json' }),
  charge_fen: optional(bigint),
  ended_at: optional(time),
  version: integer,
  changed_at: time,
  due_at: optional(time),
  ended_by: optional(text),
  hang_up_cause: optional(text),
  time_to_answer_ms: optional(bigint),
  placed_wall_at: { ...time, default: () => 'clock_timestamp()' },
  placed_by: optional(uuid),
  claim: { ...bigint, default: 0 },
  claimed_by: optional(uuid),
  claimed_until: optional(time),
});

export function toCallRow(call: AnyCall): CallRow {
  const { order } = call;
  return {
    account_id: order.account,
    id: order.id,
    app_id: order.app,
    ...toPartyColumns(order),
    reference: order.reference,
    tariff_version: order.tariff.version,
    tariff_price_fen: order.tariff.pricePerMinute.fen.toString(),
    tariff_basis: order.tariff.basis,
    granted_seconds: order.grantedSeconds,
    reservation_fen: order.reservation.fen.toString(),
    placed_at: order.placedAt,
    deadline: order.deadline,
    ...toStateRow(call.state),
    version: call.version,
    changed_at: call.changedAt,
    due_at: call.dueAt,
    ended_by: endedByOf(call),
    hang_up_cause: hangUpCauseOf(call),
    time_to_answer_ms: timeToAnswer(call)?.toString() ?? null,
  };
}

function toPartyColumns(parties: Parties): Pick<CallRow, 'kind' | 'caller' | 'callee' | 'callees' | 'members'> {
  const { kind, caller } = parties;
  const key = partyKey(named(parties));
  const common = { kind, caller: caller.digits };
  if (key.kind === 'CALL') return { ...common, callee: key.callee, callees: null, members: null };
  const callees = calleesOf(parties).map(({ digits }) => digits);
  return { ...common, callee: null, callees: `{${callees.join(',')}}`, members: key.members };
}

export function fromCallRow(row: CallRow): AnyCall {
  return row.kind === 'CALL' ? fromPairRow(row) : fromGroupRow(row);
}

export function fromPairRow(row: CallRow): Call {
  assert(row.callee !== null, 'a call has a callee');
  const parties = { kind: 'CALL', callee: PhoneNumber.restore(row.callee) } as const;
  return restored({ ...fromOrderRow(row), ...parties }, row);
}

export function fromGroupRow(row: CallRow): Conference {
  assert(Array.isArray(row.callees), 'a conference has callees');
  const parties = { kind: 'CONFERENCE', callees: row.callees.map((number) => PhoneNumber.restore(number)) } as const;
  return restored({ ...fromOrderRow(row), ...parties }, row);
}

function restored<Order extends Granted & Parties>(order: Order, row: CallRow): Placed<Order> {
  return Placed.restore(order, fromStateRow(row), row.version, row.changed_at, row.due_at);
}

function fromOrderRow(row: CallRow): Granted & Pick<Parties, 'caller'> {
  return {
    id: row.id as CallId,
    account: row.account_id as AccountId,
    app: row.app_id as AppId,
    caller: PhoneNumber.restore(row.caller),
    reference: row.reference,
    tariff: new Tariff(row.tariff_version, Money.fen(BigInt(row.tariff_price_fen)), row.tariff_basis),
    grantedSeconds: row.granted_seconds,
    reservation: Money.fen(BigInt(row.reservation_fen)),
    placedAt: row.placed_at,
    deadline: row.deadline,
  };
}
