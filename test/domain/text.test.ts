import { describe, expect, test } from 'vitest';
import { checkPassword, requireConsent, requireMobile } from '../../src/domain/member.ts';
import { parseEmail, parseText } from '../../src/domain/text.ts';
import * as a from '../support/a.ts';

describe('a text', () => {
  test('is trimmed, and may be as long as its limit in characters', () => {
    expect(parseText('name', '  客服 📞 ', 4)).toBe('客服 📞');
  });

  test.each([
    ['', 'EMPTY'],
    ['  \n ', 'EMPTY'],
    ['客服客服客', 'TOO_LONG'],
    ['a\u0000b', 'UNPRINTABLE'],
    ['a\nb', 'UNPRINTABLE'],
    ['a\u001bb', 'UNPRINTABLE'],
    ['a\ud800b', 'UNPRINTABLE'],
  ])('%j is %s', (text, problem) => {
    expect(a.rejection(() => parseText('name', text, 4))).toEqual({
      code: 'INVALID_TEXT',
      field: 'name',
      problem,
      maxLength: 4,
    });
  });
});

describe('ACC-1: an e-mail address', () => {
  test('is kept in lower case', () => {
    expect(parseEmail(' Li.Lei@Example.COM ')).toBe('li.lei@example.com');
  });

  test.each([
    'li',
    'li@',
    '@example.com',
    'li@example',
    'li@example.',
    'a b@example.com',
    'a@b@example.com',
    'li@example.com.',
  ])('is not %s', (text) => {
    expect(a.rejection(() => parseEmail(text))).toEqual({
      code: 'INVALID_TEXT',
      field: 'email',
      problem: 'NOT_AN_EMAIL',
      maxLength: 254,
    });
  });

  test('has at most 254 characters', () => {
    expect(a.rejection(() => parseEmail(`${'x'.repeat(250)}@a.cn`))).toMatchObject({
      field: 'email',
      problem: 'TOO_LONG',
    });
  });
});

describe('ACC-1: what a registration asks for', () => {
  test.each([
    [9, false],
    [10, true],
    [128, true],
    [129, false],
  ])('a password of %i characters: %s', (length, accepted) => {
    const act = (): void => checkPassword('密'.repeat(length));
    if (accepted) expect(act).not.toThrow();
    else expect(a.rejection(act)).toEqual({ code: 'WEAK_PASSWORD', minLength: 10, maxLength: 128 });
  });

  test('consent to the terms', () => {
    expect(a.rejection(() => requireConsent(false)).code).toBe('TERMS_NOT_ACCEPTED');
    expect(() => requireConsent(true)).not.toThrow();
  });

  test('a mobile, where an SMS can arrive', () => {
    expect(requireMobile('mobile', a.caller)).toBe(a.caller);
    expect(a.rejection(() => requireMobile('mobile', a.callee))).toEqual({
      code: 'INVALID_NUMBER',
      field: 'mobile',
      problem: 'NOT_MOBILE',
    });
  });
});
