import { postingId } from '../adapters/postgres/posting-id.ts';
import { accountTable, toAccountRow } from '../adapters/postgres/rows/account-rows.ts';
import { appTable, toAppRow } from '../adapters/postgres/rows/app-rows.ts';
import { callTable, toCallRow } from '../adapters/postgres/rows/call-rows.ts';
import { eventTable } from '../adapters/postgres/rows/event-rows.ts';
import { toTransferRow, transferTable } from '../adapters/postgres/rows/ledger-rows.ts';
import { memberTable, toMemberRow } from '../adapters/postgres/rows/member-rows.ts';
import { participantTable, toParticipantRows } from '../adapters/postgres/rows/participant-rows.ts';
import { resolutionTable, toResolutionRow } from '../adapters/postgres/rows/resolution-rows.ts';
import { topUpTable, toTopUpRow } from '../adapters/postgres/rows/top-up-rows.ts';
import { secretContext } from '../application/credentials-of.ts';
import type { Secrets } from '../application/ports/secrets.ts';
import type { Account } from '../domain/account.ts';
import type { AnyCall } from '../domain/any-call.ts';
import { App, standardDurationLimits } from '../domain/app.ts';
import { standardConferenceBounds } from '../domain/conference-bounds.ts';
import type { AccountId, AppId, MemberId } from '../domain/ids.ts';
import type { Member } from '../domain/member.ts';
import { calleesOf } from '../domain/parties.ts';
import { PhoneNumber } from '../domain/phone-number.ts';
import { Chance } from './chance.ts';
import type { DayOfHistory, Rules } from './history.ts';
import { History } from './history.ts';
import type { Connection } from './bulk.ts';
import { insertMany } from './bulk.ts';

const DAY_MS = 86_400_000;
/** Of all accounts, written in one transaction. */
const DAYS_TOGETHER = 10;

export interface Plan {
  readonly seed: number;
  readonly calls: number;
  readonly accounts: number;
  /** The first moment of a day, in China. */
  readonly from: Date;
  readonly days: number;
}

export interface Planting {
  readonly client: Connection;
  readonly secrets: Secrets;
  readonly rules: Rules;
  readonly passwordHash: string;
  readonly tell: (line: string) => void;
}

/** The first account has most of the calls: its share is twice the second's, and three times the third's. */
export function shareOf(plan: Pick<Plan, 'calls' | 'accounts'>, index: number): number {
  const weights = Array.from({ length: plan.accounts }, (_, place) => 1 / (place + 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const upTo = (end: number): number => weights.slice(0, end).reduce((sum, weight) => sum + weight, 0);
  return Math.round((plan.calls * upTo(index + 1)) / all) - Math.round((plan.calls * upTo(index)) / all);
}

/** All accounts live through the same days together. */
export async function plant(plan: Plan, planting: Planting): Promise<readonly Member[]> {
  const chance = new Chance(plan.seed);
  const lives = Array.from({ length: plan.accounts }, (_, index) => open(plan, planting, index, chance));
  const { client, tell } = planting;
  for (const { history, member, apps } of lives) {
    await insertMany(client, accountTable, [toAccountRow(history.account, 0n)]);
    await insertMany(client, memberTable, [toMemberRow(member)]);
    await insertMany(client, appTable, apps.map(toAppRow));
  }
  let planted = 0;
  for (let first = 0; first < plan.days; first += DAYS_TOGETHER) {
    const lived: Lived[] = [];
    for (let day = first; day < Math.min(first + DAYS_TOGETHER, plan.days); day++) {
      const start = new Date(plan.from.getTime() + day * DAY_MS);
      for (const { history, calls } of lives) {
        const count = Math.round((calls * (day + 1)) / plan.days) - Math.round((calls * day) / plan.days);
        lived.push({ account: history.account.id, ...history.day(start, count, day === plan.days - 1) });
      }
    }
    await client.query('BEGIN');
    await write(client, lived, chance);
    await client.query('COMMIT');
    planted += lived.reduce((sum, one) => sum + one.calls.length, 0);
    tell(`${planted} of ${plan.calls} calls`);
  }
  for (const { history } of lives) await close(client, history);
  return lives.map(({ member }) => member);
}

interface Life {
  readonly history: History;
  readonly member: Member;
  readonly apps: readonly App[];
  readonly calls: number;
}

function open(plan: Plan, { secrets, rules, passwordHash }: Planting, index: number, chance: Chance): Life {
  const account = chance.uuid() as AccountId;
  const calls = shareOf(plan, index);
  const apps = ['客服', '外呼'].map((name, place) => {
    const owner = { account, id: chance.uuid() as AppId };
    const created = App.create(
      {
        ...owner,
        name,
        appKey: `seed-${chance.hex(16)}`,
        accid: 'seed',
        sealedSecret: secrets.seal(chance.hex(16), secretContext(owner)),
        callbackKey: chance.uuid(),
        conferences: standardConferenceBounds,
        limits: standardDurationLimits,
        createdAt: plan.from,
      },
      place,
    );
    return App.restore({ ...created, service: 'ENABLED' });
  });
  const own = new Chance(chance.below(2 ** 32));
  const history = new History(account, `专线客户 ${index + 1}`, apps, plan.from, rules, calls, own);
  const member: Member = {
    id: chance.uuid() as MemberId,
    account,
    email: `owner-${index + 1}@seed-${plan.seed}.example.cn`,
    mobile: PhoneNumber.restore(`137${String(index).padStart(8, '0')}`),
    role: 'OWNER',
    passwordHash,
    createdAt: plan.from,
    removedAt: null,
  };
  return { history, member, apps, calls };
}

type Lived = DayOfHistory & { readonly account: AccountId };

async function write(client: Connection, lived: readonly Lived[], chance: Chance): Promise<void> {
  const postings = lived.flatMap((one) =>
    one.postings.map(({ transfer, at, balanceAfter, sequence }) => {
      const id = postingId(at, sequence, 0, chance.hex(10));
      return toTransferRow(transfer, { account: one.account, id, balanceAfter, at });
    }),
  );
  const calls = lived.flatMap((one) => one.calls).sort(byTime);
  const conferences = calls.filter((call) => call.kind === 'CONFERENCE');
  await insertMany(client, topUpTable, lived.flatMap(({ topUps }) => topUps).map(toTopUpRow));
  await insertMany(client, callTable, calls.map(plainCallRow));
  await insertMany(client, participantTable, conferences.flatMap(toParticipantRows));
  await insertMany(
    client,
    resolutionTable,
    lived.flatMap(({ account, resolutions }) => resolutions.map((resolution) => toResolutionRow(account, resolution))),
  );
  await insertMany(client, transferTable, postings);
}

/** Accounts' calls lie among one another, as they come in. */
function byTime(one: AnyCall, other: AnyCall): number {
  return one.order.placedAt.getTime() - other.order.placedAt.getTime();
}

/** Without the texts that the driver needs in place of arrays and JSON. */
function plainCallRow(call: AnyCall): Partial<Record<keyof ReturnType<typeof toCallRow> | 'placed_wall_at', unknown>> {
  const { report } = call;
  return {
    ...toCallRow(call),
    callees: call.kind === 'CONFERENCE' ? calleesOf(call.order).map(({ digits }) => digits) : null,
    legs: report?.legs ?? null,
    report_members: report?.kind === 'CONFERENCE' ? report.members : null,
    placed_wall_at: call.order.placedAt,
  };
}

/** What the account has become, and the newest of its events: older ones are kept for days only. */
async function close(client: Connection, { account, sequence }: { account: Account; sequence: bigint }): Promise<void> {
  const sql = 'UPDATE account SET balance_fen = $2, reserved_fen = $3, version = $4, sequence = $5 WHERE id = $1';
  const { id, version } = account;
  await client.query(sql, [id, account.balance.fen, account.reserved.fen, version, sequence]);
  const event = {
    account_id: id,
    seq: sequence,
    subject_kind: 'ACCOUNT',
    subject_id: id,
    version,
    at: account.createdAt,
  };
  await insertMany(client, eventTable, [
    { ...event, seq: sequence.toString(), decision_id: id, recorded_at: new Date() },
  ]);
}
