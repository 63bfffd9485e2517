import type { RequestListener, ServerResponse } from 'node:http';
import { Agent, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpDoor } from '../src/http-door.ts';
import { listen } from '../src/listen.ts';
import { until } from './support/until.ts';

const PATIENCE_MS = 10_000;

async function open(listener: RequestListener): Promise<{ door: HttpDoor; port: number }> {
  const door = new HttpDoor(listener);
  const port = await listen(door.server, '127.0.0.1', 0, 'PORT');
  onTestFinished(() => door.server.closeAllConnections());
  return { door, port };
}

/** A raw connection that has sent this much; resolves when the server has it. */
async function connected(door: HttpDoor, port: number, sent: string): Promise<Socket> {
  const before = await connections(door);
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  if (sent !== '') socket.write(sent);
  await until('the server has the connection', async () => ((await connections(door)) > before ? true : null));
  return socket;
}

function connections({ server }: HttpDoor): Promise<number> {
  return new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
}

async function secondsOf(work: Promise<void>): Promise<number> {
  const begun = performance.now();
  await work;
  return (performance.now() - begun) / 1000;
}

/** A listener that answers when told to, and the responses that wait for it. */
function slow(): { listener: RequestListener; waiting: ServerResponse[] } {
  const waiting: ServerResponse[] = [];
  return { waiting, listener: (_request, response) => void waiting.push(response) };
}

describe('The HTTP door', () => {
  it.each([
    ['nothing', ''],
    ['half a head', 'GET / HTTP/1.1\r\nHo'],
  ])('does not wait for a connection that has sent %s', async (_what, sent) => {
    const { door, port } = await open((_request, response) => response.end('never asked'));
    await connected(door, port, sent);
    expect(await secondsOf(door.stop(PATIENCE_MS))).toBeLessThan(1);
    await until('no connection is left', async () => ((await connections(door)) === 0 ? true : null));
  });

  it.each([
    ['a head', 'GET / HTTP/1.1\r\nHo'],
    ['a body', 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n{'],
  ])('HTTP-5: ends a connection on which %s comes too slowly', async (_what, sent) => {
    const sending = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };
    const door = new HttpDoor(() => undefined, sending);
    const port = await listen(door.server, '127.0.0.1', 0, 'PORT');
    onTestFinished(() => door.server.closeAllConnections());
    const socket = await connected(door, port, sent);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
    await door.stop(PATIENCE_MS);
  });

  it('answers what is under way, closes its connection, and takes no more', async () => {
    const { listener, waiting } = slow();
    const { door, port } = await open(listener);
    const agent = new Agent({ keepAlive: true });
    const answer = new Promise<{ connection: string | undefined; body: string }>((resolve, reject) => {
      request({ port, agent }, (response) => {
        const { connection } = response.headers;
        text(response).then((body) => resolve({ connection, body }), reject);
      })
        .on('error', reject)
        .end();
    });
    await until('the request is under way', () => Promise.resolve(waiting.length > 0 ? true : null));
    let stopped = false;
    const stopping = door.stop(PATIENCE_MS).then(() => (stopped = true));
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(stopped).toBe(false);
    waiting[0]!.end('x'.repeat(5_000_000));
    await stopping;
    const { connection, body } = await answer;
    expect(connection).toBe('close');
    expect(body).toHaveLength(5_000_000);
  });

  it('serves a request that comes on an open connection while others are answered', async () => {
    const { listener, waiting } = slow();
    const { door, port } = await open(listener);
    await connected(door, port, 'GET /first HTTP/1.1\r\nHost: x\r\n\r\n');
    const late = await connected(door, port, '');
    await until('the request is under way', () => Promise.resolve(waiting.length > 0 ? true : null));
    const stopping = door.stop(PATIENCE_MS);
    late.write('GET /second HTTP/1.1\r\nHost: x\r\n\r\n');
    await until('both are under way', () => Promise.resolve(waiting.length > 1 ? true : null));
    const heard = text(late);
    for (const response of waiting) response.end('answered');
    await stopping;
    expect(await heard).toMatch(/Connection: close[^]*answered$/);
  });

  it('gives up a request whose body does not come, and one that is not answered in time', async () => {
    const { door, port } = await open(() => undefined);
    await connected(door, port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf');
    expect(await secondsOf(door.stop(PATIENCE_MS))).toBeLessThan(5);

    const { listener, waiting } = slow();
    const other = await open(listener);
    await connected(other.door, other.port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await until('the request is under way', () => Promise.resolve(waiting.length > 0 ? true : null));
    expect(await secondsOf(other.door.stop(200))).toBeLessThan(1);
    expect(other.door.server.address() as AddressInfo | null).toBeNull();
  });
});
