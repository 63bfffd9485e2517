import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OperatorCommand } from '../../src/application/operator-order.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';
import { operatorOf } from '../support/operators.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

interface Desk {
  readonly world: Scenario;
  readonly one: Customer;
  readonly operator: Principal;
  readonly command: (given?: Partial<OperatorCommand>) => OperatorCommand;
}

async function desk(): Promise<Desk> {
  const world = scenario();
  const one = await world.customer({ fen: 1000_00 });
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const command: Desk['command'] = (given = {}) => {
    return { account: one.id, reason: ' unpaid bills ', idempotencyKey: world.random.token(), ...given };
  };
  return { world, one, operator, command };
}

describe('ACC-6: an operator decides how an account stands', () => {
  test('suspended, it places and quotes no call, and the rejection says why', async () => {
    const { world, one, operator, command } = await desk();
    const { account, replayed } = await world.application.suspendAccount(operator, command());
    expect([account.standing.status, replayed]).toEqual(['SUSPENDED', false]);
    const rejection = { code: 'ACCOUNT_SUSPENDED', reason: 'unpaid bills', since: world.clock.service() };
    expect(await refused(world.start(one))).toEqual(rejection);
    const quoted = { app: one.app.id, maxDurationSeconds: null, minDurationSeconds: null };
    expect(await refused(world.application.quoteCall(one.principal, quoted))).toEqual(rejection);
    expect(world.account(one.id).reserved.isZero).toBe(true);
    await world.application.resumeAccount(operator, command());
    expect((await world.start(one)).status).toBe('DIALING');
  });

  test('closed, it takes no top-up either, and leaves no key of one', async () => {
    const { world, one, operator, command } = await desk();
    await world.application.closeAccount(operator, command());
    const keys = world.records(one.id).requests.size;
    const topUp = world.application.topUp(one.principal, { amount: Money.fen(1000_00), idempotencyKey: 'k' });
    expect(await refused(topUp)).toMatchObject({ code: 'ACCOUNT_CLOSED', reason: 'unpaid bills' });
    expect(world.records(one.id).requests.size).toBe(keys);
    expect(await refused(world.start(one))).toMatchObject({ code: 'ACCOUNT_CLOSED' });
    expect(await refused(world.application.resumeAccount(operator, command()))).toMatchObject({
      code: 'ACCOUNT_CLOSED',
    });
  });

  /** What would make an account larger, each as its owner asks for it. */
  const enlargements: readonly [string, (desk: Desk) => Promise<unknown>][] = [
    ['an app', ({ world, one }) => world.application.createApp(one.principal, { name: 'Another', credentials: null })],
    [
      'somebody invited',
      ({ world, one }) => world.application.inviteMember(one.principal, { email: 'han@example.cn', role: 'AGENT' }),
    ],
    [
      'a key',
      ({ world, one }) =>
        world.application.createApiKey(one.principal, { name: 'K', scopes: ['CALLS_READ'], expiresAt: null }),
    ],
    [
      'a display number',
      ({ world, one }) =>
        world.application.requestDisplayNumber(one.principal, {
          app: one.app.id,
          side: 'CALLEE_SEES',
          number: '4008001234',
        }),
    ],
  ];

  test.each(enlargements)(
    'closed, it takes nothing new; suspended, which stops calls alone, it does: %s',
    async (_, ask) => {
      const suspended = await desk();
      await suspended.world.application.suspendAccount(suspended.operator, suspended.command());
      await expect(ask(suspended)).resolves.toBeDefined();
      const closed = await desk();
      await closed.world.application.closeAccount(closed.operator, closed.command());
      const before = closed.world.records(closed.one.id);
      expect(await refused(ask(closed))).toMatchObject({ code: 'ACCOUNT_CLOSED', reason: 'unpaid bills' });
      expect(closed.world.records(closed.one.id)).toEqual(before);
      expect(closed.world.outside.mails).toEqual([]);
    },
  );

  test.each(['suspendAccount', 'closeAccount'] as const)('after %s its people can still secure it', async (stop) => {
    const { world, one, operator, command } = await desk();
    const { application } = world;
    const { apiKey } = await application.createApiKey(one.principal, {
      name: 'K',
      scopes: ['CALLS_READ'],
      expiresAt: null,
    });
    const invited = await application.inviteMember(one.principal, { email: 'han@example.cn', role: 'AGENT' });
    await application[stop](operator, command());
    await application.revokeApiKey(one.principal, { apiKey: apiKey.id });
    await application.revokeInvitation(one.principal, { invitation: invited.id });
    await application.rotateAppSecret(one.principal, { app: one.app.id, newAppSecret: null });
    await application.disableService(one.principal, { app: one.app.id });
    expect([...world.records(one.id).apiKeys.values()]).toMatchObject([{ revokedAt: world.clock.wall() }]);
  });

  test('the trail says who, why, and from what to what, by the same commit', async () => {
    const { world, one, operator, command } = await desk();
    await world.application.suspendAccount(operator, command());
    await world.application.closeAccount(operator, command());
    const { actions } = world.records(one.id);
    const who = { operator: operator.id, account: one.id, subject: one.id, reason: 'unpaid bills' };
    expect(actions).toMatchObject([
      { ...who, action: 'SUSPEND_ACCOUNT', details: { before: 'ACTIVE', after: 'SUSPENDED' } },
      { ...who, action: 'CLOSE_ACCOUNT', details: { before: 'SUSPENDED', after: 'CLOSED' } },
    ]);
  });

  test('the same key decides once; a refusal leaves its key and its row of the trail, and its own answer', async () => {
    const { world, one, operator, command } = await desk();
    const first = command();
    await world.application.suspendAccount(operator, first);
    await world.application.resumeAccount(operator, command());
    const again = await world.application.suspendAccount(operator, first);
    expect([again.account.standing.status, again.replayed]).toEqual(['ACTIVE', true]);
    const other = { ...first, reason: 'another' };
    expect(await refused(world.application.suspendAccount(operator, other))).toEqual({ code: 'IDEMPOTENCY_MISMATCH' });
    const { actions, requests } = world.records(one.id);
    const early = command();
    const rejection = { code: 'ACCOUNT_NOT_SUSPENDED' };
    expect(await refused(world.application.resumeAccount(operator, early))).toEqual(rejection);
    await world.application.suspendAccount(operator, command());
    expect(await refused(world.application.resumeAccount(operator, early))).toEqual(rejection);
    expect(world.records(one.id).actions.slice(actions.length)).toMatchObject([
      { action: 'RESUME_ACCOUNT', reason: 'unpaid bills', details: { refused: 'ACCOUNT_NOT_SUSPENDED', asked: '[]' } },
      { action: 'SUSPEND_ACCOUNT', details: { after: 'SUSPENDED' } },
    ]);
    expect(world.records(one.id).requests.size).toBe(requests.size + 2);
  });

  test.each(['suspendAccount', 'resumeAccount', 'closeAccount'] as const)(
    '%s needs a reason, an operator and an account, and leaves nothing without',
    async (act) => {
      const { world, one, operator, command } = await desk();
      const before = world.records(one.id);
      const empty = world.application[act](operator, command({ reason: ' ' }));
      expect(await refused(empty)).toMatchObject({ code: 'INVALID_TEXT', field: 'reason', problem: 'EMPTY' });
      const member = world.application[act](one.principal, command());
      expect(await refused(member)).toEqual({ code: 'NOT_ALLOWED', operation: act, role: 'OWNER' });
      const nobody = world.application[act](operator, command({ account: a.accountId }));
      expect(await refused(nobody)).toEqual({ code: 'NOT_FOUND', what: 'ACCOUNT' });
      expect(world.records(one.id)).toEqual(before);
    },
  );
});

describe('MONEY-13: calls that are under way when an account stops', () => {
  test('settle exactly, in whatever order, and late reports are charged', async () => {
    const stops = fc.constantFrom('suspendAccount', 'closeAccount', 'suspendService');
    const talks = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(stops, talks, fc.boolean(), async (stop, seconds, late) => {
        const { world, one, operator, command } = await desk();
        const calls = [];
        for (const [index] of seconds.entries()) {
          calls.push(await world.start(one, { callee: `1380000000${index + 2}` }));
        }
        if (stop === 'suspendService') await world.application[stop](operator, { ...command(), app: one.app.id });
        else await world.application[stop](operator, command());
        world.clock.advance(late ? 100_000 : 200);
        for (const [index, talkSeconds] of seconds.entries()) {
          const { order, session } = calls[index]!;
          const numbers = { caller: order.caller.digits, callee: order.callee.digits };
          await world.deliver(one.app, a.report({ session: session!, ...numbers, talkSeconds, legs: [] }));
        }
        const minutes = seconds.reduce((sum, each) => sum + Math.ceil(each / 60), 0);
        expect(world.account(one.id)).toMatchObject({
          balance: { fen: BigInt(1000_00 - 12 * minutes) },
          reserved: { fen: 0n },
        });
        expect(await refused(world.start(one, { callee: '13800000009' }))).toMatchObject({ reason: 'unpaid bills' });
      }),
      { numRuns: 20 },
    );
  });
});

describe('ACC-6, ACC-7: an operator decides about the service of an app', () => {
  test('suspended, it places no call and its member cannot enable it', async () => {
    const { world, one, operator, command } = await desk();
    const { app } = await world.application.suspendService(operator, { ...command(), app: one.app.id });
    expect(app.serviceState).toBe('SUSPENDED');
    const rejection = { code: 'SERVICE_SUSPENDED', reason: 'unpaid bills', since: world.clock.service() };
    expect(await refused(world.start(one))).toEqual(rejection);
    expect(await refused(world.application.enableService(one.principal, { app: one.app.id }))).toEqual(rejection);
    await world.application.resumeService(operator, { ...command(), app: one.app.id });
    expect((await world.start(one)).status).toBe('DIALING');
    const [first] = world.records(one.id).actions;
    expect(first).toMatchObject({ subject: one.app.id, action: 'SUSPEND_SERVICE' });
    expect(first?.details).toEqual({ before: 'ENABLED', after: 'SUSPENDED' });
  });

  test('enabled and disabled for a customer; ACC-4 holds for operators too', async () => {
    const { world, one, operator, command } = await desk();
    const about = () => ({ ...command(), app: one.app.id });
    expect((await world.application.disableServiceFor(operator, about())).app.serviceState).toBe('DISABLED');
    expect((await world.application.enableServiceFor(operator, about())).app.serviceState).toBe('ENABLED');
    await world.application.disableServiceFor(operator, about());
    await world.spend(one.id, 1000_00 - 11);
    expect(await refused(world.application.enableServiceFor(operator, about()))).toMatchObject({
      code: 'NO_MINUTES_LEFT',
      available: { fen: 11n },
    });
  });
});
