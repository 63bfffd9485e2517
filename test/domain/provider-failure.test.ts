import { describe, expect, test } from 'vitest';
import { providerErrors } from '../../src/domain/provider-errors.ts';
import { beyondTheManual, failureOf } from '../../src/domain/provider-failure.ts';

const of = (providerCode: number | null) => failureOf({ providerCode, retryAfterSeconds: null });

describe('CALL-8: why a call was never placed', () => {
  test.each(providerErrors)('is what the table says of $providerCode', (error) => {
    const { providerCode, startClass } = error;
    expect({ ...of(providerCode), startClass }).toEqual({ ...error, retryAfterSeconds: null });
  });

  test('can be put right by waiting for a turn, or by reaching the provider at all', () => {
    const codes = [null, ...providerErrors.map(({ providerCode }) => providerCode), 7];
    expect(codes.filter((code) => of(code).retrySafe)).toEqual([null, 416]);
  });

  test('is known by its cause where the code alone says less (START-6)', () => {
    const failure = failureOf({ providerCode: 414, retryAfterSeconds: null, cause: 'BAD_HEADER' });
    expect(failure).toMatchObject({ code: 'BAD_HEADER', providerCode: 414, retrySafe: false });
    expect(failure).not.toHaveProperty('cause');
    expect(of(414).code).toBe('BAD_PARAMETER');
  });

  test('is not what the code says where the account at the provider is empty: nothing rang, and it may later', () => {
    const failure = failureOf({ providerCode: 403, retryAfterSeconds: null, cause: 'OUT_OF_MINUTES' });
    expect(failure).toMatchObject({
      code: 'OUT_OF_MINUTES',
      providerCode: 403,
      retrySafe: true,
      retryAfterSeconds: null,
    });
    expect(of(403)).toMatchObject({ code: 'FORBIDDEN', retrySafe: false });
  });

  test('is told as such where the provider was not reached, or said what the manual does not have', () => {
    expect(of(null).code).toBe('UNREACHABLE');
    expect(failureOf({ providerCode: 7, retryAfterSeconds: 3 })).toMatchObject({
      code: 'UNKNOWN',
      retryAfterSeconds: 3,
    });
    expect(beyondTheManual.map(({ code }) => code)).toEqual(['BAD_HEADER', 'OUT_OF_MINUTES', 'UNREACHABLE', 'UNKNOWN']);
  });
});
