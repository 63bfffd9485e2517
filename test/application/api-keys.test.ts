import { describe, expect, it } from 'vitest';
import type { NewApiKey } from '../../src/application/keys/create-api-key.ts';
import type { ApiKey } from '../../src/domain/api-key.ts';
import type { Principal } from '../../src/domain/principal.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

function asked(given: Partial<NewApiKey> = {}): NewApiKey {
  return { name: '呼叫中心', scopes: ['CALLS_READ', 'CALLS_WRITE'], expiresAt: null, ...given };
}

/** A key, and who acts by it. */
async function program(world: Scenario, { principal }: Customer, given: Partial<NewApiKey> = {}) {
  const made = await world.application.createApiKey(principal, asked(given));
  return { ...made, principal: (await world.application.authenticate(made.key))! };
}

const stored = (world: Scenario, { id }: Customer): readonly ApiKey[] => [...world.records(id).apiKeys.values()];

describe('An API key', () => {
  it('is told once and kept as a digest', async () => {
    const world = scenario();
    const customer = await world.customer();
    const { key, apiKey } = await program(world, customer);
    expect(key).toMatch(/^zx_/);
    expect(apiKey.prefix).toBe(key.slice(0, 11));
    expect(JSON.stringify(stored(world, customer))).not.toContain(key);
  });

  it('acts for its account within its scopes', async () => {
    const world = scenario();
    const customer = await world.customer();
    const { principal } = await program(world, customer);
    const { call } = await world.application.startCall(principal, world.order(customer.app));
    expect(call.order.account).toBe(customer.id);
    const other = await world.customer();
    const foreign = world.application.startCall(principal, world.order(other.app));
    expect(await refused(foreign)).toEqual({ code: 'NOT_FOUND', what: 'APP' });
  });

  it('beyond its scopes is told what was asked for and the scope that it needs, and leaves nothing', async () => {
    const world = scenario();
    const customer = await world.customer();
    const { principal } = await program(world, customer);
    const view = world.application.view(principal);
    const needed = { code: 'NOT_ALLOWED', operation: 'viewAccount', role: 'API_KEY', scope: 'ACCOUNT_READ' };
    expect(await refused(view.account())).toEqual(needed);
    expect(() => world.application.watchAccount(principal, null)).toThrow('ACCOUNT_READ');
    const create = world.application.createApp(principal, { name: 'x', credentials: null });
    expect(await refused(create)).toMatchObject({ operation: 'createApp', scope: 'APPS_WRITE' });
    expect(world.records(customer.id).apps.size).toBe(1);
  });

  it('manages no members, keys or payments, whatever its scopes', async () => {
    const world = scenario();
    const customer = await world.customer();
    const every = ['ACCOUNT_READ', 'APPS_READ', 'APPS_WRITE', 'CALLS_READ', 'CALLS_WRITE', 'MONEY_READ'] as const;
    const { principal, apiKey } = await program(world, customer, { scopes: every });
    const { application } = world;
    const tries: Readonly<Record<string, (by: Principal) => Promise<unknown>>> = {
      createApiKey: (by) => application.createApiKey(by, asked()),
      revokeApiKey: (by) => application.revokeApiKey(by, { apiKey: apiKey.id }),
      inviteMember: (by) => application.inviteMember(by, { email: 'x@example.cn', role: 'OWNER' }),
      removeMember: (by) => application.removeMember(by, { member: customer.principal.id }),
      topUp: (by) => application.topUp(by, { amount: customer.app as never, idempotencyKey: 'k' }),
    };
    for (const [operation, attempt] of Object.entries(tries)) {
      expect(await refused(attempt(principal))).toEqual({
        code: 'NOT_ALLOWED',
        operation,
        role: 'API_KEY',
        scope: null,
      });
    }
  });

  it('gets nothing that its maker could not do', async () => {
    const world = scenario();
    const developer = await world.customer({ role: 'DEVELOPER' });
    const money = world.application.createApiKey(developer.principal, asked({ scopes: ['MONEY_READ'] }));
    const refusal = { code: 'SCOPE_NOT_GRANTABLE', scope: 'MONEY_READ', role: 'DEVELOPER' };
    expect(await refused(money)).toEqual(refusal);
    expect(stored(world, developer)).toEqual([]);
    const agent = await world.customer({ role: 'AGENT' });
    const denied = world.application.createApiKey(agent.principal, asked());
    expect(await refused(denied)).toMatchObject({ code: 'NOT_ALLOWED', operation: 'createApiKey' });
  });

  it('that is revoked, expired or unknown is as none', async () => {
    const world = scenario();
    const customer = await world.customer();
    const { key, apiKey } = await program(world, customer);
    await world.application.revokeApiKey(customer.principal, { apiKey: apiKey.id });
    expect(await world.application.authenticate(key)).toBeNull();
    const again = world.application.revokeApiKey(customer.principal, { apiKey: apiKey.id });
    expect(await refused(again)).toEqual({ code: 'NOT_FOUND', what: 'API_KEY' });
    const expiresAt = new Date(world.clock.wall().getTime() + 60_000);
    const brief = await program(world, customer, { expiresAt });
    expect(brief.principal).toMatchObject({ kind: 'API_KEY', expires: expiresAt });
    world.clock.advance(60);
    expect(await world.application.authenticate(brief.key)).toBeNull();
    expect(await world.application.authenticate('zx_unknown')).toBeNull();
  });

  it('stays when its maker is removed, and knows who that was', async () => {
    const world = scenario();
    const customer = await world.customer();
    const { key, apiKey } = await program(world, customer);
    const { principal, id } = customer;
    const other = {
      ...(await world.people.memberById(principal.id))!,
      id: world.random.id() as never,
      email: 'o@o.cn',
    };
    await world.accounts.decide(id, {}, () => ({ answer: undefined, saves: { member: other } }));
    await world.application.removeMember({ ...principal, id: other.id }, { member: principal.id });
    expect(await world.application.authenticate(key)).toMatchObject({ kind: 'API_KEY', id: apiKey.id });
    expect(stored(world, customer)[0]?.createdBy).toBe(principal.id);
  });

  it('remembers its last use to the minute, and works when that cannot be noted', async () => {
    const world = scenario();
    const customer = await world.customer();
    const { key } = await program(world, customer);
    const first = world.clock.wall();
    expect(stored(world, customer)[0]?.lastUsedAt).toEqual(first);
    world.clock.advance(59);
    await world.application.authenticate(key);
    expect(stored(world, customer)[0]?.lastUsedAt).toEqual(first);
    world.clock.advance(1);
    await world.application.authenticate(key);
    expect(stored(world, customer)[0]?.lastUsedAt).toEqual(world.clock.wall());
    world.ports.tokens.used = () => Promise.reject(new Error('the database is busy'));
    expect(await world.application.authenticate(key)).not.toBeNull();
    expect(world.outside.logs.map(({ message }) => message)).toContain(
      'The last use of an API key could not be noted.',
    );
  });
});
