import { describe, expect, test } from 'vitest';
import { signIn } from '../../src/application/sign-in.ts';
import * as a from '../support/a.ts';
import { cheapPasswords } from '../support/fixed.ts';
import { password, signedIn } from '../support/people.ts';
import { refused, scenario, settings } from '../support/scenario.ts';

describe('ROLE-2: signing in', () => {
  test('gives a token that tells who asks, for a quarter of an hour', async () => {
    const world = scenario();
    const { member, tokens, principal } = await signedIn(world);
    expect(principal).toMatchObject({ kind: 'MEMBER', id: member.id, account: member.account, role: 'OWNER' });
    expect(principal.expires).toEqual(a.after(900, world.clock.wall()));
    world.clock.advanceWall(899.999);
    expect(await world.application.authenticate(tokens.accessToken)).not.toBeNull();
    world.clock.advanceWall(0.001);
    expect(await world.application.authenticate(tokens.accessToken)).toBeNull();
  });

  test('takes the e-mail as people write it', async () => {
    const world = scenario();
    const { member } = await signedIn(world);
    const again = await world.application.signIn({ email: ' LI.LEI@example.cn', password });
    expect(again.member.id).toBe(member.id);
  });

  test('answers an unknown e-mail like a wrong password, and compares a hash for both', async () => {
    const world = scenario();
    await signedIn(world);
    const compared: boolean[] = [];
    const verify: typeof cheapPasswords.verify = (hash, given) => {
      compared.push(hash === null);
      return cheapPasswords.verify(hash, given);
    };
    const attempt = signIn({ ...world.ports, passwords: { ...cheapPasswords, verify } }, settings);
    const unknown = await refused(attempt({ email: 'nobody@example.cn', password }));
    const wrong = await refused(attempt({ email: 'li.lei@example.cn', password: 'something else' }));
    expect(unknown).toEqual({ code: 'WRONG_CREDENTIALS' });
    expect(wrong).toEqual(unknown);
    expect(compared).toEqual([true, false]);
  });

  test('no other text is a token, not even a refresh token', async () => {
    const world = scenario();
    const { tokens } = await signedIn(world);
    expect(await world.application.authenticate('')).toBeNull();
    expect(await world.application.authenticate(tokens.refreshToken)).toBeNull();
    expect(await refused(world.application.refresh({ refreshToken: tokens.accessToken }))).toEqual({
      code: 'WRONG_CREDENTIALS',
    });
  });

  test('tokens are kept as digests only', async () => {
    const world = scenario();
    const { tokens } = await signedIn(world);
    const found = await world.people.loginByAccess(world.secrets.fingerprint(tokens.accessToken));
    expect(JSON.stringify(found)).not.toContain(tokens.accessToken);
    expect(JSON.stringify(found)).not.toContain(tokens.refreshToken);
  });
});

describe('ROLE-2: refreshing', () => {
  test('gives the next pair; those before stop working', async () => {
    const world = scenario();
    const { tokens } = await signedIn(world);
    const next = await world.application.refresh(tokens);
    expect(await world.application.authenticate(next.accessToken)).not.toBeNull();
    expect(await world.application.authenticate(tokens.accessToken)).toBeNull();
  });

  test('a refresh token shown twice ends the login', async () => {
    const world = scenario();
    const { tokens } = await signedIn(world);
    const next = await world.application.refresh(tokens);
    expect(await refused(world.application.refresh(tokens))).toEqual({ code: 'WRONG_CREDENTIALS' });
    expect(await world.application.authenticate(next.accessToken)).toBeNull();
    expect(await refused(world.application.refresh(next))).toEqual({ code: 'WRONG_CREDENTIALS' });
  });

  test('two at once: one gets through, and the login ends', async () => {
    const world = scenario();
    const { tokens } = await signedIn(world);
    const results = await Promise.allSettled([world.application.refresh(tokens), world.application.refresh(tokens)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('works for thirty days', async () => {
    const world = scenario();
    const { tokens } = await signedIn(world);
    world.clock.advanceWall(30 * 86_400 - 0.001);
    const next = await world.application.refresh(tokens);
    world.clock.advanceWall(30 * 86_400);
    expect((await refused(world.application.refresh(next))).code).toBe('WRONG_CREDENTIALS');
  });

  test('another login of the member goes on', async () => {
    const world = scenario();
    const { tokens } = await signedIn(world);
    const other = await world.application.signIn({ email: 'li.lei@example.cn', password });
    await world.application.refresh(tokens);
    await refused(world.application.refresh(tokens));
    expect(await world.application.authenticate(other.tokens.accessToken)).not.toBeNull();
  });
});

describe('ROLE-2: refreshing where several share the place of their tokens', () => {
  test('gives the next pair once, and tells everybody until when', async () => {
    const world = scenario();
    const { tokens } = await signedIn(world);
    const share = () => world.application.refreshShared(tokens.refreshToken);
    const [first, second] = await Promise.all([share(), share()]);
    expect(second).toEqual({ ...first, issued: null });
    expect(await world.application.authenticate(first.issued!.accessToken)).not.toBeNull();
    const { refreshToken } = first.issued!;
    expect(await world.application.refreshShared(refreshToken)).toEqual(second);
  });

  test('ends the login where a spent one is shown later than a moment after', async () => {
    const world = scenario();
    const { tokens } = await signedIn(world);
    const { issued } = await world.application.refreshShared(tokens.refreshToken);
    world.clock.advanceWall(10);
    expect(await refused(world.application.refreshShared(tokens.refreshToken))).toEqual({ code: 'WRONG_CREDENTIALS' });
    expect(await world.application.authenticate(issued!.accessToken)).toBeNull();
    expect((await refused(world.application.refreshShared(issued!.refreshToken))).code).toBe('WRONG_CREDENTIALS');
  });

  test('works where nothing is kept for nobody', async () => {
    const world = scenario();
    expect((await refused(world.application.refreshShared(null))).code).toBe('WRONG_CREDENTIALS');
    expect((await refused(world.application.refreshShared(''))).code).toBe('WRONG_CREDENTIALS');
  });
});
