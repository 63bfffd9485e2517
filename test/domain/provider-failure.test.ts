import { describe, expect, test } from 'vitest';
import { failureOf } from '../../src/domain/provider-failure.ts';

describe("CALL-8: the manual's codes", () => {
  const codes = [201, 302, 403, 404, 405, 406, 408, 414, 415, 416, 422, 500, 503, 509, 998, 999];

  test.each(codes)('%i has a code and words of its own, in two languages', (providerCode) => {
    const failure = failureOf({ providerCode, retryAfterSeconds: null });
    expect(failure.code).toMatch(/^[A-Z_]+$/);
    expect(failure.code).not.toBe('UNKNOWN');
    expect(failure.providerCode).toBe(providerCode);
    expect(failure.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(failure.en).toMatch(/^[a-z]/i);
  });

  test('only waiting its turn, or reaching the provider at all, can help the same call', () => {
    const safe = [null, ...codes, 7].filter(
      (code) => failureOf({ providerCode: code, retryAfterSeconds: null }).retrySafe,
    );
    expect(safe).toEqual([null, 416]);
  });

  test.each([
    ['what the manual does not know', 7],
    ['a provider that was not reached', null],
  ])('%s has words in two languages as well', (_name, providerCode) => {
    const { zh, en } = failureOf({ providerCode, retryAfterSeconds: null });
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).toMatch(/^[a-z]/);
  });

  test('what the manual does not know is unknown', () => {
    expect(failureOf({ providerCode: 7, retryAfterSeconds: 3 })).toMatchObject({
      code: 'UNKNOWN',
      retryAfterSeconds: 3,
    });
    expect(failureOf({ providerCode: null, retryAfterSeconds: null })).toMatchObject({ code: 'UNREACHABLE' });
  });
});
