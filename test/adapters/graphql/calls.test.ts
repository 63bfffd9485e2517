import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DialAnswer } from '../../../src/application/ports/telephony-gateway.ts';
import type { ProviderSession } from '../../../src/domain/ids.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import { run, send } from './operations.ts';

let api: Api;
let owner: Customer;
let finance: Customer;
let poor: Customer;
let keys = 0;

beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
  finance = await customerOf(api, { role: 'FINANCE' });
  poor = await customerOf(api, { fen: 11 });
});
afterAll(() => api.stop());

const started: DialAnswer = { kind: 'STARTED', session: 'session' as ProviderSession };
beforeEach(() => {
  api.outside.dial = () => ({ ...started, session: `session-${crypto.randomUUID()}` as ProviderSession });
});

function start(given: object = {}, who = owner): ReturnType<typeof run> {
  keys += 1;
  const callee = `1380000${String(keys).padStart(4, '0')}`;
  const order = { appId: who.app, caller: '13900000001', callee, idempotencyKey: `key ${keys}` };
  return run(api, 'startCall', { ...order, ...given }, who.token);
}

describe('Starting a call', () => {
  it('reserves its worst case, dials, and answers with the call', async () => {
    const order = {
      caller: '+86 571 8677-8825',
      reference: ' 订单 1 ',
      maxDurationSeconds: 300,
      callee: '13811111111',
    };
    const result = await start(order);
    expect(result).toMatchObject({ __typename: 'StartCallSuccess', replayed: false });
    expect(result['call']).toMatchObject({
      app: { id: owner.app, name: '客服' },
      caller: '057186778825',
      callee: '13811111111',
      reference: '订单 1',
      status: 'DIALING',
      moneyState: 'RESERVED',
      version: 2,
      grantedSeconds: 300,
      reservation: '0.60',
      charge: null,
      failure: null,
    });
  });

  it('dials once per key', async () => {
    const order = { callee: '13822222222', idempotencyKey: 'twice' };
    const first = await start(order);
    const dialled = api.outside.dialled.length;
    expect(await start(order)).toEqual({ ...first, replayed: true });
    expect(api.outside.dialled).toHaveLength(dialled);
    expect(await start({ ...order, maxDurationSeconds: 60 })).toMatchObject({ __typename: 'IdempotencyMismatch' });
  });

  it("tells the provider's refusal as data of the call", async () => {
    api.outside.dial = () => ({ kind: 'REJECTED', refusal: { providerCode: 416, retryAfterSeconds: 30 } });
    // Whose AppKey it was must wait for so long.
    const { call } = await start({}, await customerOf(api));
    expect(call).toMatchObject({
      status: 'REFUSED',
      moneyState: 'VOIDED',
      failure: {
        code: 'RATE_LIMITED',
        providerCode: 416,
        zh: '频率控制',
        en: 'too many requests',
        adviceZh: '请按提示的秒数等待，再用新的幂等键重试。',
        adviceEn: expect.stringContaining('new idempotency key') as string,
        retrySafe: true,
        retryAfterSeconds: 30,
      },
    });
  });

  it('is refused while the provider takes none, telling when to ask again', async () => {
    const other = await startApi();
    const { app: appId, token } = await customerOf(other);
    const refusal = { providerCode: 403, retryAfterSeconds: null, cause: 'OUT_OF_MINUTES' } as const;
    other.outside.dial = () => ({ kind: 'REJECTED', refusal });
    const order = { appId, caller: '13900000001', callee: '13800000061' };
    const first = await run(other, 'startCall', { ...order, idempotencyKey: '1' }, token);
    const second = await run(other, 'startCall', { ...order, idempotencyKey: '2' }, token);
    await other.stop();
    expect(first).toMatchObject({ call: { status: 'REFUSED' } });
    expect(second).toMatchObject({ __typename: 'ProviderUnavailable', retrySafe: true });
    expect(Date.parse(second['retryAt'] as string)).toBeGreaterThan(Date.now());
  });

  it.each([
    ['+852 2123 4567', { __typename: 'ForeignNumber', field: 'callee' }],
    ['+1 212 555 0100', { __typename: 'ForeignNumber', field: 'callee' }],
    ['110', { __typename: 'InvalidNumber', field: 'callee', numberProblem: 'MALFORMED' }],
    ['4008123123', { __typename: 'InvalidNumber', field: 'callee', numberProblem: 'NOT_SERVED' }],
    ['not a number', { __typename: 'InvalidNumber', field: 'callee', numberProblem: 'MALFORMED' }],
    ['', { __typename: 'InvalidNumber', field: 'callee', numberProblem: 'MALFORMED' }],
    ['+86 139 0000 0001', { __typename: 'SameNumber', code: 'SAME_NUMBER' }],
  ])('to %j is refused', async (callee, expected) => {
    expect(await start({ callee })).toMatchObject(expected);
  });

  it.each([0, -5, 7201, 2_147_483_647])('of %i seconds is out of range', async (maxDurationSeconds) => {
    const range = { field: 'maxDurationSeconds', minimumSeconds: 1, maximumSeconds: 7200 };
    expect(await start({ maxDurationSeconds })).toMatchObject({ __typename: 'InvalidDuration', ...range });
  });

  it('of more seconds than 32 bits hold is bad input', async () => {
    const input = { appId: owner.app, caller: '13900000001', callee: '13800000001', idempotencyKey: 'x' };
    const { errors } = await send(api, 'startCall', { ...input, maxDurationSeconds: 3e9 }, owner.token);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.message).toContain('"input.maxDurationSeconds"');
  });

  it('is refused where a text is wrong, the role may not, or there is no such app', async () => {
    const wrong = { __typename: 'InvalidText', field: 'reference', textProblem: 'TOO_LONG', maxLength: 64 };
    expect(await start({ reference: 'x'.repeat(65) })).toMatchObject(wrong);
    const refused = { __typename: 'NotAllowed', operation: 'startCall', role: 'FINANCE' };
    expect(await start({}, finance)).toMatchObject(refused);
    for (const appId of [finance.app, 'no id'])
      expect(await start({ appId })).toMatchObject({ __typename: 'NotFound', what: 'APP' });
  });

  it('is refused with 11 fen, telling what there is and what it needs', async () => {
    const amounts = { available: '0.11', required: '0.12' };
    expect(await start({}, poor)).toMatchObject({ __typename: 'InsufficientBalance', retrySafe: false, ...amounts });
  });

  it('between telephones that may be talking is refused, telling which call and until when', async () => {
    const callee = '13833333333';
    const { call } = (await start({ callee })) as unknown as { call: { id: string } };
    const refused = await start({ callee });
    expect(refused).toMatchObject({ __typename: 'AlreadyInProgress', callId: call.id, retrySafe: true });
    expect(refused['retryAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('for a disabled app is refused', async () => {
    const customer = await customerOf(api);
    await run(api, 'disableService', { appId: customer.app }, customer.token);
    expect(await start({}, customer)).toMatchObject({ __typename: 'ServiceDisabled', code: 'SERVICE_DISABLED' });
    const quote = await run(api, 'quoteCall', { appId: customer.app }, customer.token);
    expect(quote).toMatchObject({ __typename: 'ServiceDisabled' });
  });

  it('without a token is refused, and nothing is dialled', async () => {
    const dialled = api.outside.dialled.length;
    const input = { appId: owner.app, caller: '13900000001', callee: '13844444444', idempotencyKey: 'nobody' };
    for (const token of [undefined, 'wrong']) {
      const { data, errors } = await send(api, 'startCall', input, token);
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    expect(api.outside.dialled).toHaveLength(dialled);
  });
});

describe('A quote', () => {
  const quote = (given: object = {}, who = owner): ReturnType<typeof run> =>
    run(api, 'quoteCall', { appId: who.app, ...given }, who.token);

  it('tells what a call would be granted, and the most it can cost', async () => {
    const customer = await customerOf(api, { fen: 60 });
    expect(await quote({}, customer)).toEqual({
      __typename: 'QuoteCallSuccess',
      quote: {
        grantedSeconds: 300,
        minutes: 5,
        worstCase: '0.60',
        tariff: { version: '2016-01', pricePerMinute: '0.12', basis: 'CONVERSATION' },
      },
      available: '0.60',
    });
  });

  it('is refused as the call would be', async () => {
    expect(await quote({}, finance)).toMatchObject({ __typename: 'NotAllowed', operation: 'quoteCall' });
    expect(await quote({ appId: finance.app })).toMatchObject({ __typename: 'NotFound', what: 'APP' });
    const range = { field: 'minDurationSeconds', minimumSeconds: 1, maximumSeconds: 60 };
    const asked = { maxDurationSeconds: 60, minDurationSeconds: 61 };
    expect(await quote(asked)).toMatchObject({ __typename: 'InvalidDuration', ...range });
    expect(await quote({}, poor)).toMatchObject({ __typename: 'InsufficientBalance', required: '0.12' });
  });
});
