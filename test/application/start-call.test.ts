import { describe, expect, test } from 'vitest';
import type { DialAnswer } from '../../src/application/ports/telephony-gateway.ts';
import type { AppId } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import { refused, scenario } from '../support/scenario.ts';
import { soon } from '../support/soon.ts';

describe('CALL-4, CALL-5: reserve and commit, then dial', () => {
  test('the intent and its reservation are there before the first byte is sent', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 100 });
    let seen: unknown;
    world.outside.dial = () => {
      const { account, calls, requests } = world.records(one.id);
      seen = {
        reserved: account.reserved.fen,
        calls: [...calls.values()].map(({ status }) => status),
        keys: requests.size,
      };
      return { kind: 'STARTED', session: a.aSession };
    };
    const call = await world.start(one);
    expect(seen).toEqual({ reserved: 60n, calls: ['PLACING'], keys: 1 });
    expect(call).toMatchObject({ status: 'DIALING', session: a.aSession, version: 2 });
  });

  test('the numbers and the granted duration are dialled, as they were stored', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 30 });
    const spelled = { caller: '+86 138-0000-0001', callee: '0086 571 8677 8825', minDurationSeconds: 60 };
    const call = await world.start(one, { ...spelled, reference: '  订单 7 ' });
    expect(world.outside.dialled).toMatchObject([
      { parties: { caller: { digits: '13800000001' }, callee: { digits: '057186778825' } }, maxSeconds: 120 },
    ]);
    expect(call.order).toMatchObject({ grantedSeconds: 120, reservation: { fen: 24n }, reference: '订单 7' });
  });

  test('a gateway that breaks leaves the call to be looked after, with its money', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => Promise.reject(new Error('bug'));
    await expect(world.start(one)).rejects.toThrow('bug');
    expect([...world.records(one.id).calls.values()][0]).toMatchObject({ status: 'PLACING' });
    expect(world.account(one.id).reserved.fen).toBe(60n);
  });
});

describe('MONEY-1: calls share one balance', () => {
  test('84 fen and 100 parallel starts of a minute: exactly 7', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 84 });
    const starts = Array.from({ length: 100 }, (_, index) =>
      world.start(one, { maxDurationSeconds: 60, callee: `138000001${String(index).padStart(2, '0')}` }),
    );
    const results = await Promise.allSettled(starts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    expect(world.outside.dialled).toHaveLength(7);
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 84n }, reserved: { fen: 84n } });
  });
});

describe('START-8, I14: a key is used once', () => {
  test('a repeat finds the call as it is and dials nothing', async () => {
    const world = scenario();
    const one = await world.customer();
    const order = world.order(one.app);
    const first = await world.application.startCall(one.principal, order);
    const again = await world.application.startCall(one.principal, { ...order, caller: '+86 13800000001' });
    expect(first.replayed).toBe(false);
    expect(again).toEqual({ call: world.call(one.id, first.call.id), replayed: true });
    expect(world.outside.dialled).toHaveLength(1);
  });

  test.each<[DialAnswer['kind'], DialAnswer]>([
    ['STARTED', { kind: 'STARTED', session: a.aSession }],
    ['REJECTED', { kind: 'REJECTED', refusal: { providerCode: 403, retryAfterSeconds: null } }],
    ['AMBIGUOUS', { kind: 'AMBIGUOUS', why: 'no answer' }],
  ])('a twin of a start that is being dialled waits for its answer: %s', async (_kind, answer) => {
    const world = scenario();
    const one = await world.customer();
    const order = world.order(one.app);
    let tell!: (answer: DialAnswer) => void;
    world.outside.dial = () => new Promise((resolve) => (tell = resolve));
    const first = world.application.startCall(one.principal, order);
    const twins = Array.from({ length: 50 }, () => world.application.startCall(one.principal, order));
    await soon(() => world.clock.sleeping === 50);
    tell(answer);
    const { call } = await first;
    expect(await Promise.all(twins)).toEqual(twins.map(() => ({ call, replayed: true })));
    expect(world.outside.dialled).toHaveLength(1);
  });

  test('a twin does not wait for ever, and other news of the account does not end its wait', async () => {
    const world = scenario();
    const one = await world.customer();
    const order = world.order(one.app);
    let tell!: (answer: DialAnswer) => void;
    world.outside.dial = () => new Promise((resolve) => (tell = resolve));
    const first = world.application.startCall(one.principal, order);
    const twin = refused(world.application.startCall(one.principal, order));
    await soon(() => world.clock.sleeping === 1);
    await world.credit(one.id, 100);
    world.clock.advanceWall(11.999);
    await soon(() => world.clock.sleeping === 1);
    world.clock.advanceWall(0.001);
    expect(await twin).toEqual({ code: 'REQUEST_IN_PROGRESS', retryAt: a.after(1, world.clock.wall()) });
    tell({ kind: 'STARTED', session: a.aSession });
    const again = await world.application.startCall(one.principal, order);
    expect(again).toEqual({ call: (await first).call, replayed: true });
  });

  test('a twin of a start whose process died gets the call once that is known', async () => {
    const world = scenario();
    const one = await world.customer();
    const order = world.order(one.app);
    world.outside.dial = () => Promise.reject(new Error('the process died'));
    await expect(world.application.startCall(one.principal, order)).rejects.toThrow('died');
    world.clock.advanceWall(10);
    const twin = world.application.startCall(one.principal, order);
    await soon(() => world.clock.sleeping === 1);
    world.clock.advanceWall(6);
    await world.application.resolveOverdueCalls();
    expect(await twin).toMatchObject({ replayed: true, call: { status: 'UNCONFIRMED' } });
  });

  test('50 parallel repeats make one call', async () => {
    const world = scenario();
    const one = await world.customer();
    const order = world.order(one.app);
    const results = await Promise.all(
      Array.from({ length: 50 }, () => world.application.startCall(one.principal, order)),
    );
    expect(new Set(results.map(({ call }) => call.id)).size).toBe(1);
    expect(results.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(world.outside.dialled).toHaveLength(1);
  });

  test.each([
    ['callee', { callee: '13800000009' }],
    ['duration', { maxDurationSeconds: 301 }],
    ['minimum', { minDurationSeconds: 60 }],
    ['reference', { reference: 'other' }],
  ])('another %s under the same key is a conflict', async (_name, change) => {
    const world = scenario();
    const one = await world.customer();
    const order = world.order(one.app);
    await world.application.startCall(one.principal, order);
    const other = world.application.startCall(one.principal, { ...order, ...change });
    expect(await refused(other)).toEqual({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(world.outside.dialled).toHaveLength(1);
  });

  test("another account's same key is its own", async () => {
    const world = scenario();
    const [one, other] = [await world.customer(), await world.customer()];
    await world.start(one, { idempotencyKey: 'k' });
    await world.start(other, { idempotencyKey: 'k' });
    expect(world.outside.dialled).toHaveLength(2);
  });

  test('a refusal is remembered under its key, and only there', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 11 });
    const order = world.order(one.app);
    const refusal = await refused(world.application.startCall(one.principal, order));
    expect(refusal).toMatchObject({ code: 'INSUFFICIENT_BALANCE', available: { fen: 11n }, required: { fen: 60n } });
    await world.credit(one.id, 1000);
    expect(await refused(world.application.startCall(one.principal, order))).toEqual(refusal);
    expect(world.outside.dialled).toHaveLength(0);
    await world.start(one);
    expect(world.outside.dialled).toHaveLength(1);
  });
});

describe('what is malformed leaves nothing', () => {
  test.each([
    ['a foreign callee', { callee: '+852 2345 6789' }, 'FOREIGN_NUMBER'],
    ['an emergency number', { callee: '110' }, 'INVALID_NUMBER'],
    ['an unreadable caller', { caller: '١٣٨٠٠٠٠٠٠٠١' }, 'INVALID_NUMBER'],
    ['one number twice', { callee: '+86 13800000001' }, 'SAME_NUMBER'],
    ['an empty key', { idempotencyKey: ' ' }, 'INVALID_TEXT'],
    ['a long reference', { reference: 'x'.repeat(65) }, 'INVALID_TEXT'],
    ['an app that is not there', { app: 'nothing' as AppId }, 'NOT_FOUND'],
  ])('%s', async (_name, change, code) => {
    const world = scenario();
    const one = await world.customer();
    const before = world.records(one.id);
    expect((await refused(world.start(one, change))).code).toBe(code);
    expect(world.records(one.id)).toEqual(before);
    expect(world.outside.dialled).toHaveLength(0);
  });

  test("another account's app is not there (ROLE-1)", async () => {
    const world = scenario();
    const [one, other] = [await world.customer(), await world.customer()];
    const before = [world.records(one.id), world.records(other.id)];
    expect(await refused(world.start(one, { app: other.app.id }))).toEqual({ code: 'NOT_FOUND', what: 'APP' });
    expect([world.records(one.id), world.records(other.id)]).toEqual(before);
  });

  test('who may not call, does not (ROLE-1)', async () => {
    const world = scenario();
    const one = await world.customer({ role: 'FINANCE' });
    expect((await refused(world.start(one))).code).toBe('NOT_ALLOWED');
  });
});

describe('what a rule says no to', () => {
  test('a disabled service', async () => {
    const world = scenario();
    const one = await world.customer();
    await world.application.disableService(one.principal, { app: one.app.id });
    expect((await refused(world.start(one))).code).toBe('SERVICE_DISABLED');
  });

  test('a duration out of its limits', async () => {
    const world = scenario();
    const one = await world.customer();
    expect(await refused(world.start(one, { maxDurationSeconds: 7201 }))).toMatchObject({ code: 'INVALID_DURATION' });
  });
});
