import { describe, expect, test } from 'vitest';
import type { ProviderStopLift } from '../../src/application/lift-provider-stop.ts';
import type { DialAnswer } from '../../src/application/ports/telephony-gateway.ts';
import type { AccountId, AppId } from '../../src/domain/ids.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { operatorOf } from '../support/operators.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

const disabled: DialAnswer = { kind: 'REJECTED', refusal: { providerCode: 422, retryAfterSeconds: null } };

interface Stopped {
  readonly world: Scenario;
  readonly one: Customer;
  readonly operator: Principal;
  readonly lift: (given?: Partial<ProviderStopLift>) => ProviderStopLift;
}

/** A customer whose app was stopped by a start's 422, and an operator. The provider places calls again. */
async function stopped(): Promise<Stopped> {
  const world = scenario();
  const one = await world.customer();
  const { dial } = world.outside;
  world.outside.dial = () => disabled;
  await world.start(one);
  world.outside.dial = dial;
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const lift: Stopped['lift'] = (given = {}) => ({
    account: one.id,
    app: one.app.id,
    reason: '网易客服: enabled again, ticket 4711',
    idempotencyKey: 'first',
    ...given,
  });
  return { world, one, operator, lift };
}

const appOf = ({ world, one }: Stopped) => world.records(one.id).apps.get(one.app.id);

describe('START-6: a 422', () => {
  test('ends its call as any refusal, stops the app in the same commit, and calls a person', async () => {
    const it = await stopped();
    const { world, one } = it;
    const [call] = [...world.records(one.id).calls.values()];
    expect(call?.state).toMatchObject({ status: 'REFUSED', money: 'VOIDED', refusal: { providerCode: 422 } });
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 1000_00n }, reserved: { fen: 0n } });
    expect(appOf(it)).toMatchObject({ service: 'ENABLED', stoppedByProvider: world.clock.service() });
    expect(world.openAlarms(one.id)).toEqual(['APP_KEY_DISABLED']);
  });

  test('lets no start reach the provider any more, and no quote promise one', async () => {
    const { world, one } = await stopped();
    const rejection = { code: 'PROVIDER_ACCOUNT_DISABLED', since: world.clock.service() };
    expect(await refused(world.start(one))).toEqual(rejection);
    const asked = { app: one.app.id, maxDurationSeconds: null, minDurationSeconds: null };
    expect(await refused(world.application.quoteCall(one.principal, asked))).toEqual(rejection);
    expect(world.outside.dialled).toHaveLength(1);
    expect(world.account(one.id).reserved.isZero).toBe(true);
  });

  test('stops no other app', async () => {
    const { world } = await stopped();
    const other = await world.customer();
    expect((await world.start(other)).status).toBe('DIALING');
  });

  test('that comes while a start is under way already is told once', async () => {
    const { world, one } = await stopped();
    await world.application.enableService(one.principal, { app: one.app.id });
    world.outside.dial = () => disabled;
    await Promise.all(['13800000061', '13800000062', '13800000063'].map((callee) => world.start(one, { callee })));
    expect(world.openAlarms(one.id)).toEqual(['APP_KEY_DISABLED']);
    expect(world.outside.dialled).toHaveLength(4);
  });
});

describe('START-6: a stopped app works again', () => {
  test('when its owner enables the service once more; the alarm is over', async () => {
    const it = await stopped();
    const { world, one } = it;
    await world.application.enableService(one.principal, { app: one.app.id });
    expect(appOf(it)).toMatchObject({ service: 'ENABLED', stoppedByProvider: null });
    expect(world.openAlarms(one.id)).toEqual([]);
    expect((await world.start(one)).status).toBe('DIALING');
  });

  test('when an operator lifts the stop: with a trail, once per key', async () => {
    const it = await stopped();
    const { world, one, operator, lift } = it;
    const since = appOf(it)!.stoppedByProvider!.toISOString();
    const done = await world.application.liftProviderStop(operator, lift());
    expect(done).toMatchObject({ replayed: false, app: { service: 'ENABLED', stoppedByProvider: null } });
    expect(world.openAlarms(one.id)).toEqual([]);
    expect(world.records(one.id).actions).toEqual([
      {
        operator: operator.id,
        account: one.id,
        subject: one.app.id,
        action: 'LIFT_PROVIDER_STOP',
        reason: lift().reason,
        details: { appKey: one.app.appKey, since },
        at: world.clock.service(),
      },
    ]);
    expect(await world.application.liftProviderStop(operator, lift())).toEqual({ ...done, replayed: true });
    expect(world.records(one.id).actions).toHaveLength(1);
    expect((await world.start(one)).status).toBe('DIALING');
  });

  test('and is stopped anew where the provider still says so', async () => {
    const { world, one, operator, lift } = await stopped();
    await world.application.liftProviderStop(operator, lift());
    world.outside.dial = () => disabled;
    await world.start(one);
    expect(await refused(world.start(one))).toMatchObject({ code: 'PROVIDER_ACCOUNT_DISABLED' });
    expect(world.openAlarms(one.id)).toEqual(['APP_KEY_DISABLED']);
  });
});

describe('START-6: a stop is not lifted', () => {
  test('where there is none: the key remembers that', async () => {
    const { world, one, operator, lift } = await stopped();
    await world.application.enableService(one.principal, { app: one.app.id });
    const lifting = (): Promise<unknown> => world.application.liftProviderStop(operator, lift());
    expect(await refused(lifting())).toEqual({ code: 'APP_NOT_STOPPED' });
    world.outside.dial = () => disabled;
    await world.start(one);
    expect(await refused(lifting())).toEqual({ code: 'APP_NOT_STOPPED' });
    expect(world.records(one.id).actions).toMatchObject([{ details: { refused: 'APP_NOT_STOPPED' } }]);
  });

  test('by a member, without a reason, with a key of another input, or of an app that is not there', async () => {
    const { world, one, operator, lift } = await stopped();
    const other = await world.customer();
    const as = (who: Principal, given: Partial<ProviderStopLift> = {}) =>
      refused(world.application.liftProviderStop(who, lift(given)));
    expect(await as(one.principal)).toEqual({ code: 'NOT_ALLOWED', operation: 'liftProviderStop', role: 'OWNER' });
    expect(await as(operator, { reason: ' ' })).toMatchObject({ code: 'INVALID_TEXT', field: 'reason' });
    expect(await as(operator, { account: other.id })).toEqual({ code: 'NOT_FOUND', what: 'APP' });
    expect(await as(operator, { app: 'nothing' as AppId })).toEqual({ code: 'NOT_FOUND', what: 'APP' });
    expect(await as(operator, { account: 'nobody' as AccountId })).toEqual({ code: 'NOT_FOUND', what: 'ACCOUNT' });
    await world.application.liftProviderStop(operator, lift());
    expect(await as(operator, { reason: 'another' })).toEqual({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(world.records(one.id).actions).toHaveLength(1);
  });
});
