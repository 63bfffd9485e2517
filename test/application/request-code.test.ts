import { describe, expect, test } from 'vitest';
import type { SmsAnswer } from '../../src/application/ports/sms.ts';
import { PhoneNumber } from '../../src/domain/phone-number.ts';
import * as a from '../support/a.ts';
import { codeFor, mobile, registration, signedIn } from '../support/people.ts';
import type { Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';
import { soon } from '../support/soon.ts';

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

  test('for a reset takes no longer where there is a member: its answer does not wait for the provider', async () => {
    const world = scenario();
    const { member } = await signedIn(world);
    world.clock.advance(60);
    let answered: (answer: SmsAnswer) => void = () => undefined;
    world.outside.text = () => new Promise((resolve) => (answered = resolve));
    await world.application.requestCode({ mobile, purpose: 'PASSWORD_RESET' });
    const { code } = world.outside.texts.at(-1)!;
    const reset = { email: member.email, mobile, code, newPassword: 'another horse' };
    expect((await refused(world.application.resetPassword(reset))).code).toBe('WRONG_CODE');
    answered({ kind: 'SENT', code });
    await expect(world.application.resetPassword(reset)).resolves.toBeUndefined();
  });

  test('for a reset that breaks is logged, and nobody can tell', async () => {
    const world = scenario();
    await signedIn(world);
    world.clock.advance(60);
    world.outside.text = () => Promise.reject(new Error('The provider is not there.'));
    await world.application.requestCode({ mobile, purpose: 'PASSWORD_RESET' });
    await soon(() => world.outside.logs.some(({ message }) => message === 'A code could not be sent.'));
  });

  test('is wrong for a mobile that was sent none: as much is written as for any other, and the first one works', async () => {
    const world = scenario();
    const attempt = (code: string) => world.application.registerAccount(registration({ code }));
    expect((await refused(attempt('000000'))).code).toBe('WRONG_CODE');
    const found: unknown[] = [];
    await world.people.decideCode(PhoneNumber.restore(mobile), (code) => {
      found.push(code);
      return { code: code! };
    });
    expect(found).toMatchObject([{ used: true, triesLeft: 0, sentAt: new Date(0) }]);
    await attempt(await codeFor(world));
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

describe('ACC-1: a code that the provider did not simply send', () => {
  const ask = (world: Scenario, purpose: 'REGISTRATION' | 'PASSWORD_RESET' = 'REGISTRATION') =>
    world.application.requestCode({ mobile, purpose }, '192.0.2.1');
  const register = (world: Scenario, code: string) => world.application.registerAccount(registration({ code }));

  test('may be one of its own making: that one works, and ours does not', async () => {
    const world = scenario();
    world.outside.text = () => ({ kind: 'SENT', code: '424242' });
    await ask(world);
    const [{ code } = { code: '' }] = world.outside.texts;
    expect((await refused(register(world, code))).code).toBe('WRONG_CODE');
    await register(world, '424242');
  });

  test('opens nothing before its answer is there, and then has all its tries', async () => {
    const world = scenario();
    const { people } = world;
    const decideCode = people.decideCode.bind(people);
    const early: string[] = [];
    world.outside.text = (code) => {
      early.push(code);
      return { kind: 'SENT', code };
    };
    let decisions = 0;
    people.decideCode = async (to, rule) => {
      decisions += 1;
      if (decisions === 2) for (let time = 0; time < 4; time++) await refused(register(world, early[0]!));
      await decideCode(to, rule);
    };
    await ask(world);
    await register(world, early[0]!);
  });

  test('was refused: nobody waits a minute for our failure, and the code before it stands', async () => {
    const world = scenario();
    await ask(world);
    const [{ code } = { code: '' }] = world.outside.texts;
    world.clock.advance(60);
    for (const retrySafe of [true, false]) {
      world.outside.text = () => ({ kind: 'NOT_SENT', retrySafe });
      const retryAt = retrySafe ? world.clock.wall() : null;
      expect(await refused(ask(world))).toEqual({ code: 'SMS_NOT_SENT', retryAt });
    }
    await register(world, code);
  });

  test('was refused, the first one: the next can be asked for at once, and costs no try of the address', async () => {
    const world = scenario();
    world.outside.text = () => ({ kind: 'NOT_SENT', retrySafe: true });
    for (let time = 0; time < 30; time++) expect((await refused(ask(world))).code).toBe('SMS_NOT_SENT');
    world.outside.text = (code) => ({ kind: 'SENT', code });
    await ask(world);
  });

  test('comes too soon for the provider: it says when', async () => {
    const world = scenario();
    world.outside.text = () => ({ kind: 'TOO_SOON', retryAfterSeconds: 90 });
    const retryAt = a.after(90, world.clock.wall());
    expect(await refused(ask(world))).toEqual({ code: 'CODE_TOO_SOON', retryAt });
  });

  test('may have been sent: the next is for a minute later, and no code works', async () => {
    const world = scenario();
    world.outside.text = () => ({ kind: 'UNKNOWN' });
    const retryAt = a.after(60, world.clock.wall());
    expect(await refused(ask(world))).toEqual({ code: 'SMS_NOT_SENT', retryAt });
    expect(await refused(ask(world))).toEqual({ code: 'CODE_TOO_SOON', retryAt });
    expect((await refused(register(world, world.outside.texts[0]!.code))).code).toBe('WRONG_CODE');
  });

  test('for a reset is answered as one for a mobile that nobody has, and logged', async () => {
    const world = scenario();
    await signedIn(world);
    world.clock.advance(60);
    for (const answer of [{ kind: 'NOT_SENT', retrySafe: true }, { kind: 'UNKNOWN' }] as const) {
      world.outside.text = () => answer;
      await ask(world, 'PASSWORD_RESET');
      expect((await refused(ask(world, 'PASSWORD_RESET'))).code).toBe('CODE_TOO_SOON');
      world.clock.advance(60);
    }
    const warnings = world.outside.logs.filter(({ message }) => message === 'A code was not sent.');
    expect(warnings).toHaveLength(2);
  });
});
