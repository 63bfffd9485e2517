import { describe, expect, test } from 'vitest';
import type { LoginId } from '../../src/domain/ids.ts';
import type { TokenPair } from '../../src/domain/login.ts';
import { Login } from '../../src/domain/login.ts';
import * as a from '../support/a.ts';

const pair = (name: string): TokenPair => ({
  access: { digest: `${name}-access`, expires: a.after(900) },
  refresh: { digest: `${name}-refresh`, expires: a.after(9000) },
});
const login = Login.open('login-1' as LoginId, a.member().id, pair('first'));

describe('ROLE-2: a login', () => {
  test.each([
    ['first-access', 899.999, true],
    ['first-access', 900, false],
    ['first-refresh', 0, false],
    ['other', 0, false],
  ])('takes %s as access token after %s s: %s', (digest, seconds, accepted) => {
    expect(login.acceptsAccess(digest, a.after(seconds))).toBe(accepted);
  });

  test.each([
    ['first-refresh', 8999.999, true],
    ['first-refresh', 9000, false],
    ['first-access', 0, false],
  ])('takes %s as refresh token after %s s: %s', (digest, seconds, accepted) => {
    expect(login.acceptsRefresh(digest, a.after(seconds))).toBe(accepted);
  });

  test('once renewed, takes the next pair only', () => {
    const renewed = login.renew(pair('second'), a.noon);
    expect(renewed.acceptsAccess('first-access', a.noon)).toBe(false);
    expect(renewed.acceptsRefresh('first-refresh', a.noon)).toBe(false);
    expect(renewed.acceptsAccess('second-access', a.noon)).toBe(true);
    expect(renewed.acceptsRefresh('second-refresh', a.noon)).toBe(true);
    expect(renewed.spentRefresh).toBe('first-refresh');
  });

  test('is what it was after it was stored', () => {
    const { id, member, tokens, spentRefresh, renewedAt, endedAt } = login
      .renew(pair('second'), a.noon)
      .end(a.after(5));
    const restored = Login.restore(id, member, tokens, spentRefresh, renewedAt, endedAt);
    expect(restored).toMatchObject({ id, member, tokens, spentRefresh: 'first-refresh', endedAt: a.after(5) });
    expect(restored.renewedAt).toEqual(a.noon);
    expect(restored.acceptsAccess('second-access', a.noon)).toBe(false);
  });

  test.each([
    ['first-refresh', 9.999, true],
    ['second-refresh', 9.999, true],
    ['first-refresh', -0.5, true],
    ['first-refresh', 10, false],
    ['second-refresh', 10, false],
    ['second-access', 1, false],
  ])('was just renewed for who shows %s %s s later: %s', (digest, seconds, isRecent) => {
    const renewed = login.renew(pair('second'), a.noon);
    expect(renewed.wasJustRenewed(digest, a.after(seconds))).toBe(isRecent);
    expect(renewed.end(a.noon).wasJustRenewed(digest, a.after(seconds))).toBe(false);
    expect(login.wasJustRenewed(digest, a.after(seconds))).toBe(false);
  });

  test('was not just renewed for anybody whose new access token is over already', () => {
    const { access, refresh } = pair('brief');
    const brief = login.renew({ access: { ...access, expires: a.after(2) }, refresh }, a.noon);
    expect(brief.wasJustRenewed('brief-refresh', a.after(1.999))).toBe(true);
    expect(brief.wasJustRenewed('brief-refresh', a.after(2))).toBe(false);
  });

  test('once ended, takes nothing and is not renewed', () => {
    const ended = login.end(a.noon);
    expect(ended.acceptsAccess('first-access', a.noon)).toBe(false);
    expect(ended.acceptsRefresh('first-refresh', a.noon)).toBe(false);
    expect(() => ended.renew(pair('second'), a.noon)).toThrow('Assertion failed');
    expect(ended.end(a.after(1))).toBe(ended);
  });
});
