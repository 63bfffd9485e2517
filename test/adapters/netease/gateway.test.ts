import { describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../../src/adapters/netease/gateway.ts';
import { NeteaseGateway } from '../../../src/adapters/netease/gateway.ts';
import type { ProviderSession } from '../../../src/domain/ids.ts';
import { appSecret, finishedCall } from './golden.ts';
import { credentials, order } from './orders.ts';
import { closedPort, rawServer } from './raw-server.ts';

const session = finishedCall.session as ProviderSession;
const json = JSON.stringify({ code: 200, msg: 'success', obj: { session } });
const half = json.length / 2;
const encodings = {
  'a length': `HTTP/1.1 200 OK\r\nContent-Length: ${json.length}\r\n\r\n${json}`,
  chunks:
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' +
    [json.slice(0, half), json.slice(half), ''].map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join(''),
  'the end of the connection': `HTTP/1.1 200 OK\r\n\r\n${json}`,
};

const gateway = (baseUrl: string, overrides: Partial<GatewayOptions> = {}): NeteaseGateway =>
  new NeteaseGateway({ baseUrl, deadlineMs: 5000, retryPausesMs: [1, 1], log: () => undefined, ...overrides });

describe('Dialling', () => {
  it.each(Object.entries(encodings))('is AMBIGUOUS for an answer cut at any byte: %s', async (_, answer) => {
    let length = answer.length;
    const server = await rawServer((socket) => socket.end(answer.slice(0, length)));
    expect(await gateway(server.url).dial(credentials, order())).toEqual({ kind: 'STARTED', session });
    for (length = 0; length < answer.length; length += 1) {
      expect([length, await gateway(server.url).dial(credentials, order())]).toMatchObject([
        length,
        { kind: 'AMBIGUOUS' },
      ]);
    }
    expect(server.received).toHaveLength(answer.length + 1);
  });

  it('is AMBIGUOUS for a reset at any byte of the body', async () => {
    const answer = encodings['a length'];
    for (let length = answer.length - json.length; length < answer.length; length += 1) {
      const server = await rawServer((socket) => socket.write(answer.slice(0, length), () => socket.resetAndDestroy()));
      expect(await gateway(server.url).dial(credentials, order())).toMatchObject({ kind: 'AMBIGUOUS' });
      expect(server.received).toHaveLength(1);
    }
  });

  it('is REJECTED without a code when nobody listens, and the log says why', async () => {
    const lines: unknown[] = [];
    const log = (...line: unknown[]): void => void lines.push(line);
    const answer = await gateway(`http://127.0.0.1:${await closedPort()}`, { log }).dial(credentials, order());
    expect(answer).toEqual({ kind: 'REJECTED', refusal: { providerCode: null, retryAfterSeconds: null } });
    expect(lines).toEqual([['warn', 'provider not reached', { why: 'ECONNREFUSED' }]]);
  });

  it('is AMBIGUOUS after the deadline, and the order was sent once', async () => {
    const server = await rawServer(() => undefined);
    const answer = await gateway(server.url, { deadlineMs: 60 }).dial(credentials, order());
    expect(answer).toEqual({ kind: 'AMBIGUOUS', why: 'no whole answer within the deadline' });
    expect(server.received).toHaveLength(1);
  });

  it('is AMBIGUOUS for a giant answer', async () => {
    const server = await rawServer((socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${json}${' '.repeat(66_000)}`));
    expect(await gateway(server.url).dial(credentials, order())).toMatchObject({ kind: 'AMBIGUOUS' });
  });

  it('sends the order in the name of the app, and never its secret', async () => {
    const server = await rawServer((socket) => socket.end(encodings['a length']));
    await gateway(server.url).dial(credentials, order({ maxSeconds: 120 }));
    const [request = ''] = server.received;
    expect(request).toContain('POST /call/ecp/startcall.action HTTP/1.1\r\n');
    expect(request.endsWith('callerAcc=alice&caller=13800000001&callee=057186778825&maxDur=120')).toBe(true);
    expect(request).not.toContain(appSecret);
  });
});

describe('Asking', () => {
  it('queries the session, and tells its end', async () => {
    const body = JSON.stringify({ code: 200, obj: finishedCall });
    const server = await rawServer((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
    );
    const news = await gateway(server.url).query(credentials, { kind: 'CALL', session });
    expect(news).toMatchObject({ kind: 'ENDED', report: { session, talkSeconds: 61 } });
    expect(server.received[0]).toContain('POST /call/ecp/queryBySession.action HTTP/1.1\r\n');
  });

  it('tells that it came too fast, and how long to wait', async () => {
    const body = '{"code":416,"msg":"频率控制"}';
    const server = await rawServer((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nRetry-After: 7\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
    );
    const news = await gateway(server.url).query(credentials, { kind: 'CALL', session });
    expect(news).toMatchObject({ kind: 'UNKNOWN', limitedForSeconds: 7 });
  });

  it('tells that the provider is reachable by any HTTP answer, and by nothing else', async () => {
    const refusing = await rawServer((socket) => socket.end('HTTP/1.1 405 No\r\nContent-Length: 99999\r\n\r\n'));
    expect(await gateway(refusing.url).reachable()).toBe(true);
    const silent = await rawServer((socket) => socket.end());
    expect(await gateway(silent.url).reachable()).toBe(false);
    expect(await gateway(`http://127.0.0.1:${await closedPort()}`).reachable()).toBe(false);
  });
});
