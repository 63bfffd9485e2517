import { describe, expect, it } from 'vitest';
import type { MemberPrincipal } from '../../src/domain/principal.ts';
import type { Role } from '../../src/domain/role.ts';
import { halfWidth } from '../support/half-width.ts';
import { operatorOf } from '../support/operators.ts';
import { codeFor, password, signedIn } from '../support/people.ts';
import type { Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

/** The code that the newest mail has, on a line of its own. */
function newestToken({ outside }: Scenario): string {
  return /^token-\d+$/m.exec(outside.mails.at(-1)!.text)![0];
}

let mobiles = 0;

async function accept(world: Scenario, token: string) {
  mobiles += 1;
  const mobile = `1370000${String(mobiles).padStart(4, '0')}`;
  const code = await codeFor(world, 'REGISTRATION', mobile);
  return await world.application.acceptInvitation({ token, password, mobile, code, acceptsTerms: true });
}

async function join(world: Scenario, owner: MemberPrincipal, email: string, role: Role) {
  await world.application.inviteMember(owner, { email, role });
  const { member } = await accept(world, newestToken(world));
  const { tokens } = await world.application.signIn({ email, password });
  const principal = (await world.application.authenticate(tokens.accessToken)) as MemberPrincipal;
  return { member, tokens, principal };
}

describe('An invitation', () => {
  it('makes who accepts it a member of the account, in its role', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    const invitation = await world.application.inviteMember(owner, { email: ' Han@Example.cn', role: 'FINANCE' });
    expect(invitation).toMatchObject({ email: 'han@example.cn', role: 'FINANCE', sentAt: world.clock.wall() });
    const [mail] = world.outside.mails;
    expect(mail?.to).toBe('han@example.cn');
    for (const words of [
      '杭州测试有限公司',
      '财务',
      'a finance member',
      '2026-03-09 10:00（北京时间）',
      '(Beijing time)',
    ])
      expect(mail?.text).toContain(words);
    const link = `https://calls.example.cn/invitation?code=${newestToken(world)}`;
    expect(mail?.text.split('\n').filter((line) => line === link)).toHaveLength(2);
    expect(mail?.text).not.toMatch(halfWidth);
    const { account, member } = await accept(world, newestToken(world));
    expect([account.id, member.role, member.email]).toEqual([owner.account, 'FINANCE', 'han@example.cn']);
    const { tokens } = await world.application.signIn({ email: 'han@example.cn', password });
    expect(await world.application.authenticate(tokens.accessToken)).toMatchObject({
      account: owner.account,
      role: 'FINANCE',
    });
  });

  it('is kept as a digest, and works once', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    await world.application.inviteMember(owner, { email: 'han@example.cn', role: 'AGENT' });
    const token = newestToken(world);
    expect(JSON.stringify([...world.records(owner.account).invitations.values()])).not.toContain(token);
    await accept(world, token);
    expect(await refused(accept(world, token))).toEqual({ code: 'INVITATION_OVER' });
  });

  it('of an account that was closed is over, and who was invited is not told why', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    const invitation = await world.application.inviteMember(owner, { email: 'han@example.cn', role: 'AGENT' });
    const token = newestToken(world);
    const { principal: operator } = await operatorOf(world.application, world.ports);
    const about = { account: owner.account, reason: 'unpaid bills', idempotencyKey: 'close' };
    await world.application.closeAccount(operator, about);
    expect(await refused(accept(world, token))).toEqual({ code: 'INVITATION_OVER' });
    world.clock.advance(60);
    const again = world.application.resendInvitation(owner, { invitation: invitation.id });
    expect(await refused(again)).toMatchObject({ code: 'ACCOUNT_CLOSED' });
    expect(world.outside.mails).toHaveLength(1);
  });

  it('of a suspended account works: a suspension stops calls alone', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    await world.application.inviteMember(owner, { email: 'han@example.cn', role: 'FINANCE' });
    const { principal: operator } = await operatorOf(world.application, world.ports);
    const about = { account: owner.account, reason: 'unpaid bills', idempotencyKey: 'suspend' };
    await world.application.suspendAccount(operator, about);
    const { member } = await accept(world, newestToken(world));
    await world.application.removeMember(owner, { member: member.id });
  });

  it('is accepted with the code of a telephone, which is not guessed without end', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    await world.application.inviteMember(owner, { email: 'han@example.cn', role: 'AGENT' });
    const asked = { token: newestToken(world), password, mobile: '13700009999', code: '000000', acceptsTerms: true };
    await codeFor(world, 'REGISTRATION', asked.mobile);
    const guess = (): Promise<object> => refused(world.application.acceptInvitation(asked));
    for (let tries = 0; tries < 10; tries++) expect(await guess()).toEqual({ code: 'WRONG_CODE' });
    expect(await guess()).toMatchObject({ code: 'TOO_MANY_TRIES' });
  });

  it('that is over uses up no code of a telephone', async () => {
    const world = scenario();
    await signedIn(world);
    world.clock.advance(60);
    const code = await codeFor(world);
    const asked = { password, mobile: '13900000001', code, acceptsTerms: true };
    const over = { code: 'INVITATION_OVER' };
    expect(await refused(world.application.acceptInvitation({ ...asked, token: 'unknown' }))).toEqual(over);
    await world.application.registerAccount({ ...asked, email: 'other@example.cn', company: 'Other' });
  });

  it('stops working when it is revoked, replaced, or a week old', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    const { id } = await world.application.inviteMember(owner, { email: 'han@example.cn', role: 'AGENT' });
    const first = newestToken(world);
    const tooSoon = world.application.resendInvitation(owner, { invitation: id });
    expect(await refused(tooSoon)).toMatchObject({ code: 'INVITED_TOO_SOON' });
    world.clock.advance(60);
    await world.application.inviteMember(owner, { email: 'han@example.cn', role: 'DEVELOPER' });
    expect(await refused(accept(world, first))).toEqual({ code: 'INVITATION_OVER' });
    world.clock.advance(7 * 86_400);
    expect(await refused(accept(world, newestToken(world)))).toEqual({ code: 'INVITATION_OVER' });
    const again = await world.application.resendInvitation(owner, { invitation: id });
    expect(again).toMatchObject({ id, role: 'DEVELOPER', sentAt: world.clock.wall() });
    await world.application.revokeInvitation(owner, { invitation: id });
    expect(await refused(accept(world, newestToken(world)))).toEqual({ code: 'INVITATION_OVER' });
    const gone = world.application.resendInvitation(owner, { invitation: id });
    expect(await refused(gone)).toEqual({ code: 'NOT_FOUND', what: 'INVITATION' });
  });

  it('to an e-mail that is taken elsewhere looks like any other, until somebody accepts it', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    const other = { email: 'taken@example.cn', mobile: '13900000002' };
    await signedIn(world, other);
    const free = await world.application.inviteMember(owner, { email: 'free@example.cn', role: 'AGENT' });
    const taken = await world.application.inviteMember(owner, { email: 'taken@example.cn', role: 'AGENT' });
    expect({ ...taken, id: free.id, email: free.email, digest: free.digest }).toEqual(free);
    expect(world.outside.mails.map(({ to }) => to)).toEqual(['free@example.cn', 'taken@example.cn']);
    expect(await refused(accept(world, newestToken(world)))).toEqual({ code: 'EMAIL_TAKEN' });
    const again = world.application.inviteMember(owner, { email: 'li.lei@example.cn', role: 'AGENT' });
    expect(await refused(again)).toEqual({ code: 'ALREADY_MEMBER' });
  });

  it('that could not be mailed stays, and can be sent again at once', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    world.outside.takesMail = false;
    const invitation = await world.application.inviteMember(owner, { email: 'han@example.cn', role: 'AGENT' });
    expect(invitation.sentAt).toBeNull();
    world.outside.takesMail = true;
    await world.application.resendInvitation(owner, { invitation: invitation.id });
    await accept(world, newestToken(world));
  });
});

describe('A member', () => {
  it('has another role from its next request on', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    const { member, tokens, principal } = await join(world, owner, 'han@example.cn', 'AGENT');
    expect(await refused(world.application.inviteMember(principal, { email: 'x@example.cn', role: 'AGENT' }))).toEqual({
      code: 'NOT_ALLOWED',
      operation: 'inviteMember',
      role: 'AGENT',
    });
    await world.application.changeMemberRole(owner, { member: member.id, role: 'OWNER' });
    const now = (await world.application.authenticate(tokens.accessToken))!;
    await world.application.inviteMember(now, { email: 'x@example.cn', role: 'AGENT' });
  });

  it('that is removed is signed out at once, and its e-mail is free again', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    const { member, tokens } = await join(world, owner, 'han@example.cn', 'AGENT');
    const removed = await world.application.removeMember(owner, { member: member.id });
    expect(removed.removedAt).toEqual(world.clock.service());
    expect(await world.application.authenticate(tokens.accessToken)).toBeNull();
    expect(await refused(world.application.refresh(tokens))).toEqual({ code: 'WRONG_CREDENTIALS' });
    const signIn = world.application.signIn({ email: 'han@example.cn', password });
    expect(await refused(signIn)).toEqual({ code: 'WRONG_CREDENTIALS' });
    const again = world.application.removeMember(owner, { member: member.id });
    expect(await refused(again)).toEqual({ code: 'NOT_FOUND', what: 'MEMBER' });
    await join(world, owner, 'han@example.cn', 'DEVELOPER');
  });

  it('that is the last owner stays one', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    const { member } = await join(world, owner, 'han@example.cn', 'OWNER');
    await world.application.removeMember(owner, { member: owner.id });
    const rest = { ...owner, id: member.id };
    const last = { code: 'LAST_OWNER' };
    expect(await refused(world.application.removeMember(rest, { member: member.id }))).toEqual(last);
    const demoted = world.application.changeMemberRole(rest, { member: member.id, role: 'AGENT' });
    expect(await refused(demoted)).toEqual(last);
  });

  it('of another account is not there', async () => {
    const world = scenario();
    const { principal: owner } = await signedIn(world);
    const { principal: other } = await signedIn(world, { email: 'other@example.cn', mobile: '13900000002' });
    const missing = { code: 'NOT_FOUND', what: 'MEMBER' };
    expect(await refused(world.application.removeMember(owner, { member: other.id }))).toEqual(missing);
    const change = world.application.changeMemberRole(owner, { member: other.id, role: 'AGENT' });
    expect(await refused(change)).toEqual(missing);
  });
});
