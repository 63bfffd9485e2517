import { EventEmitter, once } from 'node:events';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RedisCarrier } from '../../../src/adapters/redis/redis-carrier.ts';
import { hintCarrierContract } from '../../contracts/hint-carrier.ts';
import { hasRedisServer, RedisServer } from '../../support/redis-server.ts';

const given = process.env['REDIS_URL'] ?? '';

describe.skipIf(given === '' && !hasRedisServer)(
  'Redis (left out where neither REDIS_URL names one nor redis-server is installed)',
  () => {
    let server: RedisServer | null = null;
    let url = given;
    beforeAll(async () => {
      if (given === '') ({ url } = server = await RedisServer.start());
    });
    afterAll(() => server?.kill());

    /** Those of the carriers alone: the server may be somebody's. */
    async function cut(): Promise<void> {
      const redis = new Redis(url);
      const list = String(await redis.client('LIST')).split('\n');
      const carriers = list.filter((line) => line.includes('name=zhuanxian-hints'));
      for (const line of carriers) await redis.client('KILL', 'ID', Number(/\bid=(\d+)/.exec(line)?.[1]));
      redis.disconnect();
    }

    hintCarrierContract('Redis', () =>
      Promise.resolve({ carrier: () => new RedisCarrier(url), cut, close: () => Promise.resolve() }),
    );
  },
);

describe.skipIf(!hasRedisServer)('A Redis in trouble (left out where redis-server is not installed)', () => {
  const password = 'correct horse';
  let server: RedisServer;
  let carrier: RedisCarrier;
  let news: EventEmitter;
  beforeEach(async () => {
    news = new EventEmitter();
    server = await RedisServer.start(['--requirepass', password]);
  });
  afterEach(async () => {
    await carrier.close();
    await server.kill();
  });

  function listen(secret: string): void {
    carrier = new RedisCarrier(`redis://:${encodeURIComponent(secret)}@127.0.0.1:${server.port}`);
    carrier.listen({
      heard: (text) => news.emit('heard', text),
      lost: (reason) => news.emit('lost', reason),
      connected: () => news.emit('connected'),
    });
  }

  it('is found again when it was killed and comes back', async () => {
    listen(password);
    await once(news, 'connected');
    const lost = once(news, 'lost');
    await server.kill();
    await lost;
    await carrier.tell('to nobody');
    const back = once(news, 'connected');
    await server.start();
    await back;
    const heard = once(news, 'heard');
    await carrier.tell('to itself');
    expect(await heard).toEqual(['to itself']);
  });

  it('is taken for lost when it stands still, and keeps nobody waiting for long', async () => {
    listen(password);
    await once(news, 'connected');
    const lost = once(news, 'lost');
    server.freeze();
    const begun = performance.now();
    await carrier.tell('to nobody');
    expect(performance.now() - begun).toBeLessThan(5000);
    await lost;
    const back = once(news, 'connected');
    server.thaw();
    await back;
  });

  it('may refuse the password, which is told to nobody', async () => {
    const wrong = 'another long one';
    listen(wrong);
    const [reason] = (await once(news, 'lost')) as [string];
    expect(reason).toMatch(/WRONGPASS|NOAUTH/);
    expect(reason).not.toContain(wrong);
  });
});
