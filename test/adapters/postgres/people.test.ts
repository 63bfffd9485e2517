import { randomInt, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { AccountId, LoginId, MemberId } from '../../../src/domain/ids.ts';
import type { TokenPair } from '../../../src/domain/login.ts';
import { Login } from '../../../src/domain/login.ts';
import type { Member } from '../../../src/domain/member.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';
import { SmsCode } from '../../../src/domain/sms-code.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';

let database: TestDatabase;
let postgres: Postgres;
let member: Member;

beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});
beforeEach(async () => {
  const account = randomUUID() as AccountId;
  const digits = `139${randomInt(1e7, 1e8)}`;
  const own = { id: randomUUID() as MemberId, email: `${account}@example.cn`, mobile: PhoneNumber.restore(digits) };
  member = a.member({ ...own, account });
  await postgres.accounts.open(a.account({ id: account, balance: 0 }), member);
});

function tokens(): TokenPair {
  const half = () => ({ digest: randomUUID(), expires: a.after(900.5) });
  return { access: half(), refresh: half() };
}

async function signIn(): Promise<Login> {
  const login = Login.open(randomUUID() as LoginId, member.id, tokens());
  expect(await postgres.people.openLogin(login, member.passwordHash)).toBe(true);
  return login;
}

async function waiting(client: Client): Promise<true | null> {
  const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (await client.query(sql)).rowCount === 2 ? true : null;
}

const byAccess = (login: Login) => postgres.people.loginByAccess(login.tokens.access.digest);

it('finds a member by e-mail, id and mobile as it was stored', async () => {
  const { people } = postgres;
  expect(await people.memberByEmail(member.email)).toEqual(member);
  expect(await people.memberById(member.id)).toEqual(member);
  expect(await people.hasMobile(member.mobile)).toBe(true);
  expect(await people.hasMobile(a.callee)).toBe(false);
  expect(await people.memberByEmail('nobody\u0000@example.cn')).toBeNull();
  expect(await people.memberById('no uuid' as MemberId)).toBeNull();
});

it('returns a login as it was stored, with its member', async () => {
  const login = await signIn();
  expect(await byAccess(login)).toEqual({ login, member });
  expect(await postgres.people.loginByAccess('unknown')).toBeNull();
});

it('lets two uses of one refresh token at once see one another', async () => {
  const login = await signIn();
  const use = () =>
    postgres.people.decideLogin(login.tokens.refresh.digest, (found) => {
      const fresh = found?.tokens.refresh.digest === login.tokens.refresh.digest;
      return fresh
        ? { login: found.renew(tokens(), new Date()), answer: 'RENEWED' }
        : { answer: found?.spentRefresh ?? null };
    });
  // Somebody holds the row until both uses wait for it: so they do overlap.
  const answers = await administer(async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT FROM login WHERE id = $1 FOR UPDATE', [login.id]);
    const uses = Promise.all([use(), use()]);
    await until('both uses wait', () => administer(waiting, database.url));
    await client.query('COMMIT');
    return await uses;
  }, database.url);
  expect(answers.sort()).toEqual(['RENEWED', login.tokens.refresh.digest].sort());
});

it('replaces a password, and ends all logins but the one that is kept', async () => {
  const [kept, ended] = [await signIn(), await signIn()];
  await postgres.people.changePassword(member.id, 'another$', kept.id, a.after(5));
  expect((await postgres.people.memberById(member.id))?.passwordHash).toBe('another$');
  expect((await byAccess(kept))?.login.endedAt).toBeNull();
  expect((await byAccess(ended))?.login.endedAt).toEqual(a.after(5));
});

it('ends one login, or all', async () => {
  const [one, two, three] = [await signIn(), await signIn(), await signIn()];
  await postgres.people.endLogins(member.id, one.id, a.after(1));
  expect((await byAccess(one))?.login.endedAt).toEqual(a.after(1));
  expect((await byAccess(two))?.login.endedAt).toBeNull();
  await postgres.people.endLogins(member.id, null, a.after(2));
  expect((await byAccess(one))?.login.endedAt).toEqual(a.after(1));
  expect((await byAccess(three))?.login.endedAt).toEqual(a.after(2));
});

it('issues one code to a number that asks many times at once, also the first time', async () => {
  const ask = () => postgres.people.decideCode(member.mobile, (code) => ({ code: SmsCode.issue(code, 'd', a.noon) }));
  const asked = await Promise.allSettled(Array.from({ length: 8 }, ask));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('keeps what a try did to a code, and then throws the refusal', async () => {
  const { people } = postgres;
  const code = SmsCode.issue(null, 'right', a.noon);
  await people.decideCode(member.mobile, () => ({ code }));
  const refusal = new Error('wrong') as never;
  const tried = people.decideCode(member.mobile, (found) => {
    expect(found).toEqual(code);
    return { code: code.check('wrong', a.noon).next, refusal };
  });
  await expect(tried).rejects.toBe(refusal);
  await people.decideCode(member.mobile, (found) => {
    expect(found?.triesLeft).toBe(4);
    return { code };
  });
});

it('opens no login for a password that was changed while it was verified', async () => {
  const { people } = postgres;
  const login = Login.open(randomUUID() as LoginId, member.id, tokens());
  await people.changePassword(member.id, 'another hash', null, a.noon);
  expect(await people.openLogin(login, member.passwordHash)).toBe(false);
  expect(await byAccess(login)).toBeNull();
  expect(await people.openLogin(login, 'another hash')).toBe(true);
});
