import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountId, MemberId } from '../../../src/domain/ids.ts';
import type { MemberPrincipal, Principal } from '../../../src/domain/principal.ts';
import type { Role } from '../../../src/domain/role.ts';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import * as a from '../../support/a.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import { operatorOf } from '../../support/operators.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf, password } from './customer.ts';
import { TestSocket } from './socket.ts';

/** What is decided here must be known there. */
let here: Api;
let there: Api;
let operator: { token: string; principal: Principal };
beforeAll(async () => {
  here = await startApi();
  there = await startApi({ database: here.database });
  const outside = { passwords: cheapPasswords, random: new CryptoRandom() };
  operator = await operatorOf(here.application, { ...here.postgres, ...outside });
});
afterAll(async () => {
  await there.stop();
  await here.stop();
});

interface Person {
  readonly token: string;
  readonly principal: MemberPrincipal;
}

async function ownerOf({ token }: Pick<Customer, 'token'>): Promise<Person> {
  return { token, principal: (await here.application.authenticate(token)) as MemberPrincipal };
}

async function colleagueOf(account: AccountId, role: Role): Promise<Person> {
  const email = `${crypto.randomUUID()}@example.cn`;
  const passwordHash = await cheapPasswords.hash(password);
  const member = a.member({ id: crypto.randomUUID() as MemberId, account, email, role, passwordHash });
  await here.postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { member } }));
  const { tokens } = await here.application.signIn({ email, password });
  return ownerOf({ token: tokens.accessToken });
}

const order = (account: AccountId) => ({ account, reason: 'asked for', idempotencyKey: crypto.randomUUID() });

/** The code with which the other replica closes a socket on which nothing happens, and whether within two seconds. */
async function endOf(token: string, decide: () => Promise<unknown>): Promise<object> {
  const socket = await TestSocket.connected(there, token);
  await decide();
  const decided = performance.now();
  const code = await socket.closes();
  return { code, inTime: performance.now() - decided < 2000 };
}
const shutOut = { code: 4403, inTime: true };

describe('A socket on which nothing happens ends within two seconds of what is decided on another replica:', () => {
  it.each([true, false])('its member signs out, everywhere: %s', async (everywhere) => {
    const { token, principal } = await ownerOf(await customerOf(here));
    expect(await endOf(token, () => here.application.signOut(principal, { everywhere }))).toEqual(shutOut);
  });

  it('its member changes the password on another device', async () => {
    const { email, token } = await customerOf(here);
    const { tokens } = await here.application.signIn({ email, password });
    const { principal } = await ownerOf({ token: tokens.accessToken });
    const change = { currentPassword: password, newPassword: 'another long password' };
    expect(await endOf(token, () => here.application.changePassword(principal, change))).toEqual(shutOut);
  });

  it('its member is removed', async () => {
    const owner = await ownerOf(await customerOf(here));
    const agent = await colleagueOf(owner.principal.account, 'AGENT');
    const remove = () => here.application.removeMember(owner.principal, { member: agent.principal.id });
    expect(await endOf(agent.token, remove)).toEqual(shutOut);
  });

  it('its member gets another role, also one that may do more', async () => {
    const owner = await ownerOf(await customerOf(here));
    const agent = await colleagueOf(owner.principal.account, 'AGENT');
    const member = agent.principal.id;
    const promote = () => here.application.changeMemberRole(owner.principal, { member, role: 'OWNER' });
    expect(await endOf(agent.token, promote)).toEqual(shutOut);
  });

  it('its key is revoked', async () => {
    const { principal } = await ownerOf(await customerOf(here));
    const asked = { name: 'board', scopes: ['CALLS_READ'], expiresAt: null } as const;
    const { key, apiKey } = await here.application.createApiKey(principal, asked);
    const revoke = () => here.application.revokeApiKey(principal, { apiKey: apiKey.id });
    expect(await endOf(key, revoke)).toEqual(shutOut);
  });

  it('its operator signs out', async () => {
    const one = await operatorOf(here.application, {
      ...here.postgres,
      passwords: cheapPasswords,
      random: new CryptoRandom(),
    });
    const leave = () => here.application.operatorSignOut(one.principal, { everywhere: false });
    expect(await endOf(one.token, leave)).toEqual(shutOut);
  });

  it('its account is suspended; whoever comes again reads on', async () => {
    const { token, account } = await customerOf(here);
    const suspend = () => here.application.suspendAccount(operator.principal, order(account));
    expect(await endOf(token, suspend)).toEqual(shutOut);
    const back = await TestSocket.connected(there, token);
    const query = 'subscription { accountUpdated { account { status } } }';
    expect(await back.subscribe(query).data(1)).toEqual([{ accountUpdated: { account: { status: 'SUSPENDED' } } }]);
    await here.application.resumeAccount(operator.principal, order(account));
    const close = () => here.application.closeAccount(operator.principal, order(account));
    expect(await endOf(token, close)).toEqual(shutOut);
    expect(await back.closes()).toBe(4403);
  });
});

it('A socket stays when its token is refreshed, and when something is decided about others', async () => {
  const one = await customerOf(here);
  const other = await ownerOf(await customerOf(here));
  const socket = await TestSocket.connected(there, one.token);
  await here.application.refresh({ refreshToken: one.refreshToken });
  expect(await endOf(other.token, () => here.application.signOut(other.principal, { everywhere: true }))).toEqual(
    shutOut,
  );
  expect(socket.closed).toBeNull();
  await socket.subscribe('subscription { accountUpdated { version } }').data(1);
  await socket.leave();
});
