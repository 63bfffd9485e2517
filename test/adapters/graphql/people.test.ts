import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { codeFor, customerOf, password } from './customer.ts';
import { run, send } from './operations.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const registration = {
  email: 'New@Example.cn',
  password,
  company: '杭州测试有限公司',
  mobile: '+86 137-0000-0001',
  code: '000000',
  acceptsTerms: true,
};

describe('Asking for a code', () => {
  it('sends it, and refuses a second one within a minute, telling when', async () => {
    const input = { mobile: '13700000009', purpose: 'REGISTRATION' };
    expect(await run(api, 'requestCode', input)).toEqual({ __typename: 'RequestCodeSuccess', sent: true });
    const again = await run(api, 'requestCode', input);
    expect(again).toMatchObject({ __typename: 'CodeTooSoon', code: 'CODE_TOO_SOON', retrySafe: true });
    expect(Date.parse(String(again['retryAt']))).toBeGreaterThan(Date.now());
  });

  it.each([
    ['12345', { __typename: 'InvalidNumber', field: 'mobile', numberProblem: 'MALFORMED' }],
    ['057186778825', { __typename: 'InvalidNumber', field: 'mobile', numberProblem: 'NOT_MOBILE' }],
    ['+852 2123 4567', { __typename: 'ForeignNumber', code: 'FOREIGN_NUMBER', field: 'mobile', retrySafe: false }],
  ])('refuses %s', async (mobile, expected) => {
    expect(await run(api, 'requestCode', { mobile, purpose: 'PASSWORD_RESET' })).toMatchObject(expected);
  });
});

describe('Registering', () => {
  it.each([
    [{ company: ' ' }, { __typename: 'InvalidText', field: 'company', textProblem: 'EMPTY', maxLength: 100 }],
    [{ email: 'nobody' }, { __typename: 'InvalidText', field: 'email', textProblem: 'NOT_AN_EMAIL' }],
    [{ password: 'short' }, { __typename: 'WeakPassword', minLength: 10, maxLength: 128 }],
    [{ mobile: '110' }, { __typename: 'InvalidNumber', field: 'mobile', numberProblem: 'MALFORMED' }],
    [{ mobile: '+1 212 555 0100' }, { __typename: 'ForeignNumber', field: 'mobile' }],
    [{ acceptsTerms: false }, { __typename: 'TermsNotAccepted', code: 'TERMS_NOT_ACCEPTED' }],
    [{}, { __typename: 'WrongCode', code: 'WRONG_CODE', retrySafe: false, retryAt: null }],
  ])('with %j is refused', async (wrong, expected) => {
    expect(await run(api, 'registerAccount', { ...registration, ...wrong })).toMatchObject(expected);
  });

  it('opens an account with its owner, once per e-mail address', async () => {
    const code = await codeFor(api, '13700000001');
    expect(await run(api, 'registerAccount', { ...registration, code })).toMatchObject({
      __typename: 'RegisterAccountSuccess',
      account: { company: '杭州测试有限公司', balance: '0.00', minutesLeft: 0 },
      member: { email: 'new@example.cn', mobile: '13700000001', role: 'OWNER' },
    });
    const mobile = '13700000002';
    const again = { ...registration, mobile, code: await codeFor(api, mobile) };
    expect(await run(api, 'registerAccount', again)).toMatchObject({ __typename: 'EmailTaken', code: 'EMAIL_TAKEN' });
  });
});

describe('Signing in and out', () => {
  it('gives tokens to who knows the password, and one answer to everybody else', async () => {
    const { email } = await customerOf(api);
    const signedIn = await run(api, 'signIn', { email: email.toUpperCase(), password });
    expect(signedIn).toMatchObject({ __typename: 'SignInSuccess', member: { email } });
    const wrong = await run(api, 'signIn', { email, password: 'not the password' });
    expect(wrong).toMatchObject({ __typename: 'WrongCredentials', code: 'WRONG_CREDENTIALS' });
    expect(await run(api, 'signIn', { email: 'nobody@example.cn', password })).toEqual(wrong);
  });

  it('takes a refresh token once', async () => {
    const { refreshToken, token } = await customerOf(api);
    const next = await run(api, 'refresh', { refreshToken });
    expect(next).toMatchObject({ __typename: 'RefreshSuccess' });
    const { accessToken } = next['tokens'] as { accessToken: string };
    expect((await api.ask('{ me { email } }', {}, token)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await api.ask('{ me { email } }', {}, accessToken)).errors).toEqual([]);
    expect(await run(api, 'refresh', { refreshToken })).toMatchObject({ __typename: 'WrongCredentials' });
    expect((await api.ask('{ me { email } }', {}, accessToken)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('ends a token at once when its member signs out', async () => {
    const { token } = await customerOf(api);
    expect(await run(api, 'signOut', {}, token)).toEqual({ __typename: 'SignOutSuccess', everywhere: false });
    const { errors } = await send(api, 'signOut', { everywhere: true }, token);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' }, path: ['result'] }]);
  });
});

describe('A new password', () => {
  it('is set by who knows the old one', async () => {
    const { email, token } = await customerOf(api);
    const newPassword = 'another correct horse';
    const change = (currentPassword: string, next = newPassword): ReturnType<typeof run> =>
      run(api, 'changePassword', { currentPassword, newPassword: next }, token);
    expect(await change('not the password')).toMatchObject({ __typename: 'WrongCredentials' });
    expect(await change(password, 'short')).toMatchObject({ __typename: 'WeakPassword', minLength: 10 });
    expect(await change(password)).toEqual({ __typename: 'ChangePasswordSuccess', changed: true });
    expect(await run(api, 'signIn', { email, password: newPassword })).toMatchObject({ __typename: 'SignInSuccess' });
  });

  it("is set by who holds the member's mobile", async () => {
    const { email, mobile } = await customerOf(api);
    const newPassword = 'another correct horse';
    const reset = (given: object): ReturnType<typeof run> =>
      run(api, 'resetPassword', { email, mobile, code: '000000', newPassword, ...given });
    expect(await reset({})).toMatchObject({ __typename: 'WrongCode' });
    expect(await reset({ newPassword: 'short' })).toMatchObject({ __typename: 'WeakPassword' });
    expect(await reset({ mobile: '119' })).toMatchObject({ __typename: 'InvalidNumber', numberProblem: 'MALFORMED' });
    expect(await reset({ mobile: '+852 5123 4567' })).toMatchObject({ __typename: 'ForeignNumber' });
    const code = await codeFor(api, mobile, 'PASSWORD_RESET');
    // The answer to the request did not wait for it to be sent.
    const done = await until('the code works', async () => {
      const answer = await reset({ code });
      return answer['__typename'] === 'WrongCode' ? null : answer;
    });
    expect(done).toEqual({ __typename: 'ResetPasswordSuccess', changed: true });
    expect(await run(api, 'signIn', { email, password: newPassword })).toMatchObject({ __typename: 'SignInSuccess' });
  });
});
