import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AllowedOrigins } from '../../../src/adapters/graphql/server/allowed-origins.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { own, ownConsole as console, resembling } from './origins.ts';
import { TestSocket } from './socket.ts';

describe('Allowed origins', () => {
  const origins = new AllowedOrigins(own, [console]);

  it('are exactly those that were named, among 1,000 that resemble them', () => {
    const named = [own, console];
    fc.assert(
      fc.property(
        fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...named) }, { weight: 9, arbitrary: resembling }),
        (origin) => {
          expect(origins.has(origin)).toBe(named.includes(origin));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('are a machine’s own under each of its names, on the same port', () => {
    const local = new AllowedOrigins('http://127.0.0.1:4000', []);
    for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
      expect(local.has(`http://${name}:4000`)).toBe(true);
      expect(local.has(`http://${name}:4001`)).toBe(false);
      expect(local.has(`https://${name}:4000`)).toBe(false);
      expect(origins.has(`https://${name}`)).toBe(false);
    }
  });

  it('leave their default port out, as browsers do', () => {
    expect(new AllowedOrigins('https://calls.example.cn:443', []).has(own)).toBe(true);
    expect(new AllowedOrigins('http://localhost:80', []).has('http://localhost')).toBe(true);
  });
});

describe('A socket', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ allowedOrigins: [console] });
  });
  afterAll(() => api.stop());
  const from = (headers: Record<string, string>) => TestSocket.open(api, 'graphql-transport-ws', headers);

  it.each([{}, { origin: own }, { origin: console }])('opens with %j', async (headers) => {
    const socket = await from(headers);
    expect([socket.refused, socket.closed]).toEqual([null, null]);
    await socket.leave();
  });

  it.each(['null', 'https://evil.example', `${own}.evil.example`, `http://calls.example.cn`, `${own}, ${own}`])(
    'of a page from %s gets no handshake',
    async (origin) => {
      expect((await from({ origin })).refused).toBe(403);
    },
  );
});
