import { describe, expect, test } from 'vitest';
import type { AppId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/role.ts';
import * as a from '../support/a.ts';
import { refused, scenario } from '../support/scenario.ts';
import { soon } from '../support/soon.ts';

const credentials = { appKey: 'given-key', appSecret: 'given-secret', accid: 'Agent_1' };

describe('an app', () => {
  test('is created with a callback address of its own, its service disabled', async () => {
    const world = scenario();
    const one = await world.customer();
    const urls: string[] = [];
    world.outside.announce = (_credentials, url) => {
      urls.push(url);
      return Promise.resolve();
    };
    const { app, appSecret } = await world.application.createApp(one.principal, { name: ' 客服 ', credentials });
    expect(app).toMatchObject({
      name: '客服',
      appKey: 'given-key',
      accid: 'agent_1',
      service: 'DISABLED',
      account: one.id,
    });
    expect(appSecret).toBe('given-secret');
    expect(urls).toEqual([`https://calls.example.cn/callbacks/netease/${app.callbackKey}`]);
    expect(await world.application.appByCallbackKey(app.callbackKey)).toEqual(app);
    expect(await world.application.appByCallbackKey('other')).toBeNull();
  });

  test('takes nothing from the app that has its AppKey already', async () => {
    const world = scenario();
    const one = await world.customer();
    const urls: string[] = [];
    world.outside.announce = (_credentials, url) => Promise.resolve(void urls.push(url));
    const twice = [1, 2].map(() => world.application.createApp(one.principal, { name: 'x', credentials }));
    const [first, second] = await Promise.allSettled(twice);
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'APP_KEY_TAKEN' } });
    const kept = first?.status === 'fulfilled' ? first.value.app.callbackKey : '';
    expect(urls).toEqual([`https://calls.example.cn/callbacks/netease/${kept}`]);
  });

  test('is announced again where the provider did not hear', async () => {
    const world = scenario();
    const one = await world.customer();
    const heard: string[] = [];
    world.outside.announce = (_credentials, url) => {
      heard.push(url);
      return heard.length < 3 ? Promise.reject(new Error('silence')) : Promise.resolve();
    };
    const creating = world.application.createApp(one.principal, { name: '客服', credentials });
    for (const pause of [0.25, 1]) {
      await soon(() => world.clock.sleeping === 1);
      world.clock.advanceWall(pause);
    }
    const { app } = await creating;
    expect(heard).toEqual(Array(3).fill(`https://calls.example.cn/callbacks/netease/${app.callbackKey}`));
    expect(world.outside.logs).toEqual([]);
  });

  test('that no provider hears of is there all the same, with its AppSecret, and is announced by a rotation to it', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.announce = () => Promise.reject(new Error('silence'));
    const creating = world.application.createApp(one.principal, { name: '客服', credentials: null });
    const patience = async (): Promise<void> => {
      for (const pause of [0.25, 1]) {
        await soon(() => world.clock.sleeping === 1);
        world.clock.advanceWall(pause);
      }
    };
    await patience();
    const { app, appSecret } = await creating;
    expect(world.application.signingSecrets(app)).toEqual([appSecret]);
    expect(world.outside.logs).toMatchObject([{ level: 'error', fields: { app: app.id } }]);

    const rotating = world.application.rotateAppSecret(one.principal, { app: app.id, newAppSecret: null });
    await patience();
    const rotated = await rotating;
    expect(world.application.signingSecrets(rotated.app)).toEqual([rotated.appSecret, appSecret]);

    const told: unknown[] = [];
    world.outside.announce = (...announced) => Promise.resolve(void told.push(announced));
    const again = { app: app.id, newAppSecret: rotated.appSecret };
    expect((await world.application.rotateAppSecret(one.principal, again)).app).toEqual(rotated.app);
    expect(told).toEqual([
      [
        { appKey: app.appKey, accid: app.accid, appSecret: rotated.appSecret },
        `https://calls.example.cn/callbacks/netease/${app.callbackKey}`,
        appSecret,
      ],
    ]);
  });

  test('ROLE-3: its secret is sealed, for it alone', async () => {
    const world = scenario();
    const [one, other] = [await world.customer(), await world.customer()];
    const { app } = await world.application.createApp(one.principal, { name: '客服', credentials });
    expect(JSON.stringify(app)).not.toContain('given-secret');
    expect(world.application.signingSecrets(app)).toEqual(['given-secret']);
    const moved = a.app({ ...other.app, sealedSecret: app.sealedSecret });
    expect(() => world.application.signingSecrets(moved)).toThrow();
  });

  test.each([
    ['an empty name', { name: ' ', credentials: null }, 'name'],
    ['an empty AppKey', { name: 'x', credentials: { ...credentials, appKey: '' } }, 'appKey'],
    ['an AppKey that no header carries', { name: 'x', credentials: { ...credentials, appKey: '钥匙' } }, 'appKey'],
    ['an empty AppSecret', { name: 'x', credentials: { ...credentials, appSecret: '' } }, 'appSecret'],
    ['an accid that the provider refuses', { name: 'x', credentials: { ...credentials, accid: '客服' } }, 'accid'],
  ])('is refused with %s', async (_name, input, field) => {
    const world = scenario();
    const one = await world.customer();
    expect(await refused(world.application.createApp(one.principal, input))).toMatchObject({
      code: 'INVALID_TEXT',
      field,
    });
    expect(world.records(one.id).apps.size).toBe(1);
  });

  test("cannot have another app's AppKey, of whatever account", async () => {
    const world = scenario();
    const [one, other] = [await world.customer(), await world.customer()];
    await world.application.createApp(one.principal, { name: '客服', credentials });
    const again = world.application.createApp(other.principal, { name: '客服', credentials });
    expect(await refused(again)).toEqual({ code: 'APP_KEY_TAKEN' });
    expect(world.records(other.id).apps.size).toBe(1);
  });

  test('of 101 at once the last is refused', async () => {
    const world = scenario();
    const one = await world.customer();
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, () =>
        world.application.createApp(one.principal, { name: '客服', credentials: null }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(99);
    expect(world.records(one.id).apps.size).toBe(100);
  });
});

describe('ACC-4: its service', () => {
  test.each([
    [0, 'DISABLED'],
    [11, 'DISABLED'],
    [12, 'ENABLED'],
  ])('with %i fen ends up %s', async (fen, service) => {
    const world = scenario();
    const one = await world.customer({ fen });
    await world.application.disableService(one.principal, { app: one.app.id });
    const enabling = world.application.enableService(one.principal, { app: one.app.id });
    if (service === 'DISABLED') expect((await refused(enabling)).code).toBe('NO_MINUTES_LEFT');
    else expect(await enabling).toMatchObject({ service });
    expect(world.records(one.id).apps.get(one.app.id)).toMatchObject({ service });
  });

  test('once enabled stays so, and nothing is written', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 0 });
    const before = world.records(one.id);
    expect(await world.application.enableService(one.principal, { app: one.app.id })).toEqual(one.app);
    expect(world.records(one.id)).toEqual(before);
  });

  test('calls under way settle normally after it was disabled', async () => {
    const world = scenario();
    const one = await world.customer();
    const call = await world.start(one);
    await world.application.disableService(one.principal, { app: one.app.id });
    world.outside.query = () => ({ kind: 'UNKNOWN', why: 'silent' });
    world.clock.advance(390);
    await world.application.resolveOverdueCalls();
    expect(world.outside.queried).toEqual([call.session]);
  });

  test.each<Role>(['FINANCE', 'AGENT'])('is nothing for %s (ROLE-1)', async (role) => {
    const world = scenario();
    const one = await world.customer({ role });
    const input = { app: one.app.id };
    expect((await refused(world.application.enableService(one.principal, input))).code).toBe('NOT_ALLOWED');
    expect((await refused(world.application.disableService(one.principal, input))).code).toBe('NOT_ALLOWED');
    expect((await refused(world.application.createApp(one.principal, { name: 'x', credentials: null }))).code).toBe(
      'NOT_ALLOWED',
    );
  });

  test('of another account is not there (ROLE-1)', async () => {
    const world = scenario();
    const [one, other] = [await world.customer(), await world.customer()];
    for (const app of [other.app.id, 'nothing' as AppId]) {
      expect(await refused(world.application.disableService(one.principal, { app }))).toEqual({
        code: 'NOT_FOUND',
        what: 'APP',
      });
      expect((await refused(world.application.enableService(one.principal, { app }))).code).toBe('NOT_FOUND');
    }
    expect(world.records(other.id).apps.get(other.app.id)?.service).toBe('ENABLED');
  });
});

describe('CALL-3: a quote', () => {
  test('tells what a start would be granted, and binds nobody', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 30 });
    const before = world.records(one.id);
    const asked = { app: one.app.id, maxDurationSeconds: 300, minDurationSeconds: 60 };
    const { quote, available } = await world.application.quoteCall(one.principal, asked);
    expect(quote).toMatchObject({ grantedSeconds: 120, worstCase: { fen: 24n }, minutes: 2n });
    expect(available.fen).toBe(30n);
    expect(world.records(one.id)).toEqual(before);
    const call = await world.start(one, asked);
    expect(call.order).toMatchObject({ grantedSeconds: 120, reservation: { fen: 24n } });
  });

  test('goes by what is available, not by the balance', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 84 });
    await world.start(one);
    const asked = { app: one.app.id, maxDurationSeconds: null, minDurationSeconds: null };
    expect((await world.application.quoteCall(one.principal, asked)).quote.grantedSeconds).toBe(120);
  });

  test('is refused as the start would be', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 11 });
    const asked = { app: one.app.id, maxDurationSeconds: null, minDurationSeconds: null };
    expect((await refused(world.application.quoteCall(one.principal, asked))).code).toBe('INSUFFICIENT_BALANCE');
    const long = { ...asked, maxDurationSeconds: 7201 };
    expect((await refused(world.application.quoteCall(one.principal, long))).code).toBe('INVALID_DURATION');
    await world.application.disableService(one.principal, { app: one.app.id });
    expect((await refused(world.application.quoteCall(one.principal, asked))).code).toBe('SERVICE_DISABLED');
    const finance = { ...one.principal, role: 'FINANCE' as const };
    expect((await refused(world.application.quoteCall(finance, asked))).code).toBe('NOT_ALLOWED');
  });
});
