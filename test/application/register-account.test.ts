import { describe, expect, test } from 'vitest';
import { codeFor, mobile, password, registration } from '../support/people.ts';
import { refused, scenario } from '../support/scenario.ts';

describe('ACC-1: registration', () => {
  test('opens an empty account with its owner', async () => {
    const world = scenario();
    const code = await codeFor(world);
    const input = registration({ email: ' Li.Lei@Example.cn ', code });
    const { account, member } = await world.application.registerAccount(input);
    expect(member).toMatchObject({
      role: 'OWNER',
      email: 'li.lei@example.cn',
      account: account.id,
      mobile: { digits: mobile },
    });
    expect(member.passwordHash).not.toContain(password);
    expect(world.account(account.id)).toMatchObject({
      name: input.company,
      balance: { fen: 0n },
      reserved: { fen: 0n },
    });
  });

  test.each([
    ['no consent', { acceptsTerms: false }, 'TERMS_NOT_ACCEPTED'],
    ['a short password', { password: 'short' }, 'WEAK_PASSWORD'],
    ['no e-mail address', { email: 'li.lei' }, 'INVALID_TEXT'],
    ['no company', { company: ' ' }, 'INVALID_TEXT'],
    ['a landline', { mobile: '057186778825' }, 'INVALID_NUMBER'],
    ['a foreign mobile', { mobile: '+852 6123 4567' }, 'FOREIGN_NUMBER'],
    ['a wrong code', { code: '999999' }, 'WRONG_CODE'],
    ["another mobile's code", { mobile: '13900000002' }, 'WRONG_CODE'],
  ])('is refused with %s', async (_name, change, refusal) => {
    const world = scenario();
    const code = await codeFor(world);
    const attempt = world.application.registerAccount(registration({ code, ...change }));
    expect((await refused(attempt)).code).toBe(refusal);
    expect(world.store.accounts.size).toBe(0);
  });

  test('what is malformed costs no try', async () => {
    const world = scenario();
    const code = await codeFor(world);
    for (let tries = 0; tries < 6; tries++) {
      await refused(world.application.registerAccount(registration({ code, email: 'li.lei' })));
    }
    await world.application.registerAccount(registration({ code }));
  });

  test('five wrong codes spend the right one', async () => {
    const world = scenario();
    const code = await codeFor(world);
    for (let tries = 0; tries < 5; tries++) {
      await refused(world.application.registerAccount(registration({ code: '999999' })));
    }
    expect((await refused(world.application.registerAccount(registration({ code })))).code).toBe('WRONG_CODE');
  });

  test.each([
    ['a code that was used', 0],
    ['a code of five minutes ago', 300],
  ])('refuses %s', async (_name, seconds) => {
    const world = scenario();
    const code = await codeFor(world);
    if (seconds === 0) await world.application.registerAccount(registration({ code }));
    world.clock.advance(seconds);
    const attempt = world.application.registerAccount(registration({ code, email: 'other@example.cn' }));
    expect((await refused(attempt)).code).toBe('WRONG_CODE');
  });

  test('a code for a reset is no code for a registration', async () => {
    const world = scenario();
    await world.application.registerAccount(registration({ code: await codeFor(world) }));
    world.clock.advance(60);
    const code = await codeFor(world, 'PASSWORD_RESET');
    const attempt = world.application.registerAccount(registration({ code, email: 'other@example.cn' }));
    expect((await refused(attempt)).code).toBe('WRONG_CODE');
  });

  test('one member per e-mail, also at once', async () => {
    const world = scenario();
    const codes = [await codeFor(world), await codeFor(world, 'REGISTRATION', '13900000002')];
    const [first, second] = await Promise.allSettled([
      world.application.registerAccount(registration({ code: codes[0]! })),
      world.application.registerAccount(
        registration({ code: codes[1]!, mobile: '13900000002', email: 'LI.LEI@example.cn' }),
      ),
    ]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    expect(second).toMatchObject({ reason: { code: 'EMAIL_TAKEN' } });
    expect(world.store.accounts.size).toBe(1);
  });
});
