import type { Decision, Saves } from '../../../application/ports/account-repository.ts';
import { assert } from '../../../domain/assert.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { decisionTable, eventTable } from '../rows/event-rows.ts';
import { operatorActionTable, toOperatorActionRow } from '../rows/operator-rows.ts';
import type { Statement } from '../statements.ts';
import { insert, together } from '../statements.ts';
import { accountWrites, displayNumberWrites } from './account-writes.ts';
import { alarmWrites } from './alarm-writes.ts';
import { callWrites } from './call-writes.ts';
import { eventsOf } from './events.ts';
import { noticeWrites } from './notice-writes.ts';
import type { Scene } from './scene.ts';
import { loginWrites, teamWrites } from './team-writes.ts';
import { transferWrites } from './transfer-writes.ts';
import { webhookWrites } from './webhook-writes.ts';

export interface Writes {
  /**
   * One for all tables, but for logins, and for alarms, which may close and open anew. All rows that they return are
   * alarms that they opened. None where the decision writes nothing.
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
    ...accountWrites(saves, scene, head),
    ...teamWrites(saves),
    ...callWrites(saves, account, scene.replica),
    ...transferWrites(saves, transfers, scene),
    ...displayNumberWrites(saves),
    ...trailWrites(saves),
    ...noticeWrites(saves, account),
    ...webhookWrites(saves),
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
  const { account, app, call, topUp, member, invitation, apiKey, action, bill, displayNumbers = [] } = saves;
  const owners = [
    account?.id,
    app?.account,
    call?.order.account,
    topUp?.account,
    bill?.account,
    action?.account,
    member?.account,
    invitation?.account,
    apiKey?.account,
    ...displayNumbers.map(({ request }) => request.account),
    saves.webhook?.account,
    saves.forwarding?.account,
    ...(saves.deliveries ?? []).map((delivery) => delivery.account),
    ...(saves.attempts ?? []).map((attempt) => attempt.account),
  ];
  assert(
    owners.every((each) => each === undefined || each === owner),
    'a decision saves what belongs to its account',
  );
}

function trailWrites({ action }: Saves): Statement[] {
  return action === undefined ? [] : [insert(operatorActionTable, [toOperatorActionRow(action)])];
}
