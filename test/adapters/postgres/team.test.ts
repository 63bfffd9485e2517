import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { changeMemberRole } from '../../../src/application/team/change-member-role.ts';
import { removeMember } from '../../../src/application/team/remove-member.ts';
import type { AccountId, LoginId, MemberId } from '../../../src/domain/ids.ts';
import { Login } from '../../../src/domain/login.ts';
import type { Member } from '../../../src/domain/member.ts';
import type { MemberPrincipal } from '../../../src/domain/principal.ts';
import { teamContract } from '../../contracts/team.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';

let database: TestDatabase;
let postgres: Postgres;
beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

teamContract('PostgreSQL', () => Promise.resolve({ ...postgres, close: () => Promise.resolve() }));

function ownerOf(account: AccountId): Member {
  return a.member({ id: randomUUID() as MemberId, account, email: `${randomUUID()}@example.cn` });
}

/** An account with two owners. */
async function twoOwners(): Promise<readonly [MemberPrincipal, MemberPrincipal]> {
  const account = randomUUID() as AccountId;
  const [one, two] = [ownerOf(account), ownerOf(account)];
  await postgres.accounts.open(a.account({ id: account, balance: 0 }), one);
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { member: two } }));
  const asOwner = ({ id }: Member): MemberPrincipal => {
    const login = randomUUID() as LoginId;
    return { kind: 'MEMBER', id, account, role: 'OWNER', login, expires: a.after(900) };
  };
  return [asOwner(one), asOwner(two)];
}

async function waiting(client: Client, count: number): Promise<true | null> {
  const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (await client.query(sql)).rowCount === count ? true : null;
}

/** Holds a row until so many others wait for it, so that they do overlap. */
async function overlapping<T>(table: string, id: string, work: () => readonly Promise<T>[]): Promise<readonly T[]> {
  return await administer(async (client) => {
    await client.query('BEGIN');
    await client.query(`SELECT FROM ${table} WHERE id = $1 FOR UPDATE`, [id]);
    const begun = work();
    await until('all wait', () => administer((other) => waiting(other, begun.length), database.url));
    await client.query('COMMIT');
    return await Promise.all(begun);
  }, database.url);
}

const outcome = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'DONE',
    (error: unknown) => (error as { code: string }).code,
  );

it.each(['demote', 'remove'] as const)('two owners who %s one another at once leave one', async (how) => {
  const change = changeMemberRole({ accounts: postgres.accounts } as never);
  const remove = removeMember({ accounts: postgres.accounts, clock: postgres.clock } as never);
  const [one, two] = await twoOwners();
  const act = (who: MemberPrincipal, whom: MemberPrincipal): Promise<string> =>
    outcome(how === 'demote' ? change(who, { member: whom.id, role: 'AGENT' }) : remove(who, { member: whom.id }));
  const outcomes = await overlapping('account', one.account, () => [act(one, two), act(two, one)]);
  expect([...outcomes].sort()).toEqual(['DONE', 'LAST_OWNER']);
  const team = await postgres.accounts.decide(one.account, { members: true }, (facts) => ({ answer: facts.members }));
  expect(team.filter(({ role }) => role === 'OWNER')).toHaveLength(1);
});

it('leaves no login to who signs in while being removed', async () => {
  const [one, two] = await twoOwners();
  const half = (): { digest: string; expires: Date } => ({ digest: randomUUID(), expires: a.after(900) });
  const login = Login.open(randomUUID() as LoginId, two.id, { access: half(), refresh: half() });
  const remove = removeMember({ accounts: postgres.accounts, clock: postgres.clock } as never);
  await overlapping<unknown>('member', two.id, () => [
    postgres.people.openLogin(login, 'cheap$'),
    remove(one, { member: two.id }),
  ]);
  expect(await postgres.people.loginByAccess(login.tokens.access.digest)).toBeNull();
  const left = await administer(
    (client) => client.query('SELECT FROM login WHERE member_id = $1 AND ended_at IS NULL', [two.id]),
    database.url,
  );
  expect(left.rowCount).toBe(0);
});
