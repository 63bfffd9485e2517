import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AllowedOrigins } from '../../../src/adapters/graphql/server/allowed-origins.ts';
import { Gate } from '../../../src/adapters/graphql/server/sockets/gate.ts';
import { standardSocketLimits } from '../../../src/adapters/graphql/server/sockets/socket-limits.ts';
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
  it('open no more sockets within a second than are let in; who comes faster waits', async () => {
    const api = await startApi({ socketLimits: { handshakesPerSecond: 1 } });
    const opened: number[] = [];
    const sockets = await many(2, async () => {
      const socket = await TestSocket.open(api);
      opened.push(performance.now());
      return socket;
    });
    expect(sockets.map(({ refused }) => refused)).toEqual([null, null]);
    expect(opened[1]! - opened[0]!).toBeGreaterThan(900);
    await api.stop();
  });
});

describe('Who waits at the gate', () => {
  const limits = { ...standardSocketLimits, perAddress: 2, handshakesPerSecond: 1 };
  const origins = new AllowedOrigins('https://calls.example.cn', []);

  /** A client's socket, and what it was answered. */
  function come(gate: Gate): { socket: PassThrough; answers: unknown[][] } {
    const socket = new PassThrough();
    const answers: unknown[][] = [];
    gate.admit({ headers: {}, socket } as unknown as IncomingMessage, (...answer) => answers.push(answer));
    return { socket, answers };
  }

  it('is told to come to another replica when the service stops', async () => {
    const gate = new Gate(origins, limits, () => false);
    const [first, second] = [come(gate), come(gate)];
    await until('the first is let in', () => Promise.resolve(first.answers.length === 1 ? true : null));
    gate.stop();
    expect(first.answers).toEqual([[true]]);
    expect(second.answers).toEqual([[false, 503, expect.stringContaining('Going away'), { 'Retry-After': '1' }]]);
  });

  it('may go, is not answered any more, and leaves its place to another', async () => {
    const gate = new Gate(origins, limits, () => false);
    const [, second, third] = [come(gate), come(gate), come(gate)];
    expect(third.answers).toEqual([[false, 429, expect.stringContaining('At most 2 sockets'), { 'Retry-After': '5' }]]);
    second.socket.end();
    await until('its place is free', () => Promise.resolve(second.socket.destroyed ? true : null));
    const fourth = come(gate);
    await until('the next is let in', () => Promise.resolve(fourth.answers.length === 1 ? true : null), 5);
    expect([fourth.answers, second.answers]).toEqual([[[true]], []]);
  });
});

it('Who goes while waiting at the gate gives the turn to another', async () => {
  // Two may wait.
  const limits = { ...standardSocketLimits, handshakesPerSecond: 0.1 };
  const gate = new Gate(new AllowedOrigins('https://calls.example.cn', []), limits, () => false);
  const come = (): { socket: PassThrough; answers: unknown[] } => {
    const [socket, answers] = [new PassThrough(), [] as unknown[]];
    gate.admit({ headers: {}, socket } as unknown as IncomingMessage, (...answer) => answers.push(answer[1]));
    return { socket, answers };
  };
  const [, second, , fourth] = [come(), come(), come(), come()];
  expect(fourth.answers).toEqual([503]);
  second.socket.end();
  await until('it has gone', () => Promise.resolve(second.socket.destroyed ? true : null));
  expect(come().answers).toEqual([]);
  gate.stop();
});

describe('A turnstile', () => {
  const stay = new AbortController().signal;

  it('lets who comes through in the order of coming, and who leaves gives the turn to the next', async () => {
    const turnstile = new Turnstile(10);
    const passed: string[] = [];
    const pass = async (name: string, signal = stay): Promise<unknown> => {
      await turnstile.pass(signal);
      return passed.push(name);
    };
    const leaves = new AbortController();
    const all = [pass('first'), pass('second'), pass('third', leaves.signal), pass('fourth')];
    leaves.abort();
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(passed).toEqual(['first', 'second', 'fourth']);
  });

  it('is full where who comes would wait for more than twenty seconds', () => {
    const turnstile = new Turnstile(2);
    const leaves = new AbortController();
    for (let count = 0; count < 41; count++) {
      expect(turnstile.isFull).toBe(false);
      void turnstile.pass(leaves.signal).catch(() => undefined);
    }
    expect(turnstile.isFull).toBe(true);
    leaves.abort();
    expect(turnstile.isFull).toBe(false);
  });
});
