import { describe, expect, test } from 'vitest';
import type { KeyedRequest } from '../../src/domain/request.ts';
import { earlierOutcome } from '../../src/domain/request.ts';
import * as a from '../support/a.ts';

const earlier = (outcome: KeyedRequest['outcome']): KeyedRequest => ({
  operation: 'startCall',
  key: 'k-1',
  input: 'input',
  outcome,
  at: a.noon,
});

describe('I14: the same key and input give the same answer', () => {
  test('a new key leads nowhere yet', () => {
    expect(earlierOutcome(null, 'input')).toBeNull();
  });

  test('a used one leads to what it made', () => {
    expect(earlierOutcome(earlier({ kind: 'DONE', id: 'call-1' }), 'input')).toBe('call-1');
  });

  test('a refused one is refused in the same words', () => {
    const rejection = { code: 'SAME_NUMBER' } as const;
    expect(a.rejection(() => earlierOutcome(earlier({ kind: 'REFUSED', rejection }), 'input'))).toEqual(rejection);
  });

  test.each([
    { kind: 'DONE', id: 'call-1' } as const,
    { kind: 'REFUSED', rejection: { code: 'SAME_NUMBER' } } as const,
  ])('another input is a conflict (after $kind)', (outcome) => {
    expect(a.rejection(() => earlierOutcome(earlier(outcome), 'other')).code).toBe('IDEMPOTENCY_MISMATCH');
  });
});
