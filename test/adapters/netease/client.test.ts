import { describe, expect, it } from 'vitest';
import { NETEASE_URL, NeteaseClient } from '../../../src/adapters/netease/client.ts';
import { appSecret } from './golden.ts';
import { closedPort, rawServer } from './raw-server.ts';

const form = new URLSearchParams({ callerAcc: 'alice', caller: '13800000001', callee: '057186778825', maxDur: '60' });
const signer = { appKey: 'golden-app', appSecret };
const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';

describe('A request to the provider', () => {
  it('is signed and encoded as the golden vector says', async () => {
    const server = await rawServer((socket) => socket.end(answer));
    const now = (): Date => new Date(1451577600_999);
    const client = new NeteaseClient({ baseUrl: `${server.url}/`, now, nonce: () => 'nonce-1' });
    await client.post('/call/ecp/startcall.action', signer, form);
    const body = 'callerAcc=alice&caller=13800000001&callee=057186778825&maxDur=60';
    const [request = ''] = server.received;
    expect(request.split('\r\n').slice(0, -2).sort()).toEqual(
      [
        'POST /call/ecp/startcall.action HTTP/1.1',
        `Host: 127.0.0.1:${server.port}`,
        'Content-Type: application/x-www-form-urlencoded;charset=utf-8',
        `Content-Length: ${body.length}`,
        'AppKey: golden-app',
        'Nonce: nonce-1',
        'CurTime: 1451577600',
        'CheckSum: 433f11c5d094719ad6cad38ec2e7ba9a3cfc1241',
        'Connection: close',
      ].sort(),
    );
    expect(request.endsWith(`\r\n\r\n${body}`)).toBe(true);
  });

  it('carries another nonce each time, and the time of the wall', async () => {
    const server = await rawServer((socket) => socket.end(answer));
    const client = new NeteaseClient({ baseUrl: server.url });
    await client.post('/', signer, form);
    await client.post('/', signer, form);
    const nonces = server.received.map((text) => /Nonce: ([0-9a-f]{32})\r/.exec(text)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    expect(nonces).not.toContain(undefined);
    const curTime = Number(/CurTime: (\d+)/.exec(server.received[0]!)?.[1]);
    expect(Math.abs(curTime - Date.now() / 1000)).toBeLessThan(60);
  });

  it('goes to NetEase where nothing else is said', () => {
    expect(NETEASE_URL).toBe('https://api.netease.im');
  });

  it('tells status, body, retry-after and date of the answer', async () => {
    const server = await rawServer((socket) =>
      socket.end('HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nDate: today\r\nContent-Length: 6\r\n\r\n繁忙'),
    );
    const result = await new NeteaseClient({ baseUrl: server.url }).post('/', signer, form);
    expect(result).toEqual({ kind: 'ANSWERED', status: 503, body: '繁忙', retryAfter: '7', date: 'today' });
  });
});

describe('A failure before the first byte', () => {
  it('is NOT_SENT when nobody listens', async () => {
    const port = await closedPort();
    const client = new NeteaseClient({ baseUrl: `http://127.0.0.1:${port}`, retryPausesMs: [1, 1] });
    expect(await client.post('/', signer, form)).toEqual({ kind: 'NOT_SENT', why: 'ECONNREFUSED' });
  });

  it('is followed by another attempt that may succeed', async () => {
    const port = await closedPort();
    const client = new NeteaseClient({ baseUrl: `http://127.0.0.1:${port}`, retryPausesMs: [200, 2000] });
    const result = client.post('/', signer, form);
    const server = await rawServer((socket) => socket.end(answer), port);
    expect(await result).toMatchObject({ kind: 'ANSWERED' });
    expect(server.received).toHaveLength(1);
  });

  it('of TLS is NOT_SENT after two more attempts, and the other side saw no request', async () => {
    let hellos = 0;
    const server = await rawServer(
      () => undefined,
      0,
      (socket) => {
        hellos += 1;
        socket.end('this is not TLS');
      },
    );
    const baseUrl = `https://127.0.0.1:${server.port}`;
    const result = await new NeteaseClient({ baseUrl, retryPausesMs: [1, 1] }).post('/', signer, form);
    expect(result).toMatchObject({ kind: 'NOT_SENT' });
    expect(hellos).toBe(3);
    expect(server.received.join()).not.toContain('POST');
  });

  it('of the name is NOT_SENT', async () => {
    // Longer than a label of a name can be, so that no resolver on the network is asked.
    const client = new NeteaseClient({ baseUrl: `http://${'x'.repeat(64)}.invalid`, retryPausesMs: [] });
    expect(await client.post('/', signer, form)).toMatchObject({ kind: 'NOT_SENT' });
  });

  it('is what a key becomes that no header can carry', async () => {
    const server = await rawServer((socket) => socket.end(answer));
    const result = await new NeteaseClient({ baseUrl: server.url }).post('/', { appKey: '专线', appSecret }, form);
    expect(result).toEqual({ kind: 'NOT_SENT', why: 'ERR_INVALID_CHAR' });
    expect(server.received.join()).toBe('');
  });

  it('is NOT_SENT when the deadline passes while a TLS handshake hangs', async () => {
    const server = await rawServer(
      () => undefined,
      0,
      () => undefined,
    );
    const client = new NeteaseClient({ baseUrl: `https://127.0.0.1:${server.port}`, deadlineMs: 60 });
    const result = await client.post('/', signer, form);
    expect(result).toEqual({ kind: 'NOT_SENT', why: 'not connected within the deadline' });
  });

  it('ends at the deadline between two attempts', async () => {
    const port = await closedPort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const client = new NeteaseClient({ baseUrl, deadlineMs: 200, retryPausesMs: [3_600_000] });
    const result = client.post('/', signer, form);
    const server = await rawServer((socket) => socket.end(answer), port);
    expect(await result).toEqual({ kind: 'NOT_SENT', why: 'not connected within the deadline' });
    expect(server.received).toEqual([]);
  });
});

describe('A failure after the first byte', () => {
  const silences = {
    'no answer at all': () => undefined,
    'headers that never end': (write: (text: string) => void) => write('HTTP/1.1 200 OK\r\nContent-Le'),
    'a body that never ends': (write: (text: string) => void) =>
      write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"code":2'),
  };
  it.each(Object.entries(silences))('is SILENT at the deadline: %s', async (_, act) => {
    const server = await rawServer((socket) => act((text) => socket.write(text)));
    const result = await new NeteaseClient({ baseUrl: server.url, deadlineMs: 80 }).post('/', signer, form);
    expect(result).toEqual({ kind: 'SILENT', why: 'no whole answer within the deadline' });
    expect(server.received).toHaveLength(1);
  });

  it('is SILENT at the deadline for a body that comes byte by byte', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
      const drip = setInterval(() => socket.write(' '), 5);
      socket.on('close', () => clearInterval(drip));
    });
    const result = await new NeteaseClient({ baseUrl: server.url, deadlineMs: 80 }).post('/', signer, form);
    expect(result).toEqual({ kind: 'SILENT', why: 'no whole answer within the deadline' });
  });

  it('is SILENT for a reset, and nothing is sent again', async () => {
    const server = await rawServer((socket) => socket.resetAndDestroy());
    const result = await new NeteaseClient({ baseUrl: server.url }).post('/', signer, form);
    expect(result).toEqual({ kind: 'SILENT', why: 'ECONNRESET' });
    expect(server.received).toHaveLength(1);
  });

  it.each([
    ['nonsense', 'SMTP ready\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    ['an upgrade', 'HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n'],
    ['giant headers', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`],
  ])('is SILENT for an answer that is not HTTP as we know it: %s', async (_, text) => {
    const server = await rawServer((socket) => socket.end(text));
    const result = await new NeteaseClient({ baseUrl: server.url }).post('/', signer, form);
    expect(result).toMatchObject({ kind: 'SILENT' });
  });

  it('is SILENT for a body over 64 KiB, and not for one of 64 KiB', async () => {
    const body = (size: number): string => `HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n${'x'.repeat(size)}`;
    for (const [size, kind] of [
      [65_536, 'ANSWERED'],
      [65_537, 'SILENT'],
    ] as const) {
      const server = await rawServer((socket) => socket.end(body(size)));
      const result = await new NeteaseClient({ baseUrl: server.url }).post('/', signer, form);
      expect(result.kind).toBe(kind);
    }
  });
});

describe('A request that must be sent before a certain time', () => {
  it('is sent while that time has not come', async () => {
    const server = await rawServer((socket) => socket.end(answer));
    const client = new NeteaseClient({ baseUrl: server.url, now: () => new Date(999) });
    expect(await client.post('/', signer, form, new Date(1000))).toMatchObject({ kind: 'ANSWERED' });
  });

  it('is NOT_SENT from then on, also when the process stood still while it connected', async () => {
    const server = await rawServer((socket) => socket.end(answer));
    // Asked once the connection stands, and not before.
    const client = new NeteaseClient({ baseUrl: server.url, now: () => new Date(1000) });
    const result = await client.post('/', signer, form, new Date(1000));
    expect(result).toEqual({ kind: 'NOT_SENT', why: 'too late to be sent' });
    expect(server.received.join('')).toBe('');
  });
});
