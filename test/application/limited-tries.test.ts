import { describe, expect, test } from 'vitest';
import { signIn } from '../../src/application/sign-in.ts';
import type { DomainError } from '../../src/domain/errors.ts';
import type { MemberPrincipal } from '../../src/domain/principal.ts';
import * as a from '../support/a.ts';
import { cheapPasswords } from '../support/fixed.ts';
import { operatorOf } from '../support/operators.ts';
import { codeFor, mobile, password, registration, signedIn } from '../support/people.ts';
import type { Scenario } from '../support/scenario.ts';
import { refused, scenario, settings } from '../support/scenario.ts';

type Rejection = DomainError['rejection'];

const email = 'li.lei@example.cn';
const wrong = { code: 'WRONG_CREDENTIALS' };
const QUARTER_HOUR = 900;

const guess = (world: Scenario, given: Partial<{ email: string; password: string }> = {}, address?: string) =>
  refused(world.application.signIn({ email, password: 'a wrong guess', ...given }, address));

/** That many, one after the other. */
async function many(count: number, attempt: (index: number) => Promise<Rejection>): Promise<Rejection[]> {
  const answers: Rejection[] = [];
  for (let index = 0; index < count; index++) answers.push(await attempt(index));
  return answers;
}

const locked = (world: Scenario, seconds = QUARTER_HOUR): Rejection => ({
  code: 'TOO_MANY_TRIES',
  retryAt: a.after(seconds, world.clock.wall()),
});

describe('ROLE-2: wrong passwords', () => {
  test('are ten in a quarter of an hour for one e-mail; then a right one is answered the same', async () => {
    const world = scenario();
    await signedIn(world);
    expect(await many(10, () => guess(world))).toEqual(Array(10).fill(wrong));
    expect(await guess(world)).toEqual(locked(world));
    expect(await guess(world, { email: ' Li.Lei@Example.cn', password })).toEqual(locked(world));
    world.clock.advanceWall(QUARTER_HOUR - 0.001);
    expect(await guess(world, { password })).toEqual(locked(world, 0.001));
    world.clock.advanceWall(0.001);
    await world.application.signIn({ email, password });
  });

  test('are counted for an e-mail that nobody has as for one that somebody has', async () => {
    const world = scenario();
    await signedIn(world);
    const answers = (name: string) => many(12, () => guess(world, { email: name }));
    expect(await answers('nobody@example.cn')).toEqual(await answers(email));
  });

  test('are not even looked at any more', async () => {
    const world = scenario();
    await signedIn(world);
    let compared = 0;
    const verify: typeof cheapPasswords.verify = (hash, given) => {
      compared += 1;
      return cheapPasswords.verify(hash, given);
    };
    const attempt = signIn({ ...world.ports, passwords: { ...cheapPasswords, verify } }, settings);
    const guesses = Array.from({ length: 100 }, (_, index) => refused(attempt({ email, password: `guess ${index}` })));
    const codes = (await Promise.all(guesses)).map(({ code }) => code);
    expect(compared).toBe(10);
    expect(codes.filter((code) => code === 'WRONG_CREDENTIALS')).toHaveLength(10);
  });

  test('are forgotten when a right one comes', async () => {
    const world = scenario();
    await signedIn(world);
    for (let round = 0; round < 3; round++) {
      await many(9, () => guess(world));
      await world.application.signIn({ email, password });
    }
    expect(await many(10, () => guess(world))).toEqual(Array(10).fill(wrong));
  });

  test('are thirty from one address, whoever they are for, and other addresses are free', async () => {
    const world = scenario();
    await signedIn(world);
    const from = (address: string) => (index: number) => guess(world, { email: `${index}@example.cn` }, address);
    expect(await many(30, from('192.0.2.1'))).toEqual(Array(30).fill(wrong));
    expect(await guess(world, { password }, '192.0.2.1')).toEqual(locked(world));
    await world.application.signIn({ email, password }, '192.0.2.2');
  });

  test('from one address are not forgotten when a right one comes, which itself is not counted', async () => {
    const world = scenario();
    await signedIn(world);
    const address = '192.0.2.1';
    await many(29, (index) => guess(world, { email: `${index}@example.cn` }, address));
    for (let time = 0; time < 3; time++) await world.application.signIn({ email, password }, address);
    expect(await guess(world, {}, address)).toEqual(wrong);
    expect(await guess(world, {}, address)).toEqual(locked(world));
  });

  test('are not what the service itself fails at', async () => {
    const world = scenario();
    await signedIn(world);
    const people = Object.assign(Object.create(world.people) as typeof world.people, {
      memberByEmail: () => Promise.reject(new Error('no database')),
    });
    const failing = signIn({ ...world.ports, people }, settings);
    for (let count = 0; count < 30; count++) {
      await expect(failing({ email, password }, '192.0.2.1')).rejects.toThrow('no database');
    }
    await world.application.signIn({ email, password }, '192.0.2.1');
  });

  test('can be left unlimited', async () => {
    const world = scenario({ tryLimits: { perName: null, perAddress: null, codesPerAddress: null } });
    await signedIn(world);
    expect(await many(40, () => guess(world, {}, '192.0.2.1'))).toEqual(Array(40).fill(wrong));
  });

  test('of operators are counted apart from those of members', async () => {
    const world = scenario();
    const operator = await operatorOf(world.application, world.ports);
    const attempt = (given: string) => world.application.operatorSignIn({ email: operator.email, password: given });
    expect(await many(10, () => refused(attempt('a wrong guess')))).toEqual(Array(10).fill(wrong));
    expect(await refused(attempt(password))).toEqual(locked(world));
    expect(await guess(world, { email: operator.email })).toEqual(wrong);
  });

  test('that a thief of a token gives for the old one count too', async () => {
    const world = scenario();
    const { principal } = await signedIn(world);
    const change = (owner: MemberPrincipal, currentPassword: string) =>
      refused(world.application.changePassword(owner, { currentPassword, newPassword: 'another long one' }));
    expect(await many(10, () => change(principal, 'a wrong guess'))).toEqual(Array(10).fill(wrong));
    expect(await change(principal, password)).toEqual(locked(world));
    expect(await guess(world, { password })).toEqual(locked(world));
  });
});

describe('ACC-1: wrong codes', () => {
  const wrongCode = { code: 'WRONG_CODE' };
  const newPassword = 'another long one';

  test('are ten in a quarter of an hour for one mobile, however many codes it asks for', async () => {
    const world = scenario();
    const attempt = (code: string) => refused(world.application.registerAccount(registration({ code })));
    const answers: Rejection[] = [];
    for (let round = 0; round < 3; round++) {
      await codeFor(world);
      answers.push(...(await many(4, () => attempt('999999'))));
      world.clock.advance(60);
    }
    expect(answers.slice(0, 10)).toEqual(Array(10).fill(wrongCode));
    expect(answers.slice(10).map(({ code }) => code)).toEqual(['TOO_MANY_TRIES', 'TOO_MANY_TRIES']);
    const code = await codeFor(world);
    expect((await attempt(code)).code).toBe('TOO_MANY_TRIES');
    world.clock.advance(QUARTER_HOUR);
    await world.application.registerAccount(registration({ code: await codeFor(world) }));
  });

  test('for a new password are counted by e-mail, also for one that nobody has, and by address', async () => {
    const world = scenario();
    await signedIn(world);
    const reset = (given: object, address?: string) =>
      refused(world.application.resetPassword({ email, mobile, code: '999999', newPassword, ...given }, address));
    const other = (index: number) => `1390000${String(1000 + index)}`;
    for (const name of [email, 'nobody@example.cn']) {
      const tries = await many(10, (index) => reset({ email: name, mobile: other(index) }));
      expect(tries).toEqual(Array(10).fill(wrongCode));
      expect(await reset({ email: name, mobile: other(11) })).toEqual(locked(world));
    }
    await many(30, (index) => reset({ email: `${index}@example.cn`, mobile: other(100 + index) }, '192.0.2.1'));
    expect(await reset({ email: 'free@example.cn', mobile: other(200) }, '192.0.2.1')).toEqual(locked(world));
  });

  test('a right one forgets the wrong passwords before it', async () => {
    const world = scenario();
    await signedIn(world);
    await many(9, () => guess(world));
    world.clock.advance(60);
    const code = await codeFor(world, 'PASSWORD_RESET');
    await world.application.resetPassword({ email, mobile, code, newPassword });
    expect(await many(10, () => guess(world))).toEqual(Array(10).fill(wrong));
  });
});

describe('ACC-1: codes that are sent', () => {
  test('are twenty in an hour for one address, and a refused request is none', async () => {
    const world = scenario();
    const ask = (index: number, address = '192.0.2.1') =>
      world.application.requestCode({ mobile: `1390000${String(1000 + index)}`, purpose: 'REGISTRATION' }, address);
    for (let index = 0; index < 19; index++) await ask(index);
    expect((await refused(ask(0))).code).toBe('CODE_TOO_SOON');
    await ask(19);
    expect(await refused(ask(20))).toEqual(locked(world, 3600));
    expect(world.outside.texts).toHaveLength(20);
    await ask(20, '192.0.2.2');
    world.clock.advance(3600);
    await ask(20);
  });

  test('are counted for a reset whether or not one is sent', async () => {
    const world = scenario();
    const ask = (index: number) =>
      world.application.requestCode(
        { mobile: `1390000${String(1000 + index)}`, purpose: 'PASSWORD_RESET' },
        '192.0.2.1',
      );
    for (let index = 0; index < 20; index++) await ask(index);
    expect(await refused(ask(20))).toEqual(locked(world, 3600));
    expect(world.outside.texts).toEqual([]);
  });
});

test('neither an e-mail nor an address is kept where tries are counted', async () => {
  const world = scenario();
  const keys: string[] = [];
  const tries = { decide: (names: readonly string[]) => Promise.resolve(void keys.push(...names)) };
  const attempt = signIn({ ...world.ports, tries }, settings);
  await refused(attempt({ email, password }, '192.0.2.1'));
  expect(keys).toHaveLength(2);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
});
