import { describe, expect, test } from 'vitest';
import { SmsCode } from '../../src/domain/sms-code.ts';
import * as a from '../support/a.ts';

const sent = (): SmsCode => SmsCode.issue(null, 'right', a.noon);

const tried = (code: SmsCode, times: number): SmsCode =>
  Array.from({ length: times }).reduce<SmsCode>((left) => left.check('wrong', a.after(1)).next, code);

describe('ACC-1: a code by SMS', () => {
  test('is right within five minutes', () => {
    expect(sent().check('right', a.after(299.999)).right).toBe(true);
    expect(sent().check('right', a.after(300)).right).toBe(false);
  });

  test.each([
    [0, true],
    [4, true],
    [5, false],
    [6, false],
  ])('after %i wrong tries the right one works: %s', (wrong, works) => {
    expect(tried(sent(), wrong).check('right', a.after(2)).right).toBe(works);
  });

  test('works once', () => {
    const { right, next } = sent().check('right', a.after(1));
    expect(right).toBe(true);
    expect(next.check('right', a.after(2)).right).toBe(false);
  });

  test.each([
    [0, a.after(60)],
    [59.999, a.after(60)],
  ])('%s s after one, the next is refused until a minute has passed', (seconds, retryAt) => {
    expect(a.rejection(() => SmsCode.issue(sent(), 'next', a.after(seconds)))).toEqual({
      code: 'CODE_TOO_SOON',
      retryAt,
    });
  });

  test('a minute after, the next replaces it with tries of its own', () => {
    const next = SmsCode.issue(tried(sent(), 5), 'next', a.after(60));
    expect(next.check('right', a.after(61)).right).toBe(false);
    expect(tried(next, 4).check('next', a.after(61)).right).toBe(true);
  });

  test('a used code holds the next back as well', () => {
    expect(a.rejection(() => SmsCode.issue(sent().check('right', a.after(1)).next, 'next', a.after(2))).code).toBe(
      'CODE_TOO_SOON',
    );
  });
});

test('a code that was stored is what it was: its tries stay spent, and a used one stays used', () => {
  const stored = ({ digest, sentAt, triesLeft, used }: SmsCode): SmsCode =>
    SmsCode.restore(digest, sentAt, triesLeft, used);
  expect(stored(tried(sent(), 5)).check('right', a.after(2)).right).toBe(false);
  expect(stored(tried(sent(), 4)).check('right', a.after(2)).right).toBe(true);
  expect(stored(sent().check('right', a.after(1)).next).check('right', a.after(2)).right).toBe(false);
});
