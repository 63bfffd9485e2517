import type { Decision, Saves } from '../../application/ports/account-repository.ts';
import { assert } from '../../domain/assert.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Transfer } from '../../domain/ledger.ts';
import { Money } from '../../domain/money.ts';
import { postingId } from './posting-id.ts';
import type { AccountRow } from './rows/account-rows.ts';
import { accountTable, toAccountRow } from './rows/account-rows.ts';
import { alarmTable, toAlarmRow } from './rows/alarm-rows.ts';
import { apiKeyTable, toApiKeyRow } from './rows/api-key-rows.ts';
import { appTable, toAppRow } from './rows/app-rows.ts';
import { callTable, toCallRow } from './rows/call-rows.ts';
import { callbackTable, toCallbackRow } from './rows/callback-rows.ts';
import { calleeTable, toCalleeRow } from './rows/callee-rows.ts';
import { displayNumberTable, toDisplayNumberRow } from './rows/display-number-rows.ts';
import type { EventRow } from './rows/event-rows.ts';
import { decisionTable, eventTable } from './rows/event-rows.ts';
import { toTransferRow, transferTable } from './rows/ledger-rows.ts';
import { invitationTable, toInvitationRow } from './rows/invitation-rows.ts';
import { memberTable, toMemberRow } from './rows/member-rows.ts';
import { operatorActionTable, toOperatorActionRow } from './rows/operator-rows.ts';
import { participantTable, toParticipantRows } from './rows/participant-rows.ts';
import { requestTable, toRequestRow } from './rows/request-rows.ts';
import { discrepancyTable, resolutionTable, toDiscrepancyRow, toResolutionRow } from './rows/resolution-rows.ts';
import { topUpTable, toTopUpRow } from './rows/top-up-rows.ts';
import type { Statement } from './statements.ts';
import { insert, prepared, together, update, upsert } from './statements.ts';

/** What a decision is written under. */
export interface Scene {
  /** The locked row, as the rule found it. */
  readonly before: AccountRow;
  readonly now: Date;
  /** Who decides: the placer of a new call. */
  readonly replica: string;
  readonly decisionId: string;
}

export interface Writes {
  /**
   * One for all tables, but for logins, and for alarms, which may close and open anew. The last returns the alarms that
   * it opened, or nothing. None where the decision writes nothing.
   */
  readonly statements: readonly Statement[];
  /** The account's newest event afterwards. */
  readonly head: bigint;
}

export function writesOf({ saves = {}, transfers = [] }: Decision<unknown>, scene: Scene): Writes {
  const account = scene.before.id as AccountId;
  requireOwn(saves, account);
  const events = eventsOf(saves, transfers, scene);
  const head = BigInt(scene.before.sequence) + BigInt(events.length);
  const rows = [
    ...accountWrites(saves, scene.before, head),
    ...teamWrites(saves),
    ...callWrites(saves, account, scene.replica),
    ...transferWrites(saves, transfers, scene),
    ...displayNumberWrites(saves),
    ...trailWrites(saves),
  ];
  const after = [...loginWrites(saves), ...alarmWrites(saves, account, scene.now)];
  if (rows.length + after.length === 0) return { statements: [], head };
  // Each decision that writes leaves its id: in its events, or in a row of its own where it announces nothing.
  const trace = { account_id: account, id: scene.decisionId, at: scene.now };
  const sign = events.length > 0 ? insert(eventTable, events) : insert(decisionTable, [trace]);
  return { statements: [...together([...rows, sign]), ...after], head };
}

/** The composite keys keep accounts apart only while nobody writes one account's row under another's lock. */
function requireOwn(saves: Saves, owner: AccountId): void {
  const { account, app, call, topUp, member, invitation, apiKey, action, displayNumbers = [] } = saves;
  const owners = [
    account?.id,
    app?.account,
    call?.order.account,
    topUp?.account,
    action?.account,
    member?.account,
    invitation?.account,
    apiKey?.account,
    ...displayNumbers.map(({ request }) => request.account),
  ];
  assert(
    owners.every((each) => each === undefined || each === owner),
    'a decision saves what belongs to its account',
  );
}

const often = ['name', 'balance_fen', 'reserved_fen', 'version', 'sequence'] as const;
/** What operators decide. A call's start does not write it again. */
const seldom = [
  ...(['status', 'status_reason', 'status_since'] as const),
  ...(['tariff_price_fen', 'tariff_basis', 'tariff_from', 'next_price_fen', 'next_basis', 'next_from'] as const),
  ...(['calls_at_once', 'spend_per_day_fen', 'cool_down_seconds'] as const),
] as const;

function changed(row: AccountRow, before: AccountRow): boolean {
  return seldom.some((column) => row[column]?.valueOf() !== before[column]?.valueOf());
}

function accountWrites({ account, app, topUp, request }: Saves, before: AccountRow, head: bigint): Statement[] {
  const writes: Statement[] = [];
  if (account !== undefined) {
    const row = toAccountRow(account, head);
    writes.push(update(accountTable, row, ['id'], changed(row, before) ? [...often, ...seldom] : often));
  } else if (head > BigInt(before.sequence)) {
    writes.push(update(accountTable, { ...before, sequence: head.toString() }, ['id'], ['sequence']));
  }
  if (app !== undefined) {
    const changing = [
      'name',
      'sealed_secret',
      'replaced_secret',
      'replaced_until',
      'accid',
      'service',
      'suspended_reason',
      'suspended_since',
      'default_seconds',
      'ceiling_seconds',
      'stopped_by_provider',
      'min_parties',
      'max_parties',
      'calls_at_once',
      'version',
    ] as const;
    writes.push(upsert(appTable, [toAppRow(app)], ['account_id', 'id'], changing));
  }
  if (topUp !== undefined) {
    const changing = ['status', 'payment_reference', 'paid_at'] as const;
    writes.push(upsert(topUpTable, [toTopUpRow(topUp)], ['account_id', 'id'], changing));
  }
  if (request !== undefined) writes.push(insert(requestTable, [toRequestRow(before.id as AccountId, request)]));
  return writes;
}

function teamWrites({ member, invitation, apiKey }: Saves): Statement[] {
  const writes: Statement[] = [];
  if (member !== undefined) {
    writes.push(upsert(memberTable, [toMemberRow(member)], ['account_id', 'id'], ['role', 'removed_at']));
  }
  if (invitation !== undefined) {
    const changing = ['role', 'token_digest', 'sent_at', 'expires_at', 'state'] as const;
    writes.push(upsert(invitationTable, [toInvitationRow(invitation)], ['account_id', 'id'], changing));
  }
  if (apiKey !== undefined) {
    writes.push(upsert(apiKeyTable, [toApiKeyRow(apiKey)], ['account_id', 'id'], ['revoked_at']));
  }
  return writes;
}

/** Behind the others: a login that is opened at the same time is seen once the member's row is locked. */
function loginWrites({ endedLogins }: Saves): Statement[] {
  const text = 'UPDATE login SET ended_at = $2 WHERE member_id = $1 AND ended_at IS NULL';
  return endedLogins === undefined ? [] : [prepared(text, [endedLogins.member, endedLogins.at])];
}

const callColumns = [
  ...(['money_state', 'status', 'session', 'answered_at'] as const),
  ...(['refusal_code', 'refusal_retry_seconds', 'refusal_cause'] as const),
  ...(['report_source', 'report_caller', 'report_callee', 'report_members'] as const),
  ...(['report_created_at', 'report_started_at', 'talk_seconds', 'legs'] as const),
  ...(['charge_fen', 'ended_at', 'version', 'changed_at', 'due_at'] as const),
] as const;

/** Whoever says when a call is due next has done what its claim was for. */
const endOfClaim =
  'claimed_until = CASE WHEN call.due_at IS NOT DISTINCT FROM excluded.due_at THEN call.claimed_until END';

function callWrites(saves: Saves, account: AccountId, replica: string): Statement[] {
  const { call, resolution, rings = [], discrepancies = [], resolvedDiscrepancy, callbacks = [] } = saves;
  const writes: Statement[] = [];
  if (call !== undefined) {
    const row = { ...toCallRow(call), placed_by: replica };
    writes.push(upsert(callTable, [row], ['account_id', 'id'], callColumns, [endOfClaim]));
    if (call.kind === 'CONFERENCE' && call.isNew) writes.push(insert(participantTable, toParticipantRows(call)));
  }
  if (rings.length > 0) writes.push(upsert(calleeTable, rings.map(toCalleeRow), ['number'], ['rung_at']));
  if (resolution !== undefined) writes.push(insert(resolutionTable, [toResolutionRow(account, resolution)]));
  if (discrepancies.length > 0) {
    const rows = discrepancies.map((discrepancy) => toDiscrepancyRow(account, discrepancy));
    writes.push(insert(discrepancyTable, rows, 'ON CONFLICT DO NOTHING'));
  }
  if (resolvedDiscrepancy !== undefined) {
    const row = toDiscrepancyRow(account, resolvedDiscrepancy, resolvedDiscrepancy.resolution);
    const changing = ['decision', 'difference_fen', 'resolved_at'] as const;
    writes.push(update(discrepancyTable, row, ['account_id', 'call_id', 'reported_seconds'], changing));
  }
  if (callbacks.length > 0) {
    const rows = callbacks.map((callback) => toCallbackRow(account, callback));
    writes.push(upsert(callbackTable, rows, ['account_id', 'app_id', 'body_hash'], ['state', 'reason', 'call_id']));
  }
  return writes;
}

function transferWrites({ account }: Saves, transfers: readonly Transfer[], scene: Scene): Statement[] {
  const { before, now: at } = scene;
  let balanceAfter = Money.fen(BigInt(before.balance_fen));
  const rows = transfers.map((transfer, index) => {
    balanceAfter = balanceAfter.plus(transfer.effectOnBalance);
    const id = postingId(at, BigInt(before.sequence) + 1n, index);
    return toTransferRow(transfer, { account: before.id, id, balanceAfter, at });
  });
  const balance = account?.balance ?? Money.fen(BigInt(before.balance_fen));
  assert(balance.equals(balanceAfter), 'the balance is the sum of its postings');
  return rows.length === 0 ? [] : [insert(transferTable, rows)];
}

function alarmWrites({ alarms = [], closedAlarms = [] }: Saves, account: AccountId, now: Date): Statement[] {
  const writes: Statement[] = [];
  for (const { kind, subject } of closedAlarms) {
    const text = `UPDATE alarm SET closed_at = $4
      WHERE account_id = $1 AND kind = $2 AND subject = $3 AND closed_at IS NULL`;
    writes.push(prepared(text, [account, kind, subject, now]));
  }
  if (alarms.length > 0) {
    const open = `ON CONFLICT (account_id, kind, subject) WHERE closed_at IS NULL DO NOTHING RETURNING kind, subject`;
    const rows = alarms.map((alarm) => toAlarmRow(account, alarm));
    writes.push(insert(alarmTable, rows, open));
  }
  return writes;
}

function displayNumberWrites({ displayNumbers = [] }: Saves): Statement[] {
  if (displayNumbers.length === 0) return [];
  const changing = [
    ...(['status', 'ticket', 'applies_from', 'applies_until', 'reason'] as const),
    ...(['decided_at', 'version'] as const),
  ] as const;
  return [upsert(displayNumberTable, displayNumbers.map(toDisplayNumberRow), ['account_id', 'id'], changing)];
}

function trailWrites({ action }: Saves): Statement[] {
  return action === undefined ? [] : [insert(operatorActionTable, [toOperatorActionRow(action)])];
}

/**
 * One per saved subject, numbered on from the account's newest. Postings announce the account also where its balance
 * stays: their ids are ordered by the number.
 */
function eventsOf(
  { account, call }: Saves,
  transfers: readonly Transfer[],
  { before, now: at, decisionId }: Scene,
): Omit<EventRow, 'recorded_at'>[] {
  const posted = account !== undefined || transfers.length > 0;
  const { version } = account ?? before;
  const subjects = [
    ...(call === undefined ? [] : [{ subject_kind: 'CALL' as const, subject_id: call.id, version: call.version }]),
    ...(posted ? [{ subject_kind: 'ACCOUNT' as const, subject_id: before.id, version }] : []),
  ];
  return subjects.map((subject, index) => ({
    account_id: before.id,
    seq: (BigInt(before.sequence) + BigInt(index + 1)).toString(),
    ...subject,
    at,
    decision_id: decisionId,
  }));
}
