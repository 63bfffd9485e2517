import { describe, expect, test } from 'vitest';
import type { MemberPrincipal } from '../../src/domain/principal.ts';
import { codeFor, mobile, password, signedIn } from '../support/people.ts';
import type { Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

const email = 'li.lei@example.cn';
const newPassword = 'another long one';

/** A member who is signed in twice. */
async function twice(): Promise<{ world: Scenario; principal: MemberPrincipal; own: string; other: string }> {
  const world = scenario();
  const { principal, tokens } = await signedIn(world);
  const other = await world.application.signIn({ email, password });
  world.clock.advance(60);
  return { world, principal, own: tokens.accessToken, other: other.tokens.accessToken };
}

const works = async (world: Scenario, token: string): Promise<boolean> =>
  (await world.application.authenticate(token)) !== null;

describe('ACC-1: signing out', () => {
  test('ends this login', async () => {
    const { world, principal, own, other } = await twice();
    await world.application.signOut(principal, { everywhere: false });
    expect([await works(world, own), await works(world, other)]).toEqual([false, true]);
  });

  test('or all of them', async () => {
    const { world, principal, own, other } = await twice();
    await world.application.signOut(principal, { everywhere: true });
    expect([await works(world, own), await works(world, other)]).toEqual([false, false]);
  });
});

describe('ACC-1: changing the password', () => {
  test('takes the old one, and ends every other login', async () => {
    const { world, principal, own, other } = await twice();
    await world.application.changePassword(principal, { currentPassword: password, newPassword });
    expect([await works(world, own), await works(world, other)]).toEqual([true, false]);
    expect((await refused(world.application.signIn({ email, password }))).code).toBe('WRONG_CREDENTIALS');
    await world.application.signIn({ email, password: newPassword });
  });

  test.each([
    ['the wrong old one', { currentPassword: 'wrong', newPassword }, 'WRONG_CREDENTIALS'],
    ['a weak new one', { currentPassword: password, newPassword: 'weak' }, 'WEAK_PASSWORD'],
  ])('is refused with %s', async (_name, input, code) => {
    const { world, principal, other } = await twice();
    expect((await refused(world.application.changePassword(principal, input))).code).toBe(code);
    expect(await works(world, other)).toBe(true);
    await world.application.signIn({ email, password });
  });
});

describe('ACC-1: resetting the password', () => {
  test("takes the code on the member's mobile, and ends every login", async () => {
    const { world, own, other } = await twice();
    const code = await codeFor(world, 'PASSWORD_RESET');
    await world.application.resetPassword({ email: 'Li.Lei@example.cn', mobile, code, newPassword });
    expect([await works(world, own), await works(world, other)]).toEqual([false, false]);
    await world.application.signIn({ email, password: newPassword });
  });

  test.each([
    ['a wrong code', { code: '999999' }, 'WRONG_CODE'],
    ['an e-mail that nobody has', { email: 'nobody@example.cn' }, 'WRONG_CODE'],
    ["another member's e-mail", { email: 'han@example.cn' }, 'WRONG_CODE'],
    ['a weak password', { newPassword: 'weak' }, 'WEAK_PASSWORD'],
  ])('is refused with %s', async (_name, change, refusal) => {
    const { world, own } = await twice();
    await signedIn(world, { email: 'han@example.cn', mobile: '13900000002' });
    const code = await codeFor(world, 'PASSWORD_RESET');
    const input = { email, mobile, code, newPassword, ...change };
    expect((await refused(world.application.resetPassword(input))).code).toBe(refusal);
    expect(await works(world, own)).toBe(true);
    await world.application.signIn({ email, password });
    await world.application.signIn({ email: 'han@example.cn', password });
  });
});
