import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpResult } from '../../../../src/adapters/netease/http-exchange.ts';
import { meaningOfStart, startRequest } from '../../../../src/adapters/netease/messages/start.ts';
import { defaultNeteaseSettings } from '../../../../src/adapters/netease/settings.ts';
import type { DialAnswer } from '../../../../src/application/ports/telephony-gateway.ts';
import * as a from '../../../support/a.ts';
import { PhoneNumber } from '../../../../src/domain/phone-number.ts';
import { order } from '../orders.ts';
import { figure } from '../../../support/figures.ts';

function answered(body: unknown, overrides: { status?: number; retryAfter?: string; date?: string } = {}): HttpResult {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'ANSWERED', status: 200, body: text, retryAfter: null, date: null, ...overrides };
}

const meaning = (result: HttpResult, settings = defaultNeteaseSettings): DialAnswer =>
  meaningOfStart(result, settings, a.noon);
const rejection = (providerCode: number | null, retryAfterSeconds: number | null = null): DialAnswer => ({
  kind: 'REJECTED',
  refusal: { providerCode, retryAfterSeconds },
});
const session = '7c4b7673-0000-4164-82a0-decb84d77914';
const rejectedCodes = [201, 302, 403, 404, 405, 406, 414, 416, 422, 509, 998, 999];

describe('The form of a start', () => {
  it('is the golden vector', () => {
    const { path, form } = startRequest('alice', order());
    expect(path).toBe('/call/ecp/startcall.action');
    expect(form.toString()).toBe('callerAcc=alice&caller=13800000001&callee=057186778825&maxDur=60');
  });

  it('is the golden vector of a conference, whose callees are a JSON array in one field', () => {
    const callees = ['13900000002', '057186778825'].map((digits) => PhoneNumber.restore(digits));
    const parties = { kind: 'CONFERENCE', caller: PhoneNumber.restore('13800000001'), callees } as const;
    const { path, form } = startRequest('alice', { ...order(), parties });
    expect(path).toBe('/call/ecp/startconf.action');
    expect(form.toString()).toBe(
      'callerAcc=alice&caller=13800000001&callee=%5B%2213900000002%22%2C%22057186778825%22%5D&maxDur=60',
    );
  });
});

describe('The meaning of a start’s answer', () => {
  it('is STARTED for a 200 with a session', () => {
    expect(meaning(answered({ code: 200, msg: 'success', obj: { session } }))).toEqual({ kind: 'STARTED', session });
  });

  it('is REJECTED for the codes of the table, AMBIGUOUS for every other one from -1 to 1100', () => {
    for (let code = -1; code <= 1100; code += 1) {
      for (const body of [{ code, msg: 'no' }, { desc: 'no', code }, { code }]) {
        const expected = rejectedCodes.includes(code)
          ? rejection(code, code === 416 ? 1 : null)
          : (expect.objectContaining({ kind: 'AMBIGUOUS' }) as unknown);
        expect(meaning(answered(body))).toEqual(expected);
      }
    }
  });

  it('is REJECTED for headers that were not accepted, which is told in a shape of its own (START-6)', () => {
    const body = { desc: 'bad http header', code: 414 };
    const refusal = { providerCode: 414, retryAfterSeconds: null, cause: 'BAD_HEADER' };
    const meant = (date: string) => meaning(answered(body, { date }));
    const told = (providerAheadSeconds: number | null) => ({
      kind: 'REJECTED',
      refusal,
      badHeader: { providerAheadSeconds },
    });
    expect(meaning(answered(body))).toEqual(told(null));
    expect(meant(a.after(361).toUTCString())).toEqual(told(361));
    expect(meant(a.after(-361).toUTCString())).toEqual(told(-361));
    expect(meant('yesterday')).toEqual(told(null));
    expect(meaning(answered({ ...body, code: 403 }))).toEqual(rejection(403));
    expect(meaning(answered({ msg: 'bad http header', code: 414 }))).toEqual(rejection(414));
  });

  it('is REJECTED without a code when nothing was sent, AMBIGUOUS when nothing came back', () => {
    expect(meaning({ kind: 'NOT_SENT', why: 'ECONNREFUSED' })).toEqual(rejection(null));
    expect(meaning({ kind: 'SILENT', why: 'ECONNRESET' })).toEqual({ kind: 'AMBIGUOUS', why: 'ECONNRESET' });
  });

  it.each([201, 204, 301, 400, 403, 404, 416, 429, 500, 502, 503, 504])(
    'is AMBIGUOUS for HTTP status %i, whatever the body says',
    (status) => {
      for (const body of [{ code: 414, msg: 'no' }, { code: 200, obj: { session } }, '<html>']) {
        expect(meaning(answered(body, { status }))).toEqual({ kind: 'AMBIGUOUS', why: `HTTP ${status}` });
      }
    },
  );

  it.each([
    { code: 200 },
    { code: 200, obj: null },
    { code: 200, obj: session },
    { code: 200, obj: [session] },
    { code: 200, obj: {} },
    { code: 200, obj: { session: '' } },
    { code: 200, obj: { session: 5 } },
    { code: 200, obj: { session: 'x'.repeat(129) } },
    { code: 200, obj: { session: 'a b' } },
    { code: 200, obj: { session: 'a\0' } },
    { code: 200, obj: { session: '会话' } },
    { code: '200', obj: { session } },
    { code: '414', msg: 'no' },
    { code: 414.5 },
    { code: [414] },
    [{ code: 414 }],
    414,
    null,
    '',
    '{"code":414',
    'OK',
  ])('is AMBIGUOUS for %j', (body) => {
    expect(meaning(answered(body))).toMatchObject({ kind: 'AMBIGUOUS' });
  });

  it('tells after how many seconds a rate-limited start may be tried again', () => {
    const body = { code: 416, msg: '频率控制' };
    expect(meaning(answered(body, { retryAfter: '30' }))).toEqual(rejection(416, 30));
    expect(meaning(answered(body, { retryAfter: 'Fri, 01 Jan 2016 00:00:00 GMT' }))).toEqual(rejection(416, 1));
    const slower = { ...defaultNeteaseSettings, rateRetryAfterSeconds: 5 };
    expect(meaning(answered(body), slower)).toEqual(rejection(416, 5));
  });

  it('is REJECTED for the configured words that the contract’s minutes are used up, and says so', () => {
    const empty = (code: number): DialAnswer => ({
      kind: 'REJECTED',
      refusal: { providerCode: code, retryAfterSeconds: null, cause: 'OUT_OF_MINUTES' },
    });
    expect(meaning(answered({ code: 403, msg: 'balance not enough' }))).toEqual(empty(403));
    expect(meaning(answered({ code: 403, msg: 'no permission' }))).toEqual(rejection(403));
    const settings = { ...defaultNeteaseSettings, outOfMinutes: [{ code: 500, msgPattern: /余额不足/ }] };
    expect(meaning(answered({ code: 500, msg: '您的余额不足' }), settings)).toEqual(empty(500));
    expect(meaning(answered({ code: 500, desc: '余额不足' }), settings)).toEqual(empty(500));
    expect(meaning(answered({ code: 500, msg: 'busy' }), settings)).toMatchObject({ kind: 'AMBIGUOUS' });
    expect(meaning(answered({ code: 503, msg: '余额不足' }), settings)).toMatchObject({ kind: 'AMBIGUOUS' });
  });

  it('is one of the three for any JSON, and never an exception (START-7)', () => {
    const code = fc.oneof(fc.integer({ min: -1, max: 1100 }), fc.jsonValue());
    const envelope = fc.record({ code, msg: fc.jsonValue(), obj: fc.jsonValue() }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), envelope), (value) => {
        const { kind } = meaning(answered(JSON.stringify(value)));
        expect(['STARTED', 'REJECTED', 'AMBIGUOUS']).toContain(kind);
      }),
      { numRuns: figure(2000, 10_000) },
    );
  });

  it('is AMBIGUOUS for any text that is no JSON object', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.trimStart().startsWith('{'));
        expect(meaning(answered(text)).kind).toBe('AMBIGUOUS');
      }),
    );
  });
});
