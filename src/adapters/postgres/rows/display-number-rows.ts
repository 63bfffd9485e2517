import { assert } from '../../../domain/assert.ts';
import type { DisplayNumberState, DisplaySide } from '../../../domain/display-number.ts';
import { DisplayNumber } from '../../../domain/display-number.ts';
import type { AccountId, AppId, DisplayNumberId, MemberId } from '../../../domain/ids.ts';
import { ShownNumber } from '../../../domain/shown-number.ts';
import { integer, key, optional, tableOf, text, time, uuid } from './columns.ts';

/** The columns that change with the state: a union in the domain, nullable columns here, held by a CHECK. */
interface StateRow {
  status: DisplayNumberState['status'];
  ticket: string | null;
  applies_from: Date | null;
  applies_until: Date | null;
  reason: string | null;
  decided_at: Date | null;
}

export interface DisplayNumberRow extends StateRow {
  account_id: string;
  id: string;
  app_id: string;
  side: DisplaySide;
  number: string;
  requested_by: string;
  requested_at: Date;
  version: number;
}

export const displayNumberTable = tableOf<DisplayNumberRow>('display_number', {
  account_id: key(uuid),
  id: key(uuid),
  app_id: uuid,
  side: text,
  number: text,
  requested_by: uuid,
  requested_at: time,
  status: text,
  ticket: optional(text),
  applies_from: optional(time),
  applies_until: optional(time),
  reason: optional(text),
  decided_at: optional(time),
  version: integer,
});

export function toDisplayNumberRow({ request, state, version }: DisplayNumber): DisplayNumberRow {
  return {
    account_id: request.account,
    id: request.id,
    app_id: request.app,
    side: request.side,
    number: request.number.digits,
    requested_by: request.requestedBy,
    requested_at: request.requestedAt,
    ...toStateRow(state),
    version,
  };
}

function toStateRow(state: DisplayNumberState): StateRow {
  return {
    status: state.status,
    ticket: 'agreed' in state ? state.agreed.ticket : null,
    applies_from: 'agreed' in state ? state.agreed.from : null,
    applies_until: 'until' in state ? state.until : null,
    reason: 'reason' in state ? state.reason : null,
    decided_at: 'at' in state ? state.at : null,
  };
}

export function fromDisplayNumberRow(row: DisplayNumberRow): DisplayNumber {
  const request = {
    id: row.id as DisplayNumberId,
    account: row.account_id as AccountId,
    app: row.app_id as AppId,
    side: row.side,
    number: ShownNumber.restore(row.number),
    requestedBy: row.requested_by as MemberId,
    requestedAt: row.requested_at,
  };
  return DisplayNumber.restore(request, stateOf(row), row.version);
}

function stateOf(row: StateRow): DisplayNumberState {
  const { status, ticket, applies_from: from, applies_until: until, reason, decided_at: at } = row;
  if (status === 'REQUESTED') return { status };
  assert(at !== null, 'what is decided was decided at some time');
  if (status === 'WITHDRAWN') return { status, at };
  if (status === 'REJECTED') {
    assert(reason !== null, 'a rejection has its reason');
    return { status, reason, at };
  }
  assert(ticket !== null && from !== null, 'what was approved has its ticket');
  const agreed = { ticket, from };
  if (status === 'APPROVED') return { status, agreed, at };
  assert(until !== null, 'what is over has its end');
  if (status === 'SUPERSEDED') return { status, agreed, until, at };
  assert(reason !== null, 'a revocation has its reason');
  return { status, agreed, until, reason, at };
}
