import type { Lookups, PartiesKey } from '../../application/ports/account-repository.ts';
import type { RejectionOf } from '../../domain/errors.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { fromApiKeyRow } from './rows/api-key-rows.ts';
import { fromAppRow } from './rows/app-rows.ts';
import { fromCallRow } from './rows/call-rows.ts';
import { fromCallbackRow } from './rows/callback-rows.ts';
import { fromInvitationRow } from './rows/invitation-rows.ts';
import { fromMemberRow } from './rows/member-rows.ts';
import { fromDisplayNumberRow } from './rows/display-number-rows.ts';
import { alarm, callLedger } from './desk-lookups.ts';
import { fromDeliveryRow } from './rows/delivery-rows.ts';
import { fromRequestRow } from './rows/request-rows.ts';
import { fromDiscrepancyRow } from './rows/resolution-rows.ts';
import type { TopUpRow } from './rows/top-up-rows.ts';
import { fromTopUpRow } from './rows/top-up-rows.ts';
import { fromWebhookRow } from './rows/webhook-rows.ts';
import type { Statement, Value } from './statements.ts';
import { idOrNull, prepared, textOrNull } from './statements.ts';
import { rings, usage } from './usage.ts';

interface Lookup<Key, Found> {
  ask(account: AccountId, key: Key): Statement;
  read(rows: readonly unknown[]): Found;
}

/** `where` is behind the account's own column: every index begins with it, whatever was in the table when it was planned. */
function lookup<Key, Found>(
  from: string,
  where: string,
  values: (key: Key) => readonly Value[],
  read: (rows: readonly never[]) => Found,
): Lookup<Key, Found> {
  const text = `SELECT ${from} WHERE account_id = $1 ${where}`.trim();
  return { ask: (account, key) => prepared(text, [account, ...values(key)]), read: (rows) => read(rows as never[]) };
}

export const lookups: { readonly [Name in keyof Lookups]: Lookup<Lookups[Name][0], Lookups[Name][1]> } = {
  app: lookup('* FROM app', 'AND id = $2', (id) => [idOrNull(id)], one(fromAppRow, 'APP')),
  appCount: lookup(
    'count(*)::int AS count FROM app',
    '',
    () => [],
    ([row]: readonly { count: number }[]) => row?.count ?? 0,
  ),
  call: lookup('* FROM call', 'AND id = $2', (id) => [idOrNull(id)], one(fromCallRow, 'CALL')),
  // Locked as well: a claim that is held is held until the decision has been committed.
  claim: lookup(
    'FROM call',
    'AND id = $2 AND claim = $3 FOR UPDATE',
    ({ call, token }) => [idOrNull(call), token.toString()],
    (rows: readonly unknown[]) => rows.length > 0,
  ),
  topUp: lookup('* FROM top_up', 'AND id = $2', (id) => [idOrNull(id)], oneTopUp),
  members: lookup('* FROM member', 'AND removed_at IS NULL ORDER BY created_at, id', () => [], all(fromMemberRow)),
  invitations: lookup(
    '* FROM invitation',
    `AND state = 'PENDING' ORDER BY created_at, id`,
    () => [],
    all(fromInvitationRow),
  ),
  apiKeys: lookup('* FROM api_key', 'AND revoked_at IS NULL ORDER BY created_at, id', () => [], all(fromApiKeyRow)),
  webhook: lookup('* FROM webhook', 'AND app_id = $2', (app) => [idOrNull(app)], perhaps(fromWebhookRow)),
  delivery: lookup('* FROM delivery', 'AND id = $2', (id) => [idOrNull(id)], one(fromDeliveryRow, 'DELIVERY')),
  deliveries: lookup(
    '* FROM delivery',
    'AND id = ANY ($2::uuid[])',
    (ids) => [`{${ids.filter((id) => idOrNull(id) !== null).join(',')}}`],
    all(fromDeliveryRow),
  ),
  displayNumber: lookup(
    '* FROM display_number',
    'AND id = $2',
    (id) => [idOrNull(id)],
    one(fromDisplayNumberRow, 'DISPLAY_NUMBER'),
  ),
  waitingDisplayNumber: lookup(
    '* FROM display_number',
    `AND app_id = $2 AND side = $3 AND status = 'REQUESTED'`,
    ({ app, side }) => [idOrNull(app), side],
    perhaps(fromDisplayNumberRow),
  ),
  approvedBeside: lookup(
    '* FROM display_number',
    `AND (app_id, side) = (SELECT app_id, side FROM display_number WHERE account_id = $1 AND id = $2)
      AND status = 'APPROVED'`,
    (id) => [idOrNull(id)],
    perhaps(fromDisplayNumberRow),
  ),
  request: lookup(
    '* FROM request',
    'AND operation = $2 AND key = $3',
    ({ operation, key }) => [operation, key],
    perhaps(fromRequestRow),
  ),
  payment: lookup('* FROM top_up', 'AND payment_reference = $2', (reference) => [reference], perhaps(fromTopUpRow)),
  session: lookup(
    '* FROM call',
    'AND app_id = $2 AND session = $3',
    ({ app, session }) => [app, textOrNull(session)],
    perhaps(fromCallRow),
  ),
  openBetween: between('* FROM call', `AND money_state = 'RESERVED' ORDER BY placed_at, id`, all(fromCallRow)),
  usage,
  rings,
  unmatched: between(
    '* FROM call',
    `AND session IS NULL AND status IN ('UNCONFIRMED', 'FAILED', 'COMPLETED') ORDER BY placed_at, id`,
    all(fromCallRow),
  ),
  callback: lookup(
    '* FROM callback',
    'AND app_id = $2 AND body_hash = $3',
    ({ app, bodyHash }) => [app, bodyHash],
    perhaps(fromCallbackRow),
  ),
  alarm,
  discrepancies: lookup(
    '* FROM discrepancy',
    'AND call_id = $2 ORDER BY reported_seconds',
    (id) => [idOrNull(id)],
    all(fromDiscrepancyRow),
  ),
  callLedger,
  parkedSession: lookup(
    '* FROM callback',
    `AND app_id = $2 AND session = $3 AND state = 'PARKED' ORDER BY received_at, body_hash`,
    ({ app, session }) => [app, textOrNull(session)],
    all(fromCallbackRow),
  ),
  parkedBetween: between(
    '* FROM callback',
    `AND state = 'PARKED' ORDER BY received_at, body_hash`,
    all(fromCallbackRow),
  ),
};

/** What is about the same telephones: each kind has a statement, and indexes, of its own. */
function between<Found>(
  from: string,
  where: string,
  read: (rows: readonly never[]) => Found,
): Lookup<PartiesKey, Found> {
  const start = `SELECT ${from} WHERE account_id = $1 AND app_id = $2`;
  const pair = `${start} AND caller = $3 AND callee = $4 ${where}`;
  const group = `${start} AND members = $3 ${where}`;
  return {
    ask: (account, { app, parties }) =>
      parties.kind === 'CALL'
        ? prepared(pair, [account, app, textOrNull(parties.caller), textOrNull(parties.callee)])
        : prepared(group, [account, app, textOrNull(parties.members)]),
    read: (rows) => read(rows as never[]),
  };
}

function all<Row, Found>(fromRow: (row: Row) => Found): (rows: readonly Row[]) => readonly Found[] {
  return (rows) => rows.map(fromRow);
}

function perhaps<Row, Found>(fromRow: (row: Row) => Found): (rows: readonly Row[]) => Found | null {
  return ([row]) => (row === undefined ? null : fromRow(row));
}

type Missing = RejectionOf<'NOT_FOUND'>['what'];

function one<Row, Found>(fromRow: (row: Row) => Found, what: Missing): (rows: readonly Row[]) => Found {
  return ([row]) => {
    if (row === undefined) throw new DomainError({ code: 'NOT_FOUND', what });
    return fromRow(row);
  };
}

function oneTopUp([row]: readonly TopUpRow[]): ReturnType<typeof fromTopUpRow> {
  // Its id is never a client's: we made it a moment ago.
  if (row === undefined) throw new Error('There is no such top-up.');
  return fromTopUpRow(row);
}
