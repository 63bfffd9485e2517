import type { CallOrder } from '../../../domain/call.ts';
import { Call } from '../../../domain/call.ts';
import type { AccountId, AppId, CallId } from '../../../domain/ids.ts';
import { Money } from '../../../domain/money.ts';
import { PhoneNumber } from '../../../domain/phone-number.ts';
import type { Basis } from '../../../domain/tariff.ts';
import { Tariff } from '../../../domain/tariff.ts';
import type { CallStateRow } from './call-state-rows.ts';
import { fromStateRow, toStateRow } from './call-state-rows.ts';
import { bigint, integer, key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface CallRow extends CallStateRow {
  account_id: string;
  id: string;
  app_id: string;
  /** One table for calls and conferences: session, pair, deadline, search and statistics span both. */
  kind: 'CALL';
  caller: string;
  callee: string;
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
  callee: text,
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
  report_created_at: optional(time),
  talk_seconds: optional(integer),
  legs: optional({ type: 'json' }),
  charge_fen: optional(bigint),
  ended_at: optional(time),
  version: integer,
  changed_at: time,
  due_at: optional(time),
  placed_wall_at: { ...time, default: () => 'clock_timestamp()' },
  placed_by: optional(uuid),
  claim: { ...bigint, default: 0 },
  claimed_by: optional(uuid),
  claimed_until: optional(time),
});

export function toCallRow(call: Call): CallRow {
  const { order } = call;
  return {
    account_id: order.account,
    id: order.id,
    app_id: order.app,
    kind: 'CALL',
    caller: order.caller.digits,
    callee: order.callee.digits,
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
  };
}

export function fromCallRow(row: CallRow): Call {
  return Call.restore(fromOrderRow(row), fromStateRow(row), row.version, row.changed_at, row.due_at);
}

function fromOrderRow(row: CallRow): CallOrder {
  return {
    id: row.id as CallId,
    account: row.account_id as AccountId,
    app: row.app_id as AppId,
    caller: PhoneNumber.restore(row.caller),
    callee: PhoneNumber.restore(row.callee),
    reference: row.reference,
    tariff: new Tariff(row.tariff_version, Money.fen(BigInt(row.tariff_price_fen)), row.tariff_basis),
    grantedSeconds: row.granted_seconds,
    reservation: Money.fen(BigInt(row.reservation_fen)),
    placedAt: row.placed_at,
    deadline: row.deadline,
  };
}
