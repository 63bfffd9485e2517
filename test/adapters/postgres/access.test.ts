import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { within } from '../../../src/application/view.ts';
import { newApiKey } from '../../../src/domain/api-key.ts';
import { noTotals } from '../../../src/domain/bill.ts';
import type {
  AccountId,
  CallId,
  DeliveryId,
  DisplayNumberId,
  LoginId,
  MemberId,
  OperatorId,
} from '../../../src/domain/ids.ts';
import { Transfer } from '../../../src/domain/ledger.ts';
import { newInvitation } from '../../../src/domain/invitation.ts';
import { Login } from '../../../src/domain/login.ts';
import { release } from '../../../src/domain/settlement.ts';
import { Tries } from '../../../src/domain/tries.ts';
import { TopUp } from '../../../src/domain/top-up.ts';
import { Money } from '../../../src/domain/money.ts';
import { shanghaiMonth } from '../../../src/domain/month.ts';
import { SmsCode } from '../../../src/domain/sms-code.ts';
import { anApp } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase, createEmptyDatabase } from '../../support/database.ts';
import { Delivery } from '../../../src/domain/webhooks/delivery.ts';
import { Webhook } from '../../../src/domain/webhooks/webhook.ts';
import { ignore, open } from '../../support/postgres.ts';

/** What operators read, of every account. Anything else is not theirs. */
const onTheDesk = [
  'account',
  'call',
  'discrepancy',
  'callback',
  'alarm',
  'transfer',
  'app',
  'member',
  'participant',
  'operator_action',
  'display_number',
  'webhook',
  'delivery',
  'delivery_attempt',
  'bill',
  'bill_check',
  'bill_line_check',
];
/** What they read none of: how somebody signs in, at our door or at the provider's. */
const secrets = [
  'sealed_secret FROM app',
  'replaced_secret FROM app',
  'sealed_secret FROM webhook',
  'replaced_secret FROM webhook',
  'callback_key FROM app',
  'password_hash FROM member',
  'password_hash FROM operator',
];

/** What nobody reads who acts for one account. */
const closed = [
  'login',
  'sms_code',
  'callee',
  'setting',
  'service_clock',
  'migration',
  'operator',
  'operator_login',
  'operator_action',
  'replica',
  'tries',
  'progress_turn',
  'notice',
  'notice_mail',
];

let database: TestDatabase;
let postgres: Postgres;
let roles: { member: string; writer: string; operator: string };
let tables: string[];
const [mine, theirs] = [randomUUID() as AccountId, randomUUID() as AccountId];

beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
  await fill(mine);
  await fill(theirs);
  await postgres.alarms.open('PROVIDER_EMPTY', 'of no account');
  await administer(async (client) => {
    const { rows } = await client.query<{ role_prefix: string }>('SELECT role_prefix FROM setting');
    const prefix = rows[0]!.role_prefix;
    roles = { member: `${prefix}_member`, writer: `${prefix}_writer`, operator: `${prefix}_operator` };
    const found = await client.query<{ name: string }>(`SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') ORDER BY 1`);
    tables = found.rows.map(({ name }) => name);
  }, database.url);
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

/** A row in every table. */
async function fill(account: AccountId): Promise<void> {
  const { accounts, people } = postgres;
  const app = anApp(account);
  const owner = a.member({ id: randomUUID() as MemberId, account, email: `${account}@example.cn` });
  await accounts.open(a.account({ id: account, balance: 0 }), owner);
  const call = a.unconfirmedCall({ account, app: app.id, id: randomUUID() as CallId });
  const operator = { id: randomUUID() as OperatorId, email: `op-${account}@example.cn`, passwordHash: 'secret$' };
  await postgres.operators.add({ ...operator, createdAt: a.noon });
  const access = { digest: randomUUID(), expires: a.after(60) };
  await postgres.operators.openLogin({ id: randomUUID() as LoginId, operator: operator.id, access, endedAt: null });
  const topUp = TopUp.request(randomUUID() as never, account, Money.fen(1000_00), a.noon);
  await accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: {
      app,
      topUp,
      account: facts.account.credit(Money.fen(1000_00)).reserve(call.order.reservation),
      call,
      request: { operation: 'startCall', key: 'k', input: '', outcome: { kind: 'DONE', id: call.id }, at: a.noon },
      callbacks: [a.storedCallback({ app: app.id })],
      displayNumbers: [a.displayNumber({ id: randomUUID() as DisplayNumberId, account, app: app.id })],
    },
    transfers: [Transfer.topUp(topUp.id, topUp.amount, a.noon)],
  }));
  await accounts.decide(account, {}, (facts) => {
    const { transfers, ...saves } = release(facts.account, call.voided(a.noon), a.noon, 'HORIZON_VOID');
    const seconds = { settledSeconds: 1, reportedSeconds: 2 };
    const discrepancy = { call: call.id, ...seconds, source: 'QUERY', openedAt: a.noon } as const;
    const action = a.operatorAction({ operator: operator.id, account, subject: call.id });
    return { answer: undefined, saves: { ...saves, discrepancies: [discrepancy], action }, transfers: transfers ?? [] };
  });
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { app: app.disable() } }));
  const asked = { id: randomUUID() as never, account, email: 'new@example.cn', role: 'AGENT' } as const;
  const invitation = newInvitation({ ...asked, invitedBy: owner.id, digest: randomUUID() }, a.noon);
  const made = { ...asked, name: 'k', prefix: 'zx_', digest: randomUUID(), scopes: ['CALLS_READ'] as const };
  const apiKey = newApiKey({ ...made, createdBy: owner.id, maker: 'OWNER', expiresAt: null }, [], a.noon);
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { invitation, apiKey } }));
  const webhook = Webhook.create({ account, app: app.id, url: 'https://a.example.cn/', sealedSecret: 's' }, a.noon);
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { webhook } }));
  const queued = { id: randomUUID() as DeliveryId, account, app: app.id, call: call.id };
  const told = { ...queued, type: 'call.ended', body: '{}', createdAt: a.noon } as const;
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { forwarding: Delivery.queue(told) } }));
  const result = { at: a.noon, url: webhook.url, headers: {}, status: 200, answer: '', error: null, milliseconds: 1 };
  const attempt = { ...result, delivery: queued.id, account, number: 1 };
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { attempts: [attempt] } }));
  const conference = a.placingConference({ account, app: app.id, id: randomUUID() as CallId });
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { call: conference } }));
  const figures = { month: shanghaiMonth(a.noon), opening: Money.zero, totals: noTotals, hash: 'a'.repeat(64) };
  const bill = { ...figures, id: randomUUID(), account, issuedAt: a.noon };
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { bill } }));
  const lines = await within(postgres, account, (reads) => reads.billLines(bill.month, { first: 1, after: null }));
  const finding = { line: lines.items[0]!.id, state: 'MATCHED', providerSeconds: 61 } as const;
  const claimed = (await postgres.billChecks.claim(1, 60))!;
  const turn = { findings: [finding], at: a.noon, pass: claimed.pass, after: null, inSeconds: null };
  await postgres.billChecks.record(claimed, turn);
  const half = { digest: randomUUID(), expires: a.after(60) };
  await people.openLogin(
    Login.open(randomUUID() as never, owner.id, { access: half, refresh: { ...half, digest: randomUUID() } }),
    owner.passwordHash,
  );
  await postgres.tries.decide(['a digest'], () => [Tries.none.add(a.noon)]);
  await postgres.turns.take(account, call.id, 1000);
  await people.decideCode(a.caller, () => ({ code: SmsCode.issue(null, 'd', a.noon) }));
}

async function as<T>(role: string, account: string | null, work: (client: Client) => Promise<T>): Promise<T> {
  return await administer(async (client) => {
    await client.query(`SET ROLE ${client.escapeIdentifier(role)}`);
    if (account !== null) await client.query(`SELECT set_config('zhuanxian.account', $1, false)`, [account]);
    return await work(client);
  }, database.url);
}

/** Over one connection: each of its own would take longer than all the statements. */
async function refuseAll(role: string, account: string | null, statements: readonly string[]): Promise<void> {
  await as(role, account, async (client) => {
    for (const sql of statements) {
      const answer = await client.query(sql).then(
        () => 'done',
        (error: unknown) => (error as { readonly code?: string }).code,
      );
      expect([sql, answer]).toEqual([sql, '42501']);
    }
  });
}

const columnOf = (table: string): string => (table === 'account' ? 'id' : 'account_id');

describe('the member role', () => {
  it('sees its own rows on every table, and no others', async () => {
    for (const table of tables.filter((name) => !closed.includes(name))) {
      const column = columnOf(table);
      const found = await as(roles.member, mine, (client) =>
        client.query(`SELECT DISTINCT ${column} AS id FROM ${table}`),
      );
      expect([table, found.rows]).toEqual([table, [{ id: mine }]]);
    }
  });

  it.each([
    ['no setting', null],
    ['an empty one', ''],
  ])('sees nothing with %s', async (_, setting) => {
    for (const table of tables.filter((name) => !closed.includes(name))) {
      const sql = `SELECT count(*)::int AS count FROM (SELECT ${columnOf(table)} FROM ${table}) AS all_rows`;
      const found = await as(roles.member, setting, (client) => client.query<{ count: number }>(sql));
      expect([table, found.rows[0]?.count]).toEqual([table, 0]);
    }
  });

  it('has no way to what belongs to nobody or to people', async () => {
    for (const sql of [
      ...closed.map((table) => `SELECT FROM ${table}`),
      'SELECT password_hash FROM member',
      'SELECT token_digest FROM invitation',
      'SELECT key_digest FROM api_key',
    ]) {
      await expect(as(roles.member, mine, (client) => client.query(sql))).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('changes nothing', async () => {
    const changes = tables.flatMap((table) => [
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `INSERT INTO ${table} DEFAULT VALUES`,
    ]);
    await refuseAll(roles.member, mine, changes);
  });
});

describe('the writer role', () => {
  it('deletes nothing but what is thrown away after a while', async () => {
    const perishable = [
      ...['request', 'callee', 'replica', 'tries', 'event', 'progress_turn', 'decision', 'sms_code', 'login'],
      ...['delivery', 'delivery_attempt', 'notice', 'notice_mail'],
    ];
    const kept = tables.filter((name) => !perishable.includes(name));
    await refuseAll(
      roles.writer,
      null,
      kept.flatMap((table) => [`DELETE FROM ${table}`, `TRUNCATE ${table}`]),
    );
  });

  it.each([
    'UPDATE transfer SET amount_fen = 1',
    'UPDATE event SET version = 1',
    'UPDATE resolution SET charge_fen = 0',
    'UPDATE discrepancy SET reported_seconds = 0',
    'UPDATE request SET input = NULL',
    `UPDATE display_number SET number = '110'`,
    `UPDATE callback SET body = ''`,
    `UPDATE member SET email = ''`,
    'UPDATE invitation SET email = NULL',
    `UPDATE notice SET facts = '{}'`,
    `UPDATE notice_mail SET email = ''`,
    `UPDATE api_key SET scopes = ''`,
    `UPDATE delivery SET body = ''`,
    'UPDATE delivery_attempt SET status = 200',
    `UPDATE bill_line_check SET state = 'MATCHED'`,
    'SELECT FROM setting',
    `UPDATE operator_action SET reason = ''`,
    'SELECT FROM operator_action',
    `UPDATE operator SET email = ''`,
    `UPDATE operator_login SET access_digest = ''`,
  ])('may not: %s', async (sql) => {
    await expect(as(roles.writer, null, (client) => client.query(sql))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the operator role', () => {
  it('sees what is on the desk, of every account', async () => {
    for (const table of onTheDesk) {
      const sql = `SELECT count(DISTINCT ${columnOf(table)})::int AS count FROM ${table}`;
      const found = await as(roles.operator, null, (client) => client.query<{ count: number }>(sql));
      expect([table, found.rows[0]?.count]).toEqual([table, 2]);
    }
  });

  it('sees nothing else: no secret of an app, no password, no login, no other list', async () => {
    for (const secret of secrets) {
      const looked = as(roles.operator, mine, (client) => client.query(`SELECT ${secret}`));
      await expect(looked).rejects.toMatchObject({ code: '42501' });
    }
    for (const table of tables.filter((name) => !['operator', ...onTheDesk].includes(name))) {
      const looked = as(roles.operator, mine, (client) => client.query(`SELECT FROM ${table}`));
      expect([table, await looked.catch((error: unknown) => error)]).toMatchObject([table, { code: '42501' }]);
    }
  });

  it('changes nothing', async () => {
    const changes = tables.flatMap((table) => [
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `INSERT INTO ${table} DEFAULT VALUES`,
    ]);
    await refuseAll(roles.operator, mine, changes);
    for (const sql of ['UPDATE call SET version = 1', 'UPDATE alarm SET closed_at = now()']) {
      await expect(as(roles.operator, mine, (client) => client.query(sql))).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the start', () => {
  it('is refused with another key than the one that sealed the secrets', async () => {
    await expect(open(database.url, { secretsFingerprint: 'another' })).rejects.toThrow('sealed with another key');
  });

  it('is refused where row-level security has been taken off a table', async () => {
    const other = await createDatabase();
    await administer((client) => client.query('ALTER TABLE transfer NO FORCE ROW LEVEL SECURITY'), other.url);
    await expect(open(other.url)).rejects.toThrow('Row-level security is not forced on the table transfer.');
    await other.drop();
  });

  it('prepares an empty database once, when two processes start at once, for a user who is no superuser', async () => {
    const name = `Zhuan xian-${randomUUID().slice(0, 8)}`;
    const empty = await createEmptyDatabase(name);
    const user = `owner_${randomUUID().slice(0, 8)}`;
    await administer(async (client) => {
      await client.query(`CREATE ROLE ${user} LOGIN CREATEROLE PASSWORD 'p'`);
      await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} OWNER TO ${user}`);
    });
    const url = new URL(empty.url);
    Object.assign(url, { username: user, password: 'p' });
    const opened = await Promise.all([open(url.href), open(url.href)]);
    expect(await Promise.all(opened.map((each) => each.ready()))).toEqual([true, true]);
    await Promise.all(opened.map((each) => each.close()));
    await empty.drop();
  });

  it('says which SQL an administrator must run where the user may not create roles', async () => {
    const name = `plain_${randomUUID().slice(0, 8)}`;
    const empty = await createEmptyDatabase(name);
    await administer((client) => client.query(`CREATE ROLE ${name} LOGIN PASSWORD 'p'`));
    await administer((client) => client.query(`ALTER DATABASE ${name} OWNER TO ${name}`));
    const url = new URL(empty.url);
    Object.assign(url, { username: name, password: 'p' });
    const error = await open(url.href, { log: ignore }).then(() => null, String);
    expect(error).toContain(`CREATE ROLE "${name}_member" NOLOGIN;`);
    const sql = error!.split('run: ')[1]!;
    await administer((client) => client.query(sql));
    const postgres = await open(url.href);
    expect(await postgres.ready()).toBe(true);
    await postgres.close();
    await empty.drop();
  });
});
