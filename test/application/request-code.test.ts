import { describe, expect, test } from 'vitest';
import * as a from '../support/a.ts';
import { mobile, signedIn } from '../support/people.ts';
import { refused, scenario } from '../support/scenario.ts';

describe('ACC-1: a code by SMS', () => {
  test('has six digits and goes to the mobile', async () => {
    const world = scenario();
    await world.application.requestCode({ mobile: '+86 139-0000-0001', purpose: 'REGISTRATION' });
    expect(world.outside.texts).toEqual([
      { to: mobile, purpose: 'REGISTRATION', code: expect.stringMatching(/^\d{6}$/) as string },
    ]);
  });

  test('one a minute per number, also at once', async () => {
    const world = scenario();
    const ask = (): Promise<void> => world.application.requestCode({ mobile, purpose: 'REGISTRATION' });
    const results = await Promise.allSettled([ask(), ask(), ask()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    world.clock.advance(59.999);
    expect(await refused(ask())).toEqual({ code: 'CODE_TOO_SOON', retryAt: a.after(0.001, world.clock.wall()) });
    expect((await refused(world.application.requestCode({ mobile, purpose: 'PASSWORD_RESET' }))).code).toBe(
      'CODE_TOO_SOON',
    );
    await world.application.requestCode({ mobile: '13900000002', purpose: 'REGISTRATION' });
    world.clock.advance(0.001);
    await ask();
    expect(world.outside.texts).toHaveLength(3);
  });

  test('for a reset goes to a member only, and nobody can tell', async () => {
    const world = scenario();
    await signedIn(world);
    world.clock.advance(60);
    const sent = world.outside.texts.length;
    await world.application.requestCode({ mobile: '13900000002', purpose: 'PASSWORD_RESET' });
    expect(world.outside.texts).toHaveLength(sent);
    await world.application.requestCode({ mobile, purpose: 'PASSWORD_RESET' });
    expect(world.outside.texts).toHaveLength(sent + 1);
    const again = ['13900000002', mobile].map((to) =>
      world.application.requestCode({ mobile: to, purpose: 'PASSWORD_RESET' }),
    );
    expect(await Promise.all(again.map(refused))).toMatchObject([{ code: 'CODE_TOO_SOON' }, { code: 'CODE_TOO_SOON' }]);
  });

  test.each([
    ['057186778825', 'INVALID_NUMBER'],
    ['+1 650 253 0000', 'FOREIGN_NUMBER'],
    ['120', 'INVALID_NUMBER'],
  ])('not to %s', async (to, code) => {
    const world = scenario();
    expect((await refused(world.application.requestCode({ mobile: to, purpose: 'REGISTRATION' }))).code).toBe(code);
    expect(world.outside.texts).toEqual([]);
  });
});
