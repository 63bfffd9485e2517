import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRepository, Facts, Saves } from '../../src/application/ports/account-repository.ts';
import type { Operators } from '../../src/application/ports/operators.ts';
import type { People } from '../../src/application/ports/people.ts';
import type { TokenRegister } from '../../src/application/ports/token-register.ts';
import type { ApiKey } from '../../src/domain/api-key.ts';
import { newApiKey } from '../../src/domain/api-key.ts';
import type { AccountId, ApiKeyId, InvitationId, LoginId, MemberId, OperatorId } from '../../src/domain/ids.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import { newInvitation } from '../../src/domain/invitation.ts';
import { Login } from '../../src/domain/login.ts';
import type { Member } from '../../src/domain/member.ts';
import type { Principal } from '../../src/domain/principal.ts';
import * as a from '../support/a.ts';
import { aMember, newId } from './account-harness.ts';

export interface TeamHarness {
  readonly accounts: AccountRepository;
  readonly people: People;
  readonly operators: Operators;
  readonly tokens: TokenRegister;
  close(): Promise<void>;
}

/** What several members of an account ask of where they are kept. */
export function teamContract(name: string, makeHarness: () => Promise<TeamHarness>): void {
  describe(`${name}, as the place of teams`, () => {
    let harness: TeamHarness;
    let account: AccountId;
    let owner: Member;
    beforeEach(async () => {
      harness = await makeHarness();
      account = newId();
      owner = aMember(account, `${account}@example.cn`);
      await harness.accounts.open(a.account({ id: account, balance: 0 }), owner);
    });
    afterEach(() => harness.close());

    const save = (saves: Saves): Promise<void> =>
      harness.accounts.decide(account, {}, () => ({ answer: undefined, saves }));
    const team = (): Promise<Facts<'members' | 'invitations'>> =>
      harness.accounts.decide(account, { members: true, invitations: true }, (facts) => ({ answer: facts }));
    const invitationTo = (email: string, seconds = 0): Invitation => {
      const asked = { id: newId<InvitationId>(), account, email, role: 'AGENT', invitedBy: owner.id } as const;
      return newInvitation({ ...asked, digest: newId<string>() }, a.after(seconds));
    };
    const later = (email: string): Member => ({ ...aMember(account, email), role: 'AGENT', createdAt: a.after(60) });

    it('finds the members who are present, and what became of them', async () => {
      const agent = later(newId());
      await save({ member: agent });
      expect((await team()).members).toEqual([owner, agent]);
      const changed: Member = { ...agent, role: 'FINANCE' };
      await save({ member: changed });
      expect((await team()).members).toEqual([owner, changed]);
      expect(await harness.people.memberById(agent.id)).toEqual(changed);
      await save({ member: { ...changed, removedAt: a.after(1) } });
      expect((await team()).members).toEqual([owner]);
      expect(await harness.people.memberById(agent.id)).toBeNull();
      expect(await harness.people.memberByEmail(agent.email)).toBeNull();
    });

    it('gives an e-mail to one present member of all accounts, and again once it is free', async () => {
      const email = newId<string>();
      const first = later(email);
      await save({ member: first });
      const elsewhere = newId<AccountId>();
      const twin = aMember(elsewhere, email);
      const opened = harness.accounts.open(a.account({ id: elsewhere, balance: 0 }), twin);
      await expect(opened).rejects.toMatchObject({ rejection: { code: 'EMAIL_TAKEN' } });
      const invitation = invitationTo(email);
      const joined = save({ member: later(email), invitation });
      await expect(joined).rejects.toMatchObject({ rejection: { code: 'EMAIL_TAKEN' } });
      expect((await team()).invitations).toEqual([]);
      await save({ member: { ...first, removedAt: a.after(1) } });
      await harness.accounts.open(a.account({ id: elsewhere, balance: 0 }), twin);
      expect(await harness.people.memberByEmail(email)).toEqual(twin);
    });

    it('ends the logins of who is removed, and opens no other', async () => {
      const agent = later(newId());
      await save({ member: agent });
      const loginOf = (id: MemberId): Login => {
        const half = () => ({ digest: newId<string>(), expires: a.after(900) });
        return Login.open(newId<LoginId>(), id, { access: half(), refresh: half() });
      };
      const [kept, ended, refused] = [loginOf(owner.id), loginOf(agent.id), loginOf(agent.id)];
      await harness.people.openLogin(kept, owner.passwordHash);
      await harness.people.openLogin(ended, agent.passwordHash);
      await save({ member: { ...agent, removedAt: a.after(1) }, endedLogins: { member: agent.id, at: a.after(2) } });
      expect(await harness.people.loginByAccess(ended.tokens.access.digest)).toBeNull();
      const answer = await harness.people.decideLogin(ended.tokens.refresh.digest, (login) => ({ answer: login }));
      expect(answer?.endedAt).toEqual(a.after(2));
      expect(await harness.people.openLogin(refused, agent.passwordHash)).toBe(false);
      expect(await harness.people.loginByAccess(kept.tokens.access.digest)).toEqual({ login: kept, member: owner });
    });

    it('finds the invitations that are open, oldest first, and any by its token', async () => {
      const [one, two] = [invitationTo('one@example.cn'), invitationTo('two@example.cn', 1)];
      await save({ invitation: two });
      await save({ invitation: one });
      expect((await team()).invitations).toEqual([one, two]);
      expect(await harness.tokens.invitation(one.digest)).toEqual(one);
      const renewed = { ...one, digest: newId<string>(), role: 'OWNER', sentAt: a.after(2) } as const;
      await save({ invitation: renewed });
      expect(await harness.tokens.invitation(one.digest)).toBeNull();
      expect(await harness.tokens.invitation(renewed.digest)).toEqual(renewed);
      const revoked = { ...two, state: 'REVOKED' } as const;
      await save({ invitation: revoked });
      expect((await team()).invitations).toEqual([renewed]);
      expect(await harness.tokens.invitation(two.digest)).toEqual(revoked);
    });

    it('finds the keys that are not revoked, any by its digest, and notes their use once a minute', async () => {
      const scopes = ['CALLS_READ', 'CALLS_WRITE'] as const;
      const keyNamed = (name: string, seconds: number): ApiKey => {
        const own = { id: newId<ApiKeyId>(), account, name, prefix: 'zx_12345678', digest: newId<string>() };
        const made = { ...own, scopes, createdBy: owner.id, maker: 'OWNER', expiresAt: a.after(900) } as const;
        return newApiKey(made, [], a.after(seconds));
      };
      const keys = (): Promise<readonly ApiKey[]> =>
        harness.accounts.decide(account, { apiKeys: true }, (facts) => ({ answer: facts.apiKeys }));
      const [one, two] = [keyNamed('one', 0), keyNamed('two', 1)];
      await save({ apiKey: two });
      await save({ apiKey: one });
      expect(await keys()).toEqual([one, two]);
      expect(await harness.tokens.apiKey(one.digest)).toEqual(one);
      expect(await harness.tokens.apiKey('unknown')).toBeNull();
      for (const seconds of [10, 69.999, 70]) {
        await harness.tokens.used(one, a.after(seconds));
        const noted = (await harness.tokens.apiKey(one.digest))?.lastUsedAt;
        expect(noted).toEqual(a.after(seconds === 70 ? 70 : 10));
      }
      // Who revokes it knows nothing of its last use.
      await save({ apiKey: { ...one, revokedAt: a.after(80) } });
      expect(await keys()).toEqual([two]);
      const revoked = { ...one, lastUsedAt: a.after(70), revokedAt: a.after(80) };
      expect(await harness.tokens.apiKey(one.digest)).toEqual(revoked);
    });

    it('tells what each that is let in stands on, and null of who is shut out', async () => {
      const half = () => ({ digest: newId<string>(), expires: a.after(900) });
      const login = Login.open(newId<LoginId>(), owner.id, { access: half(), refresh: half() });
      await harness.people.openLogin(login, owner.passwordHash);
      const key = { id: newId<ApiKeyId>(), account, name: 'one', prefix: 'zx_12345678', digest: newId<string>() };
      const made = { ...key, scopes: ['CALLS_READ'], createdBy: owner.id, maker: 'OWNER', expiresAt: null } as const;
      const apiKey = newApiKey(made, [], a.after(0));
      await save({ apiKey });
      const operator = { id: newId<OperatorId>(), email: newId<string>(), passwordHash: 'hash', createdAt: a.after(0) };
      await harness.operators.add(operator);
      const desk = { id: newId<LoginId>(), operator: operator.id, access: half(), endedAt: null };
      await harness.operators.openLogin(desk);

      const expires = a.after(900);
      const member = { kind: 'MEMBER', id: owner.id, account, role: 'OWNER', login: login.id, expires } as const;
      const program = { kind: 'API_KEY', account, role: 'API_KEY', maker: 'OWNER', scopes: [], expires: null } as const;
      const atDesk = { kind: 'OPERATOR', id: operator.id, role: 'OPERATOR', login: desk.id, expires } as const;
      const strangers: Principal[] = [
        { ...member, login: newId() },
        { ...program, id: newId<ApiKeyId>() },
        { ...atDesk, login: newId() },
      ];
      const all: Principal[] = [member, { ...program, id: key.id }, atDesk, member, ...strangers];
      const footings = async () => (await harness.tokens.footings(all)).slice(0, 3);
      const own = { role: 'OWNER', account: 'ACTIVE' };
      const [ofKey, ofDesk] = [
        { role: 'API_KEY', account: 'ACTIVE' },
        { role: 'OPERATOR', account: null },
      ];
      const nobody = strangers.map(() => null);
      expect(await harness.tokens.footings(all)).toEqual([own, ofKey, ofDesk, own, ...nobody]);
      expect(await harness.tokens.footings([])).toEqual([]);

      await save({ member: { ...owner, role: 'AGENT' } });
      await harness.accounts.decide(account, {}, (facts) => {
        return { answer: undefined, saves: { account: facts.account.suspend('unpaid', facts.now) } };
      });
      const [suspended, keyOfIt] = [
        { role: 'AGENT', account: 'SUSPENDED' },
        { role: 'API_KEY', account: 'SUSPENDED' },
      ];
      expect(await footings()).toEqual([suspended, keyOfIt, ofDesk]);
      await save({ apiKey: { ...apiKey, revokedAt: a.after(1) } });
      await harness.operators.endLogins(operator.id, null, a.after(1));
      expect(await footings()).toEqual([suspended, null, null]);
      await harness.people.endLogins(owner.id, null, a.after(1));
      expect(await footings()).toEqual([null, null, null]);
    });

    it('tells null of a member who was removed', async () => {
      const agent = later(newId());
      await save({ member: agent });
      const half = () => ({ digest: newId<string>(), expires: a.after(900) });
      const login = Login.open(newId<LoginId>(), agent.id, { access: half(), refresh: half() });
      await harness.people.openLogin(login, agent.passwordHash);
      const expires = a.after(900);
      const member = { kind: 'MEMBER', id: agent.id, account, role: 'AGENT', login: login.id, expires } as const;
      expect(await harness.tokens.footings([member])).toEqual([{ role: 'AGENT', account: 'ACTIVE' }]);
      await save({ member: { ...agent, removedAt: a.after(1) } });
      expect(await harness.tokens.footings([member])).toEqual([null]);
    });
  });
}
