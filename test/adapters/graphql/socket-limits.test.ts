import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Turnstile } from '../../../src/adapters/graphql/server/sockets/turnstile.ts';
import { until } from '../../support/until.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { customerOf } from './customer.ts';
import { TestSocket } from './socket.ts';

const many = (count: number, open: () => Promise<TestSocket>): Promise<TestSocket[]> =>
  Promise.all(Array.from({ length: count }, open));

describe('One person', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const refused = async (token: string): Promise<TestSocket> => {
    const socket = await TestSocket.open(api);
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect(await socket.closes()).toBe(1013);
    return socket;
  };

  it('has five sockets, is told of the limit at the sixth, and has a place again for each that went', async () => {
    const { token } = await customerOf(api);
    const [first, second, ...others] = await many(5, () => TestSocket.connected(api, token));
    expect((await refused(token)).reason).toBe('At most 5 sockets of one person; close one, then try again.');
    await first!.leave();
    second!.vanish();
    const connects = async (): Promise<TestSocket | null> => {
      const socket = await TestSocket.open(api);
      socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      return await Promise.race([socket.hears('connection_ack').then(() => socket), socket.closes().then(() => null)]);
    };
    const again = [await until('one place is free', connects, 5), await until('the other is', connects, 5)];
    await refused(token);
    for (const socket of [...others, ...again]) await socket.leave();
  });

  it('counts neither under who was refused nor under another member or key of the account', async () => {
    const { token } = await customerOf(api);
    const principal = (await api.application.authenticate(token))!;
    const asked = { name: 'board', scopes: ['CALLS_READ'], expiresAt: null } as const;
    const { key } = await api.application.createApiKey(principal, asked);
    const sockets = await many(5, () => TestSocket.connected(api, token));
    for (let n = 0; n < 3; n++) await refused(token);
    sockets.push(...(await many(5, () => TestSocket.connected(api, key))));
    await refused(key);
    for (const socket of sockets) await socket.leave();
  });
});

describe('One address', () => {
  it('has a hundred sockets, of whoever, connected or not; beyond that there is no handshake', async () => {
    const api = await startApi();
    const sockets = await many(100, () => TestSocket.open(api));
    const refused = await TestSocket.open(api);
    expect([refused.refused, refused.refusedWith['retry-after']]).toEqual([429, '5']);
    sockets[0]!.vanish();
    const next = async (): Promise<TestSocket | null> => {
      const socket = await TestSocket.open(api);
      return socket.refused === null ? socket : null;
    };
    await until('its place is free', next, 5);
    expect((await TestSocket.open(api)).refused).toBe(429);
    await api.stop();
  });

  it('is the one that the trusted proxies tell, and no other', async () => {
    const from = (api: Api, forwarded: string): Promise<TestSocket> =>
      TestSocket.open(api, 'graphql-transport-ws', { 'x-forwarded-for': forwarded });
    const behind = await startApi({ trustedProxies: 1, socketLimits: { perAddress: 1 } });
    expect((await from(behind, '203.0.113.1')).refused).toBeNull();
    expect((await from(behind, '203.0.113.2')).refused).toBeNull();
    expect((await from(behind, '203.0.113.9, 203.0.113.1')).refused).toBe(429);
    await behind.stop();
    const alone = await startApi({ socketLimits: { perAddress: 1 } });
    expect((await from(alone, '203.0.113.1')).refused).toBeNull();
    expect((await from(alone, '203.0.113.2')).refused).toBe(429);
    await alone.stop();
  });
});

describe('All together', () => {
  it('open no more sockets within a second than are let in; the others are told to come a little later', async () => {
    const api = await startApi({ socketLimits: { handshakesPerSecond: 1 } });
    const [one, other] = await many(2, () => TestSocket.open(api));
    const turned = [one!, other!].find(({ refused }) => refused !== null)!;
    expect([turned.refused, turned.refusedWith['retry-after']]).toEqual([503, '1']);
    const next = async (): Promise<true | null> => ((await TestSocket.open(api)).refused === null ? true : null);
    await until('a second has passed', next, 5);
    await api.stop();
  });

  it('get exactly the pace, whenever they come', () => {
    const turnstile = new Turnstile(10);
    const passed = (at: number): number => Array.from({ length: 50 }, () => turnstile.pass(at)).filter(Boolean).length;
    expect([passed(0), passed(50), passed(100), passed(1100), passed(60_000)]).toEqual([10, 0, 1, 10, 10]);
  });
});
