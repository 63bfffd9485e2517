import { describe, expect, test } from 'vitest';
import type { CallNews, DialAnswer } from '../../src/application/ports/telephony-gateway.ts';
import * as a from '../support/a.ts';
import type { Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

const badHeader = { providerAheadSeconds: 361 };
const dialled: DialAnswer = {
  kind: 'REJECTED',
  refusal: { providerCode: 414, retryAfterSeconds: null, cause: 'BAD_HEADER' },
  badHeader,
};
const asked: CallNews = { kind: 'UNKNOWN', why: 'the headers were not accepted', badHeader };
const ringing: CallNews = { kind: 'ALIVE', status: 'CALLER_RINGING', answeredAt: null };

const open = (world: Scenario) => world.store.systemAlarms.filter((alarm) => alarm.open);

describe('START-6: headers that the provider does not accept', () => {
  test('call a person at once, and leave no money behind', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => dialled;
    const call = await world.start(one);
    expect(call.state).toMatchObject({ status: 'REFUSED', money: 'VOIDED', refusal: { cause: 'BAD_HEADER' } });
    expect(world.account(one.id).reserved.isZero).toBe(true);
    const detail = expect.stringContaining('361 s ahead of ours') as string;
    expect(open(world)).toMatchObject([{ kind: 'CLOCK_SKEW', subject: one.app.appKey, detail }]);
    await world.start(one);
    expect(open(world)).toHaveLength(1);
  });

  test('do so for each AppKey by itself, until a request of it is accepted', async () => {
    const world = scenario();
    const [one, other] = [await world.customer(), await world.customer()];
    world.outside.dial = () => dialled;
    await world.start(one);
    await world.start(other);
    expect(open(world).map(({ subject }) => subject)).toEqual([one.app.appKey, other.app.appKey]);
    world.outside.dial = () => ({ kind: 'STARTED', session: a.aSession });
    await world.start(one, { callee: '13800000061' });
    expect(open(world).map(({ subject }) => subject)).toEqual([other.app.appKey]);
  });

  test('are seen in the answer to a query, and seen to be over in one', async () => {
    const world = scenario();
    const one = await world.customer();
    await world.start(one);
    world.outside.query = () => asked;
    world.clock.advance(390);
    await world.application.resolveOverdueCalls();
    expect(world.openSystemAlarms()).toEqual(['CLOCK_SKEW']);
    world.outside.query = () => ringing;
    world.clock.advance(60);
    await world.application.resolveOverdueCalls();
    expect(world.openSystemAlarms()).toEqual([]);
    expect(world.account(one.id).reserved.fen).toBe(60n);
  });

  test.each<[string, DialAnswer]>([
    ['a refusal for another reason', { kind: 'REJECTED', refusal: { providerCode: 416, retryAfterSeconds: 1 } }],
    ['an ambiguous answer', { kind: 'AMBIGUOUS', why: 'HTTP 502' }],
  ])('are not seen to be over by %s', async (_name, answer) => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => dialled;
    await world.start(one);
    world.outside.dial = () => answer;
    await world.start(one);
    expect(world.openSystemAlarms()).toEqual(['CLOCK_SKEW']);
  });

  test('take nothing from the call where the alarm cannot be written', async () => {
    const world = scenario();
    const one = await world.customer();
    world.ports.alarms.open = () => Promise.reject(new Error('no database'));
    world.outside.dial = () => dialled;
    expect(await world.start(one)).toMatchObject({ status: 'REFUSED' });
    expect(world.outside.logs.map(({ level }) => level)).toContain('error');
  });

  test('do not stop the app: its next start is sent', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => dialled;
    await world.start(one);
    await world.start(one);
    expect(world.outside.dialled).toHaveLength(2);
  });
});
