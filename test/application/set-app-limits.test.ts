import { expect, test } from 'vitest';
import type { AppLimits } from '../../src/application/set-app-limits.ts';
import { operatorOf } from '../support/operators.ts';
import { refused, scenario } from '../support/scenario.ts';

test('CALL-3, CALL-10, CONF-1: an operator sets the limits of an app, and a quote goes by them', async () => {
  const world = scenario();
  const one = await world.customer({ fen: 1000_00 });
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const none = { defaultSeconds: null, ceilingSeconds: null, minParties: null, maxParties: null, callsAtOnce: null };
  const command = (given: Partial<AppLimits> = {}): AppLimits => {
    const about = { account: one.id, app: one.app.id, reason: 'asked for', idempotencyKey: world.random.token() };
    return { ...about, ...none, ...given };
  };
  const set = (given: Partial<AppLimits>) => world.application.setAppLimits(operator, command(given));
  const quote = async (maxDurationSeconds: number | null) => {
    const asked = { app: one.app.id, maxDurationSeconds, minDurationSeconds: null };
    return (await world.application.quoteCall(one.principal, asked)).quote.grantedSeconds;
  };

  const { app } = await set({ defaultSeconds: 60, ceilingSeconds: 120, maxParties: 12 });
  expect([app.limits.ceilingSeconds, app.conferences]).toEqual([120, { minParties: 3, maxParties: 12 }]);
  expect(await quote(null)).toBe(60);
  expect(await refused(quote(121))).toMatchObject({ code: 'INVALID_DURATION', maximum: 120 });
  const [entry] = world.records(one.id).actions;
  expect(entry).toMatchObject({ action: 'SET_APP_LIMITS', subject: one.app.id });
  expect(entry?.details).toMatchObject({ ceilingSeconds: 120, beforeCeilingSeconds: 7200, maxParties: 12 });

  const wrong: [Partial<AppLimits>, object][] = [
    [{ ceilingSeconds: 86_401 }, { code: 'INVALID_DURATION', field: 'maxDurationSecondsCeiling' }],
    [{ ceilingSeconds: 0 }, { code: 'INVALID_DURATION', field: 'maxDurationSecondsCeiling' }],
    [{ defaultSeconds: 7201 }, { code: 'INVALID_DURATION', field: 'maxDurationSecondsDefault', maximum: 7200 }],
    [{ minParties: 2 }, { code: 'IMPOSSIBLE_PARTY_BOUNDS', minimum: 3, maximum: 50 }],
    [{ minParties: 9 }, { code: 'IMPOSSIBLE_PARTY_BOUNDS' }],
    [{ maxParties: 51 }, { code: 'IMPOSSIBLE_PARTY_BOUNDS' }],
    [{ callsAtOnce: 0 }, { code: 'LIMIT_OUT_OF_RANGE', limit: 'CALLS_AT_ONCE_APP', minimum: 1, maximum: 1_000_000 }],
  ];
  for (const [given, rejection] of wrong) expect(await refused(set(given))).toMatchObject(rejection);
  expect(await refused(world.application.setAppLimits(one.principal, command()))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  await set({});
  expect(await quote(null)).toBe(1800);

  await set({ callsAtOnce: 1 });
  await world.start(one);
  const next = { callee: '13800000061' };
  expect(await refused(world.start(one, next))).toMatchObject({ limit: 'CALLS_AT_ONCE_APP', value: 1 });
  await set({ callsAtOnce: 'NONE' });
  await expect(world.start(one, next)).resolves.toBeDefined();
  expect(world.records(one.id).actions.at(-1)?.details).toMatchObject({ callsAtOnce: 'NONE', beforeCallsAtOnce: 1 });
});
