import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AllowedOrigins } from '../../../src/adapters/graphql/server/allowed-origins.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { TestSocket } from './socket.ts';

const own = 'https://calls.example.cn';
const console = 'https://console.example.com:8443';

/** Origins that resemble an allowed one as an attacker would have it, and others. */
const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const resembling = fc.constantFrom(own, console).chain((origin) =>
  fc.oneof(
    label.map((text) => origin.replace('://', `://${text}.`)),
    label.map((text) => origin.replace('://', `://${text}`)),
    label.map((text) => `${origin}.${text}`),
    label.map((text) => `${origin}@${text}.com`),
    label.map((text) => origin.replace('://', `://${text}@`)),
    label.map((text) => origin.replace('example', `example${text}`)),
    fc.integer({ min: 1, max: 65_535 }).map((port) => `${origin.replace(/:\d+$/, '')}:${port}`),
    fc
      .constantFrom('/', '/graphql', '?', '#', ' ', '\t', '.', `, ${origin}`, `,${own}`, '%00')
      .map((end) => origin + end),
    fc.constant(origin.replace('https', 'http')),
    fc.constant(origin.toUpperCase()),
    fc.constant(origin.replace('example', 'Example')),
    fc.constant(origin.replace('https://', '//')),
    fc.constant(origin.replace('https://', '')),
    fc.constantFrom('null', '', 'undefined', '*', 'file://', 'about:blank', 'https://', 'http://localhost:4000'),
    fc.webUrl().map((url) => new URL(url).origin),
  ),
);

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
