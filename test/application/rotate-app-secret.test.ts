import { describe, expect, test } from 'vitest';
import { EnteredCredentials } from '../../src/adapters/netease/credentials.ts';
import type { AppCredentials } from '../../src/application/ports/app-credentials.ts';
import { rotateAppSecret } from '../../src/application/rotate-app-secret.ts';
import type { AppId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/role.ts';
import * as a from '../support/a.ts';
import type { Scenario } from '../support/scenario.ts';
import { refused, scenario, settings } from '../support/scenario.ts';

const DAYS_3 = 72 * 3600;

interface Announced extends AppCredentials {
  readonly url: string;
  readonly replaced: string | undefined;
}

/** What the provider is told from now on. */
function announcements({ outside }: Scenario): Announced[] {
  const told: Announced[] = [];
  outside.announce = (credentials, url, replaced) => Promise.resolve(void told.push({ ...credentials, url, replaced }));
  return told;
}

describe('ROLE-3: rotating an AppSecret', () => {
  test('tells the new one once, signs requests with it, and takes callbacks of either for three days', async () => {
    const world = scenario();
    const { principal, app } = await world.customer();
    const told = announcements(world);
    const rotation = await world.application.rotateAppSecret(principal, { app: app.id, newAppSecret: null });
    const { appKey, accid, callbackKey } = app;
    const url = `https://calls.example.cn/callbacks/netease/${callbackKey}`;
    expect(told).toEqual([{ appKey, accid, appSecret: rotation.appSecret, url, replaced: 'app-secret' }]);
    expect(JSON.stringify(rotation.app)).not.toContain(rotation.appSecret);
    const secrets = (): readonly string[] => world.application.signingSecrets(rotation.app);
    expect(secrets()).toEqual([rotation.appSecret, 'app-secret']);
    world.clock.advanceService(DAYS_3 - 0.001);
    expect(secrets()).toEqual([rotation.appSecret, 'app-secret']);
    world.clock.advanceService(0.001);
    expect(secrets()).toEqual([rotation.appSecret]);
  });

  test('dials with the new one from then on', async () => {
    const world = scenario();
    const one = await world.customer();
    const used: string[] = [];
    const { gateway } = world.ports;
    const dial = gateway.dial.bind(gateway);
    gateway.dial = (credentials, order) => {
      used.push(credentials.appSecret);
      return dial(credentials, order);
    };
    const { appSecret } = await world.application.rotateAppSecret(one.principal, {
      app: one.app.id,
      newAppSecret: null,
    });
    await world.start(one);
    expect(used).toEqual([appSecret]);
  });

  test('ends at once when it is ended, and changes nothing where none lasts', async () => {
    const world = scenario();
    const { id, principal, app } = await world.customer();
    const { appSecret } = await world.application.rotateAppSecret(principal, { app: app.id, newAppSecret: null });
    const ended = await world.application.endSecretRotation(principal, { app: app.id });
    expect(world.application.signingSecrets(ended)).toEqual([appSecret]);
    const before = world.records(id);
    expect(await world.application.endSecretRotation(principal, { app: app.id })).toEqual(ended);
    expect(world.records(id)).toEqual(before);
  });

  test('is refused while one lasts, with the time of its end', async () => {
    const world = scenario();
    const { principal, app } = await world.customer();
    const rotate = () => world.application.rotateAppSecret(principal, { app: app.id, newAppSecret: null });
    await rotate();
    const endsAt = a.after(DAYS_3, world.clock.service());
    expect(await refused(rotate())).toEqual({ code: 'SECRET_ROTATION_UNDER_WAY', endsAt });
    world.clock.advanceService(DAYS_3);
    await rotate();
  });

  test('is safe to repeat with the secret that was entered: the provider is told again, and nothing else happens', async () => {
    const world = scenario();
    const { principal, app } = await world.customer();
    const told = announcements(world);
    const rotate = () => world.application.rotateAppSecret(principal, { app: app.id, newAppSecret: ' entered ' });
    const first = await rotate();
    expect(first.appSecret).toBe('entered');
    expect(await rotate()).toEqual(first);
    expect(told.map(({ appSecret, replaced }) => [appSecret, replaced])).toEqual([
      ['entered', 'app-secret'],
      ['entered', 'app-secret'],
    ]);
    await world.application.endSecretRotation(principal, { app: app.id });
    expect((await rotate()).app.replacedSecret).toBeNull();
  });

  test('with the real provider the new one must be entered', async () => {
    const world = scenario();
    const { principal, app } = await world.customer();
    const rotate = rotateAppSecret({ ...world.ports, credentials: new EnteredCredentials() }, settings);
    const missing = rotate(principal, { app: app.id, newAppSecret: null });
    expect(await refused(missing)).toEqual({ code: 'PROVIDER_CREDENTIALS_REQUIRED' });
    expect((await rotate(principal, { app: app.id, newAppSecret: 'entered' })).appSecret).toBe('entered');
  });

  test.each([' ', '钥匙', 'x'.repeat(129)])('is refused with %j', async (newAppSecret) => {
    const world = scenario();
    const { principal, app } = await world.customer();
    const wrong = world.application.rotateAppSecret(principal, { app: app.id, newAppSecret });
    expect(await refused(wrong)).toMatchObject({ code: 'INVALID_TEXT', field: 'newAppSecret', maxLength: 128 });
  });

  test.each<Role>(['FINANCE', 'AGENT'])('is nothing for %s (ROLE-1)', async (role) => {
    const world = scenario();
    const { principal, app } = await world.customer({ role });
    const { application } = world;
    const rotate = application.rotateAppSecret(principal, { app: app.id, newAppSecret: null });
    expect((await refused(rotate)).code).toBe('NOT_ALLOWED');
    expect((await refused(application.endSecretRotation(principal, { app: app.id }))).code).toBe('NOT_ALLOWED');
  });

  test("finds no other account's app (ROLE-1)", async () => {
    const world = scenario();
    const [one, other] = [await world.customer(), await world.customer()];
    for (const app of [other.app.id, 'nothing' as AppId]) {
      const absent = { code: 'NOT_FOUND', what: 'APP' };
      const rotate = world.application.rotateAppSecret(one.principal, { app, newAppSecret: null });
      expect(await refused(rotate)).toEqual(absent);
      expect(await refused(world.application.endSecretRotation(one.principal, { app }))).toEqual(absent);
    }
    expect(world.records(other.id).apps.get(other.app.id)).toEqual(other.app);
  });
});
