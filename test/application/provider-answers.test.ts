import { describe, expect, test } from 'vitest';
import type { DialAnswer } from '../../src/application/ports/telephony-gateway.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import { refused, scenario } from '../support/scenario.ts';

const rejected: DialAnswer = { kind: 'REJECTED', refusal: { providerCode: 416, retryAfterSeconds: 3 } };
const ambiguous: DialAnswer = { kind: 'AMBIGUOUS', why: 'the connection was cut' };

describe('CALL-8: the provider refuses', () => {
  test('as data: the call is REFUSED and its money free again', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => rejected;
    const call = await world.start(one);
    expect(call.state).toMatchObject({ status: 'REFUSED', money: 'VOIDED', refusal: rejected.refusal });
    expect(world.account(one.id).reserved.isZero).toBe(true);
    expect(world.records(one.id).resolutions.get(call.id)).toMatchObject({ kind: 'VOID', charge: { fen: 0n } });
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test('and the same numbers may be called again at once', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => ({ ...rejected, refusal: { providerCode: 414, retryAfterSeconds: null } });
    await world.start(one);
    await world.start(one);
    expect(world.outside.dialled).toHaveLength(2);
  });
});

describe('CALL-5: a lost answer', () => {
  test('keeps the reservation and never dials again', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => ambiguous;
    const order = world.order(one.app);
    const { call } = await world.application.startCall(one.principal, order);
    expect(call).toMatchObject({ status: 'UNCONFIRMED', session: null });
    expect(world.account(one.id).reserved.fen).toBe(60n);
    const again = await world.application.startCall(one.principal, order);
    expect(again).toMatchObject({ replayed: true, call: { status: 'UNCONFIRMED' } });
    expect(world.outside.dialled).toHaveLength(1);
  });

  test('START-11: blocks the same pair until it cannot be alive any more, and no longer', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => ambiguous;
    const call = await world.start(one);
    world.clock.advance(389.999);
    expect(await refused(world.start(one))).toEqual({
      code: 'ALREADY_IN_PROGRESS',
      call: call.id,
      freeAt: call.order.deadline,
    });
    world.clock.advance(0.001);
    await world.start(one);
    expect(world.outside.dialled).toHaveLength(2);
    expect(world.account(one.id).reserved.fen).toBe(120n);
  });

  test('blocks neither the other direction nor another callee', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => ambiguous;
    await world.start(one);
    await world.start(one, { caller: a.callee.digits, callee: a.caller.digits });
    await world.start(one, { callee: '13800000002' });
    expect(world.outside.dialled).toHaveLength(3);
  });

  test('START-11: of 20 parallel starts between two telephones, one is dialled', async () => {
    const world = scenario();
    const one = await world.customer();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => world.start(one)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(world.outside.dialled).toHaveLength(1);
  });
});

test("START-9: an answer with another call's session is no answer", async () => {
  const world = scenario();
  const one = await world.customer();
  world.outside.dial = () => ({ kind: 'STARTED', session: 'the-same' as ProviderSession });
  const first = await world.start(one);
  const second = await world.start(one, { callee: '13800000002' });
  expect(first).toMatchObject({ status: 'DIALING', session: 'the-same' });
  expect(second).toMatchObject({ status: 'UNCONFIRMED', session: null });
  expect(world.outside.logs.map(({ level }) => level)).toEqual(['error']);
  expect(world.account(one.id).reserved.fen).toBe(120n);
});

test("another app's call may have the same session", async () => {
  const world = scenario();
  const [one, other] = [await world.customer(), await world.customer()];
  world.outside.dial = () => ({ kind: 'STARTED', session: 'the-same' as ProviderSession });
  await world.start(one);
  expect((await world.start(other)).status).toBe('DIALING');
});
