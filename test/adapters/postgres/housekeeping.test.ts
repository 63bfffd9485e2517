import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { tidyUp } from '../../../src/application/tidy-up.ts';
import type { Saves } from '../../../src/application/ports/account-repository.ts';
import type { AccountId, CallId, DeliveryId, LoginId, MemberId } from '../../../src/domain/ids.ts';
import { Login } from '../../../src/domain/login.ts';
import { Money } from '../../../src/domain/money.ts';
import { billIssued } from '../../../src/domain/notice.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';
import type { RequestKey } from '../../../src/domain/request.ts';
import { SmsCode } from '../../../src/domain/sms-code.ts';
import { Tries } from '../../../src/domain/tries.ts';
import { Delivery } from '../../../src/domain/webhooks/delivery.ts';
import { Webhook } from '../../../src/domain/webhooks/webhook.ts';
import { anApp, openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { ignore, open } from '../../support/postgres.ts';

const account = randomUUID() as AccountId;
const HOUR = 3600;
const DAY = 24 * HOUR;

let database: TestDatabase;
let postgres: Postgres;

beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
  await openAccount(postgres.accounts, account, 0);
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

const ask = async <Row>(sql: string): Promise<Row[]> =>
  administer(async (client) => (await client.query(sql)).rows as Row[], database.url);

const tidy = (wall = a.noon) => {
  const clock = { service: () => a.noon, wall: () => wall };
  const kept = { eventSeconds: 3 * DAY, deliverySeconds: 90 * DAY, noticeSeconds: 60 * DAY };
  return tidyUp({ housekeeping: postgres.housekeeping, clock, log: ignore }, kept)();
};

async function use(operation: RequestKey['operation'], key: string, at: Date): Promise<void> {
  const outcome = { kind: 'DONE', id: randomUUID() } as const;
  await postgres.accounts.decide(account, {}, () => ({
    answer: undefined,
    saves: { request: { operation, key, input: '', outcome, at } },
  }));
}

async function ring(callee: string, at: Date): Promise<void> {
  await postgres.accounts.decide(account, { rings: [callee] }, ({ rings }) => ({
    answer: undefined,
    saves: { rings: rings.map((each) => each.ring(at)) },
  }));
}

/** An account with so many events. */
async function withEvents(count: number): Promise<AccountId> {
  const id = randomUUID() as AccountId;
  await openAccount(postgres.accounts, id, 0);
  await ask(`UPDATE account SET sequence = ${count} WHERE id = '${id}'`);
  await ask(`INSERT INTO event SELECT '${id}', seq, 'ACCOUNT', '${id}', seq, now(), '${randomUUID()}'
    FROM generate_series(1, ${count}) AS seq`);
  return id;
}

/** Lets the account's events, or some of them, be so many seconds old. */
async function grow(id: AccountId, seconds: number, which = 'true'): Promise<void> {
  await ask(`UPDATE event SET recorded_at = now() - interval '${seconds} seconds'
    WHERE account_id = '${id}' AND ${which}`);
}

async function kept(id: AccountId): Promise<{ oldest: number; newest: number; count: number } | undefined> {
  const [found] = await ask<{ oldest: number; newest: number; count: number }>(`
    SELECT min(seq)::int AS oldest, max(seq)::int AS newest, count(*)::int AS count FROM event
    WHERE account_id = '${id}'`);
  return found;
}

async function asWriter(sql: string): Promise<number | null> {
  const [setting] = await ask<{ role_prefix: string }>('SELECT role_prefix FROM setting');
  return await administer(async (client) => {
    await client.query(`SET ROLE ${client.escapeIdentifier(`${setting!.role_prefix}_writer`)}`);
    return (await client.query(sql)).rowCount;
  }, database.url);
}

describe('tidying up', () => {
  it('throws the keys of calls away after thirty days, and keeps those of payments for ever', async () => {
    await use('startCall', 'yesterday', a.after(-DAY));
    await use('startCall', 'just within', a.after(-30 * DAY));
    await use('startCall', 'long ago', a.after(-30 * DAY - 1));
    await use('topUp', 'long ago', a.after(-3000 * DAY));
    expect(await tidy()).toMatchObject({ keys: 1 });
    expect(await ask(`SELECT operation, key FROM request ORDER BY 1, 2`)).toEqual([
      { operation: 'startCall', key: 'just within' },
      { operation: 'startCall', key: 'yesterday' },
      { operation: 'topUp', key: 'long ago' },
    ]);
  });

  it('forgets telephones that were not rung for an hour', async () => {
    await ring('13800000001', a.after(-HOUR - 1));
    await ring('13800000002', a.after(-HOUR - 1));
    await ring('13800000002', a.after(-HOUR + 1));
    expect(await tidy()).toMatchObject({ callees: 1 });
    expect(await ask('SELECT number FROM callee')).toEqual([{ number: '13800000002' }]);
  });

  it('forgets what was not tried for an hour, or turned out to be no try', async () => {
    const { tries } = postgres;
    const at = (...seconds: number[]): Tries[] => [Tries.restore(seconds.map((second) => a.after(second)))];
    await tries.decide(['long ago'], () => at(-HOUR - 1));
    await tries.decide(['not any more'], () => at());
    await tries.decide(['lately'], () => at(-HOUR - 1, -HOUR + 1));
    expect(await tidy()).toMatchObject({ tries: 2 });
    expect(await ask('SELECT key FROM tries')).toEqual([{ key: 'lately' }]);
  });

  it('forgets replicas that died more than a day ago, and none that was heard of since', async () => {
    const recent = await ask('SELECT id FROM replica ORDER BY id');
    const died = (id: string, days: number): string => `('${id}', now(), now() - interval '${days} days')`;
    await ask(`INSERT INTO replica VALUES ${died(randomUUID(), 2)}, ${died(randomUUID(), 3)}`);
    expect(await tidy()).toMatchObject({ replicas: 2 });
    expect(await ask('SELECT id FROM replica ORDER BY id')).toEqual(recent);
  });

  it('forgets turns of calls that nobody has watched for a day', async () => {
    const [lately, longAgo] = [randomUUID() as CallId, randomUUID() as CallId];
    await postgres.turns.take(account, longAgo, 1000);
    await ask(`UPDATE progress_turn SET next_at = now() - interval '25 hours'`);
    await postgres.turns.take(account, lately, 1000);
    await ask(`UPDATE progress_turn SET next_at = next_at - interval '23 hours' WHERE call_id = '${lately}'`);
    expect(await tidy()).toMatchObject({ turns: 1 });
    expect(await ask('SELECT call_id FROM progress_turn')).toEqual([{ call_id: lately }]);
  });

  it('throws events away after three days, the oldest first, and keeps the newest of each account', async () => {
    const [busy, quiet] = [await withEvents(900), await withEvents(3)];
    await grow(busy, 4 * DAY);
    await grow(quiet, 4 * DAY);
    await grow(busy, 2 * DAY, 'seq > 800');
    expect(await tidy(new Date())).toMatchObject({ events: 802 });
    expect(await kept(busy)).toEqual({ oldest: 801, newest: 900, count: 100 });
    expect(await kept(quiet)).toEqual({ oldest: 3, newest: 3, count: 1 });
    expect(await tidy(new Date())).toMatchObject({ events: 0 });
  });

  it('leaves no gap in the events where a young one stands between old ones', async () => {
    const account = await withEvents(9);
    await grow(account, 4 * DAY);
    await grow(account, 2 * DAY, 'seq = 4');
    expect(await tidy(new Date())).toMatchObject({ events: 3 });
    expect(await kept(account)).toEqual({ oldest: 4, newest: 9, count: 6 });
  });

  it('throws a code away a day after it was sent', async () => {
    const { people } = postgres;
    const codeFor = (mobile: string, sentAt: Date): Promise<void> =>
      people.decideCode(PhoneNumber.restore(mobile), () => ({ code: SmsCode.issue(null, 'digest', sentAt) }));
    await codeFor('13900000001', a.after(-DAY - 1));
    await codeFor('13900000002', a.after(-DAY + 1));
    expect(await tidy()).toMatchObject({ codes: 1 });
    expect(await ask('SELECT mobile FROM sms_code')).toEqual([{ mobile: '13900000002' }]);
  });

  it('throws the traces of decisions that announced nothing away with the events of their time', async () => {
    await ask('DELETE FROM decision');
    for (const key of ['old', 'young']) await use('topUp', `trace ${key}`, a.noon);
    await ask(`UPDATE decision SET recorded_at = now() - interval '73 hours' WHERE id = (
      SELECT min(id::text)::uuid FROM decision)`);
    expect(await tidy(new Date())).toMatchObject({ decisions: 1 });
    expect(await ask('SELECT FROM decision')).toHaveLength(1);
  });

  it('forgets logins thirty days after nobody can renew them', async () => {
    const [member] = await ask<{ id: MemberId; password_hash: string }>(
      `SELECT id, password_hash FROM member WHERE account_id = '${account}'`,
    );
    const now = new Date();
    const signIn = async (refreshExpires: Date): Promise<LoginId> => {
      const id = randomUUID() as LoginId;
      const half = (expires: Date) => ({ digest: randomUUID(), expires });
      const login = Login.open(id, member!.id, { access: half(now), refresh: half(refreshExpires) });
      await postgres.people.openLogin(login, member!.password_hash);
      return id;
    };
    await signIn(a.after(-30 * DAY - 1, now));
    const kept = [await signIn(a.after(-30 * DAY + HOUR, now)), await signIn(a.after(DAY, now))];
    expect(await tidy(now)).toMatchObject({ logins: 1 });
    expect(await ask('SELECT id FROM login')).toHaveLength(kept.length);
    expect(await asWriter('DELETE FROM login')).toBe(1);
    expect(await ask('SELECT id FROM login')).toEqual([{ id: kept[1] }]);
  });

  it('throws messages to receivers away with their attempts, and none that is on its way', async () => {
    const app = anApp(account);
    const decide = (saves: Saves): Promise<void> =>
      postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves }));
    const of = { account, app: app.id };
    await decide({ app });
    await decide({ webhook: Webhook.create({ ...of, url: 'https://a.example.cn/', sealedSecret: 'sealed' }, a.noon) });
    /** A message that was tried then, with this answer. */
    const send = async (at: Date, status: number, resent = false): Promise<DeliveryId> => {
      const id = randomUUID() as DeliveryId;
      const queued = Delivery.queue({ ...of, id, call: null, type: 'webhook.test', body: '{}', createdAt: at });
      const result = {
        at,
        url: 'https://a.example.cn/',
        headers: {},
        status,
        answer: '',
        error: null,
        milliseconds: 1,
      };
      await decide({ deliveries: [queued] });
      const tried = queued.after(result, 0);
      await decide({
        deliveries: [resent ? tried.resend() : tried],
        attempts: [{ ...result, delivery: id, account, number: 1 }],
      });
      return id;
    };
    await send(a.after(-90 * DAY - 1), 200);
    const kept = [
      await send(a.after(-90 * DAY), 200),
      await send(a.after(-100 * DAY), 500),
      await send(a.after(-100 * DAY), 200, true),
    ].sort();
    expect(await tidy()).toMatchObject({ deliveries: 1 });
    const ids = kept.map((id) => ({ id }));
    expect(await ask('SELECT id FROM delivery ORDER BY id')).toEqual(ids);
    expect(await ask('SELECT delivery_id AS id FROM delivery_attempt ORDER BY 1')).toEqual(ids);
    await ask(`DELETE FROM delivery_attempt`);
    expect(await asWriter('DELETE FROM delivery')).toBe(1);
  });

  it('throws notices away with their mails, and none with a mail that is to be sent', async () => {
    const facts = { month: '2026-02', charged: Money.zero, closing: Money.zero };
    const notices = ['sent', 'waiting', 'recent'].map((key) => ({ ...billIssued(facts, a.noon), key }));
    await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { notices } }));
    const mails = await postgres.noticeMails.claim(10, 60);
    for (const mail of mails) if (mail.notice.key !== 'waiting') await postgres.noticeMails.end(mail, { kind: 'SENT' });
    await ask(`UPDATE notice SET addressed_at = '${a.after(-60 * DAY - 1).toISOString()}' WHERE key <> 'recent'`);
    await ask(`UPDATE notice SET addressed_at = '${a.after(-60 * DAY).toISOString()}' WHERE key = 'recent'`);
    expect(await tidy()).toMatchObject({ notices: 1 });
    const left = [{ key: 'recent' }, { key: 'waiting' }];
    expect(await ask('SELECT key FROM notice ORDER BY 1')).toEqual(left);
    expect(await ask('SELECT key FROM notice_mail ORDER BY 1')).toEqual(left);
    expect(await asWriter('DELETE FROM notice_mail')).toBe(1);
  });

  it('is held to that by the database: the writer role cannot delete a trace of the last hour', async () => {
    await ask('DELETE FROM decision');
    for (const key of ['one', 'two']) await use('topUp', `fresh ${key}`, a.noon);
    await ask(`UPDATE decision SET recorded_at = now() - interval '61 minutes' WHERE id = (
      SELECT min(id::text)::uuid FROM decision)`);
    expect(await asWriter('DELETE FROM decision')).toBe(1);
    await ask(`DELETE FROM request WHERE key LIKE 'fresh%' OR key LIKE 'trace%'`);
  });

  it('is held to that by the database: the writer role cannot delete the key of a payment', async () => {
    expect(await asWriter('DELETE FROM request')).toBe(2);
    expect(await ask('SELECT operation FROM request')).toEqual([{ operation: 'topUp' }]);
  });

  it('is held to that by the database: the writer role cannot delete the newest event, nor one of the last hour', async () => {
    await ask('DELETE FROM event');
    const [old, young] = [await withEvents(3), await withEvents(3)];
    await grow(old, 2 * HOUR);
    await grow(young, HOUR / 2);
    expect(await asWriter('DELETE FROM event')).toBe(2);
    expect(await kept(old)).toEqual({ oldest: 3, newest: 3, count: 1 });
    expect(await kept(young)).toEqual({ oldest: 1, newest: 3, count: 3 });
  });
});
