import { describe, expect, test } from 'vitest';
import type { CallbackResolution } from '../../src/application/resolve-parked-callback.ts';
import type { StoredCallback } from '../../src/domain/callback.ts';
import type { AppId, CallId, ProviderSession } from '../../src/domain/ids.ts';
import type { CallReport } from '../../src/domain/report.ts';
import * as a from '../support/a.ts';
import { operatorOf } from '../support/operators.ts';
import { refused, scenario } from '../support/scenario.ts';

const reported = 'told by a callback' as ProviderSession;

/** A callback that is parked, an account with 1000 fen, and an operator. */
async function desk(report: CallReport | null = a.report({ session: reported, createdAt: a.after(86_400) })) {
  const world = scenario();
  const one = await world.customer({ fen: 1000 });
  expect(await world.deliver(one.app, report)).toBe('PARKED');
  const [callback] = [...world.records(one.id).callbacks.values()] as [StoredCallback];
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const resolve = (given: Partial<CallbackResolution>) =>
    world.application.resolveParkedCallback(operator, {
      ...{ account: one.id, app: one.app.id, bodyHash: callback.bodyHash, call: null },
      ...{ reason: 'ticket 4711', idempotencyKey: 'first', ...given },
    });
  const stored = () => [...world.records(one.id).callbacks.values()].map(({ state, call }) => [state, call]);
  return { world, one, callback, operator, resolve, stored };
}

async function unconfirmed({ world, one }: Awaited<ReturnType<typeof desk>>) {
  world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
  return await world.start(one);
}

describe('CALLBACK-1: an operator says what a parked callback is about', () => {
  test('its call, which it settles', async () => {
    const at = await desk();
    const call = await unconfirmed(at);
    const done = await at.resolve({ call: call.id });
    expect([done.call?.status, done.call?.session, done.account.balance.fen]).toEqual(['COMPLETED', reported, 976n]);
    expect([at.stored(), at.world.openAlarms(at.one.id)]).toEqual([[['MATCHED', call.id]], []]);
    expect(at.world.records(at.one.id).actions).toMatchObject([
      { action: 'RESOLVE_CALLBACK', subject: at.callback.bodyHash, details: { decision: 'MATCH', call: call.id } },
    ]);
    const before = at.world.records(at.one.id);
    expect((await at.resolve({ call: call.id })).replayed).toBe(true);
    expect(at.world.records(at.one.id)).toEqual(before);
  });

  test('its call, which was voided: it is charged late', async () => {
    const at = await desk();
    const call = await unconfirmed(at);
    at.world.clock.advance(72 * 3600);
    await at.world.application.resolveOverdueCalls();
    await at.resolve({ call: call.id });
    expect(at.world.account(at.one.id).balance.fen).toBe(976n);
    expect(at.world.openAlarms(at.one.id)).toEqual(['LATE_CHARGE']);
  });

  test('a call that the provider refused: the provider contradicted itself, and a person believes the callback', async () => {
    const at = await desk();
    at.world.outside.dial = () => ({ kind: 'REJECTED', refusal: { providerCode: 500, retryAfterSeconds: null } });
    const call = await at.world.start(at.one);
    await at.resolve({ call: call.id });
    expect([at.world.call(at.one.id, call.id).status, at.world.account(at.one.id).balance.fen]).toEqual([
      'REFUSED',
      976n,
    ]);
  });

  test('no call: it stays, nobody is called any more, and the same bytes have no effect', async () => {
    const at = await desk(null);
    await at.resolve({});
    expect([at.stored(), at.world.openAlarms(at.one.id)]).toEqual([[['DISMISSED', null]], []]);
    expect(await at.world.deliver(at.one.app, null)).toBe('DUPLICATE');
    const no = { code: 'CALLBACK_NOT_PARKED', state: 'DISMISSED' };
    expect(await refused(at.resolve({ idempotencyKey: 'second' }))).toEqual(no);
  });

  test.each([
    ['one that is not understood', null],
    ['one that cannot be true', a.report({ talkSeconds: -1 })],
  ])('not a call for %s', async (_name, report) => {
    const at = await desk(report);
    const call = await unconfirmed(at);
    const no = { code: 'CALLBACK_DOES_NOT_FIT', problem: 'UNUSABLE' };
    expect(await refused(at.resolve({ call: call.id }))).toEqual(no);
    expect([at.stored(), at.world.openAlarms(at.one.id)]).toEqual([[['PARKED', null]], ['CALLBACK_PARKED']]);
  });

  test('not a call between other numbers, of another session, of another app, or that is being placed', async () => {
    const at = await desk();
    const misfit = (problem: string) => ({ code: 'CALLBACK_DOES_NOT_FIT', problem });
    at.world.outside.dial = () => ({ kind: 'STARTED', session: 'its own' as ProviderSession });
    const known = await at.world.start(at.one);
    expect(await refused(at.resolve({ call: known.id }))).toEqual(misfit('OTHER_SESSION'));
    at.world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const other = await at.world.start(at.one, { callee: '13800000002' });
    expect(await refused(at.resolve({ call: other.id, idempotencyKey: 'two' }))).toEqual(misfit('OTHER_NUMBERS'));
    at.world.clock.advance(400);
    at.world.outside.dial = async () => {
      const placing = [...at.world.records(at.one.id).calls.values()].find(({ status }) => status === 'PLACING')!;
      expect(await refused(at.resolve({ call: placing.id, idempotencyKey: 'three' }))).toEqual(misfit('BEING_PLACED'));
      return { kind: 'AMBIGUOUS', why: 'no answer' };
    };
    await at.world.start(at.one);
    const { application } = at.world;
    const { app } = await application.createApp(at.one.principal, { name: '另一个', credentials: null });
    await application.enableService(at.one.principal, { app: app.id });
    at.world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const elsewhere = await at.world.start({ ...at.one, app });
    expect(await refused(at.resolve({ call: elsewhere.id, idempotencyKey: 'four' }))).toEqual(misfit('OTHER_APP'));
  });

  test.each([
    ['another app', { app: 'nothing' as AppId }, { code: 'NOT_FOUND', what: 'CALLBACK' }],
    ['another callback', { bodyHash: 'nothing' }, { code: 'NOT_FOUND', what: 'CALLBACK' }],
    ['another call', { call: 'nothing' as CallId }, { code: 'NOT_FOUND', what: 'CALL' }],
    ['no reason', { reason: ' ' }, { code: 'INVALID_TEXT', field: 'reason', problem: 'EMPTY', maxLength: 500 }],
  ])('not with %s', async (_name, given, rejection) => {
    const at = await desk();
    expect(await refused(at.resolve(given))).toEqual(rejection);
    expect(at.world.records(at.one.id).actions).toEqual([]);
  });
});
