import { describe, expect, test } from 'vitest';
import type { ProviderSession } from '../../src/domain/ids.ts';
import type { CallLimits } from '../../src/domain/limits.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';
import { noCallLimits } from '../support/limits.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

async function begin(limits: Partial<CallLimits>): Promise<{ world: Scenario; one: Customer }> {
  const world = scenario({ callLimits: { ...noCallLimits, ...limits } });
  return { world, one: await world.customer() };
}

const callee = (n: number): string => `1380000${String(1000 + n)}`;

/** Whoever called, the next call to the same telephone comes from another. */
const from = (n: number) => ({ caller: `1390000${String(1000 + n)}` });

describe('CALL-10: calls at once', () => {
  test('as many as the limit are placed, and one more when one of them has ended', async () => {
    const { world, one } = await begin({ callsAtOncePerAccount: 2 });
    const first = await world.start(one, { callee: callee(1) });
    world.clock.advance(10);
    await world.start(one, { callee: callee(2) });
    expect(await refused(world.start(one, { callee: callee(3) }))).toEqual({
      code: 'LIMIT_REACHED',
      limit: 'CALLS_AT_ONCE_ACCOUNT',
      value: 2,
      freeAt: first.order.deadline,
    });
    await world.deliver(one.app, a.report({ session: first.session!, callee: callee(1) }));
    await expect(world.start(one, { callee: callee(3) })).resolves.toMatchObject({ status: 'DIALING' });
  });

  test('a call whose answer was lost holds its place until it cannot be alive any more, not until the horizon', async () => {
    const { world, one } = await begin({ callsAtOncePerApp: 1 });
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const lost = await world.start(one, { callee: callee(1) });
    const next = { callee: callee(2) };
    expect(await refused(world.start(one, next))).toMatchObject({
      limit: 'CALLS_AT_ONCE_APP',
      freeAt: lost.order.deadline,
    });
    world.clock.advance(390);
    await expect(world.start(one, next)).resolves.toMatchObject({ status: 'UNCONFIRMED' });
  });

  test('a place that is told to be free is free then', async () => {
    const { world, one } = await begin({ callsAtOncePerAccount: 3 });
    for (const n of [1, 2, 3]) {
      await world.start(one, { callee: callee(n), maxDurationSeconds: n * 100 });
      world.clock.advance(1);
    }
    const { freeAt } = (await refused(world.start(one, { callee: callee(4) }))) as { freeAt: Date };
    world.clock.advance((freeAt.getTime() - world.clock.service().getTime()) / 1000);
    await expect(world.start(one, { callee: callee(4) })).resolves.toMatchObject({ status: 'DIALING' });
  });
});

test('CALL-10: a day of Shanghai costs no more than its limit, with what open calls may still cost', async () => {
  // The customer paid 12 fen today for opening the service.
  const { world, one } = await begin({ spendPerDay: Money.fen(132) });
  const first = await world.start(one, { callee: callee(1) });
  await world.start(one, { callee: callee(2) });
  const midnight = new Date('2026-03-02T16:00:00.000Z');
  const next = { callee: callee(3), maxDurationSeconds: 60 };
  expect(await refused(world.start(one, next))).toEqual({
    code: 'LIMIT_REACHED',
    limit: 'SPEND_PER_DAY',
    value: Money.fen(132),
    freeAt: midnight,
  });
  // 60 fen were set aside, and 24 are charged: three minutes are free again.
  await world.deliver(one.app, a.report({ session: first.session!, callee: callee(1), talkSeconds: 61 }));
  await world.start(one, { callee: callee(3), maxDurationSeconds: 180 });
  expect(await refused(world.start(one, { callee: callee(4), maxDurationSeconds: 1 }))).toMatchObject({
    limit: 'SPEND_PER_DAY',
  });
  world.clock.advance((midnight.getTime() - world.clock.service().getTime()) / 1000);
  // Of yesterday, what is still set aside counts: 96 of 132 fen.
  await expect(world.start(one, { callee: callee(5), maxDurationSeconds: 180 })).resolves.toMatchObject({
    status: 'DIALING',
  });
});

test('CALL-10: after an answered call the callee is left alone, by this account and for this long', async () => {
  const { world, one } = await begin({ coolDownSeconds: 600 });
  const answered = await world.start(one);
  const endedAt = a.after(60, world.clock.service());
  world.clock.advance(60);
  const legs = [a.leg('NORMAL', endedAt)];
  await world.deliver(one.app, a.report({ session: answered.session!, talkSeconds: 30, legs }));
  const freeAt = a.after(600, endedAt);
  expect(await refused(world.start(one, from(1)))).toEqual({
    code: 'LIMIT_REACHED',
    limit: 'COOL_DOWN',
    value: 600,
    freeAt,
  });
  await expect(world.start(one, { callee: callee(1) })).resolves.toBeDefined();
  await expect(world.start(await world.customer())).resolves.toBeDefined();
  world.clock.advance(600);
  await expect(world.start(one, from(1))).resolves.toBeDefined();
});

test('CALL-10: a call that nobody answered cools nothing down', async () => {
  const { world, one } = await begin({ coolDownSeconds: 600 });
  const unanswered = await world.start(one);
  await world.deliver(one.app, a.report({ session: unanswered.session!, talkSeconds: 0, legs: [] }));
  await expect(world.start(one)).resolves.toBeDefined();
});

describe('CALL-10: rings of a telephone in an hour', () => {
  test('count over all accounts, and the oldest leaves first', async () => {
    const { world, one } = await begin({ ringsPerCalleePerHour: 3 });
    const other = await world.customer();
    const start = world.clock.service();
    for (const [n, who] of [one, other, one].entries()) {
      await world.start(who, from(n));
      world.clock.advance(60);
    }
    for (const who of [one, other]) {
      expect(await refused(world.start(who, from(4)))).toEqual({
        code: 'LIMIT_REACHED',
        limit: 'RINGS_PER_CALLEE',
        value: 3,
        freeAt: a.after(3600, start),
      });
    }
    await expect(world.start(other, { callee: callee(1) })).resolves.toBeDefined();
    world.clock.advance(3600 - 180);
    await expect(world.start(other, from(5))).resolves.toBeDefined();
    expect(await refused(world.start(one, from(6)))).toMatchObject({ freeAt: a.after(3660, start) });
  });

  test('a call that the provider refused did not ring; one whose answer was lost may have', async () => {
    const { world, one } = await begin({ ringsPerCalleePerHour: 2 });
    world.outside.dial = () => ({ kind: 'REJECTED', refusal: { providerCode: 414, retryAfterSeconds: null } });
    for (const n of [1, 2, 3]) await world.start(one, from(n));
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    for (const n of [4, 5]) await world.start(one, from(n));
    expect(await refused(world.start(one, from(6)))).toMatchObject({ limit: 'RINGS_PER_CALLEE' });
  });

  test('a start that another rule refuses rings nothing', async () => {
    const { world, one } = await begin({ ringsPerCalleePerHour: 1 });
    await refused(world.start(one, { maxDurationSeconds: 0 }));
    await refused(world.start(await world.customer({ fen: 11 })));
    await expect(world.start(one)).resolves.toBeDefined();
  });
});

test('a key that met a limit keeps the refusal, also when there is room again', async () => {
  const { world, one } = await begin({ callsAtOncePerAccount: 1 });
  await world.start(one);
  const again = { callee: callee(1), idempotencyKey: 'once' };
  const first = await refused(world.start(one, again));
  world.clock.advance(390);
  expect(await refused(world.start(one, again))).toEqual(first);
  expect(world.outside.dialled).toHaveLength(1);
  await expect(world.start(one, { ...again, idempotencyKey: 'twice' })).resolves.toBeDefined();
});

test('a repeat of a placed call finds it, whatever limit is reached by now', async () => {
  const { world, one } = await begin({ callsAtOncePerAccount: 1, ringsPerCalleePerHour: 1 });
  const placed = await world.start(one, { idempotencyKey: 'once' });
  expect((await world.start(one, { idempotencyKey: 'once' })).id).toBe(placed.id);
});

test('a quote checks no limit', async () => {
  const { world, one } = await begin({ callsAtOncePerAccount: 1, ringsPerCalleePerHour: 1 });
  await world.start(one);
  const asked = { app: one.app.id, maxDurationSeconds: 60, minDurationSeconds: null };
  await expect(world.application.quoteCall(one.principal, asked)).resolves.toBeDefined();
});

test('without limits, nothing holds calls back but money', async () => {
  const { world, one } = await begin({});
  world.outside.dial = () => ({ kind: 'STARTED', session: world.random.id() as ProviderSession });
  for (let n = 0; n < 150; n++) await world.start(one, from(n));
  expect(world.outside.dialled).toHaveLength(150);
});
