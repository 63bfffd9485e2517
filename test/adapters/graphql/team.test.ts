import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { codeFor, credit, customerOf, password } from './customer.ts';
import { TestSocket } from './socket.ts';

interface Result {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

let api: Api;
let owner: Customer;
beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
});
afterAll(async () => {
  expect(api.openViews()).toBe(0);
  await api.stop();
});

const member = 'member { id email role }';
const invitation = 'invitation { id email role invitedById createdAt sentAt expiresAt }';
const successes = {
  inviteMember: invitation,
  resendInvitation: invitation,
  revokeInvitation: invitation,
  acceptInvitation: `account { id company } ${member}`,
  changeMemberRole: member,
  removeMember: member,
} as const;

async function run(name: keyof typeof successes, input: object, token?: string): Promise<Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const query = `mutation Run($input: ${type}Input!) { result: ${name}(input: $input) { __typename
    ... on ${type}Success { ${successes[name]} } ... on Rejection { code message retrySafe retryAt } } }`;
  const { data, errors } = await api.ask<{ result: Result }>(query, { input }, token);
  expect(errors).toEqual([]);
  return data.result;
}

interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

let people = 0;

/** Invited, accepted, signed in. */
async function joined(role: string): Promise<Person> {
  people += 1;
  const email = `joined-${people}@example.cn`;
  await run('inviteMember', { email, role }, owner.token);
  const token = /^[\w-]{43}$/m.exec(api.outside.mails.findLast(({ to }) => to === email)!.text)![0];
  const mobile = `1360000000${people}`;
  const code = await codeFor(api, mobile);
  const accepted = await run('acceptInvitation', { token, password, mobile, code, acceptsTerms: true });
  expect(accepted).toMatchObject({ __typename: 'AcceptInvitationSuccess', member: { email, role } });
  const { tokens } = await api.application.signIn({ email, password });
  return { id: (accepted['member'] as { id: string }).id, email, token: tokens.accessToken };
}

describe('The members of an account', () => {
  it('are listed for its owner, without its invitations that became members', async () => {
    const { id, email } = await joined('AGENT');
    await run('inviteMember', { email: 'open@example.cn', role: 'FINANCE' }, owner.token);
    const query = '{ members { id email mobile role } invitations { email role sentAt expiresAt } }';
    const { data, errors } = await api.ask<{ members: Result[]; invitations: Result[] }>(query, {}, owner.token);
    expect(errors).toEqual([]);
    expect(data.members.map((one) => [one['email'], one['role']])).toEqual([
      [owner.email, 'OWNER'],
      [email, 'AGENT'],
    ]);
    expect(data.members[1]).toMatchObject({ id });
    expect(data.invitations).toMatchObject([{ email: 'open@example.cn', role: 'FINANCE' }]);
    expect(data.invitations[0]?.['sentAt']).not.toBeNull();
  });

  it('lose what they may do as soon as they are removed, and what they watch within two seconds', async () => {
    const { id, token } = await joined('OWNER');
    const socket = await TestSocket.connected(api, token);
    const watching = socket.subscribe('subscription { accountUpdated { version } }');
    await watching.data(1);
    expect(await run('removeMember', { memberId: id }, owner.token)).toMatchObject({
      __typename: 'RemoveMemberSuccess',
    });
    expect((await api.ask('{ me { id } }', {}, token)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await socket.closes()).toBe(4403);
    await credit(api, owner.account, 1);
    expect(watching.results).toHaveLength(1);
  });

  it('are told apart by typed answers', async () => {
    const agent = await joined('AGENT');
    const self = await api.ask<{ me: { id: string } }>('{ me { id } }', {}, owner.token);
    const last = { memberId: self.data.me.id };
    expect(await run('removeMember', last, owner.token)).toMatchObject({ code: 'LAST_OWNER', retrySafe: false });
    const demoted = await run('changeMemberRole', { ...last, role: 'AGENT' }, owner.token);
    expect(demoted).toMatchObject({ __typename: 'LastOwner' });
    expect(await run('removeMember', { memberId: 'nobody' }, owner.token)).toMatchObject({ code: 'NOT_FOUND' });
    const promoted = await run('changeMemberRole', { memberId: agent.id, role: 'DEVELOPER' }, owner.token);
    expect(promoted).toMatchObject({ member: { role: 'DEVELOPER' } });
    expect(await run('removeMember', last, agent.token)).toMatchObject({ code: 'NOT_ALLOWED' });
    const input = { email: agent.email, role: 'AGENT' };
    expect(await run('inviteMember', input, owner.token)).toMatchObject({ code: 'ALREADY_MEMBER' });
  });

  it('are invited by mail, again only after a minute, and the code never leaves by the API', async () => {
    const email = 'again@example.cn';
    const { invitation: made } = await run('inviteMember', { email, role: 'AGENT' }, owner.token);
    const { id } = made as { id: string };
    const again = await run('resendInvitation', { invitationId: id }, owner.token);
    expect(again).toMatchObject({ __typename: 'InvitedTooSoon', retrySafe: true });
    const revoked = await run('revokeInvitation', { invitationId: id }, owner.token);
    expect(revoked).toMatchObject({ __typename: 'RevokeInvitationSuccess', invitation: { id, email } });
    expect(await run('revokeInvitation', { invitationId: id }, owner.token)).toMatchObject({ code: 'NOT_FOUND' });
    const acceptance = { token: 'unknown', password, mobile: '13600000099', code: '000000', acceptsTerms: true };
    expect(await run('acceptInvitation', acceptance)).toMatchObject({ code: 'INVITATION_OVER' });
  });
});
