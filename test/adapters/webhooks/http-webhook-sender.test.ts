import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { isAllowedAddress } from '../../../src/adapters/webhooks/allowed-address.ts';
import type { SenderOptions } from '../../../src/adapters/webhooks/http-webhook-sender.ts';
import { HttpWebhookSender } from '../../../src/adapters/webhooks/http-webhook-sender.ts';
import type { AttemptResult } from '../../../src/domain/webhooks/delivery.ts';
import { hostileAnswers, hostileHosts } from './hostile-hosts.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const loopback = ['127.0.0.0/8', '::1/128'];

interface Hit {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let canary: Server;
let port: number;
let hits: Hit[] = [];
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  canary = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      hits.push({ url: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() });
      answer(response);
    });
  });
  // On all addresses of the machine: whichever way leads here, it is noticed.
  await new Promise<void>((resolve) => canary.listen(0, '::', resolve));
  port = (canary.address() as AddressInfo).port;
});
afterAll(async () => {
  canary.closeAllConnections();
  await new Promise((resolve) => canary.close(resolve));
});
beforeEach(() => {
  hits = [];
  answer = (response) => response.end('thanks');
});

function send(
  url: string,
  options: Partial<SenderOptions> = {},
  body = '{"type":"webhook.test"}',
): Promise<AttemptResult> {
  const sender = new HttpWebhookSender({ allowedRanges: [], deadlineMs: 1000, ...options });
  return sender.send({ url, id: 'msg-1', body, secrets: [secret], at: new Date() });
}

describe('ABUSE-4: where nothing may be sent', () => {
  it('is nothing sent, in whatever form the address is written', async () => {
    expect(hostileHosts.length + hostileAnswers.length).toBeGreaterThan(200);
    for (const host of hostileHosts) {
      const url = `http://${host}:${port}/`;
      if (!URL.canParse(url)) continue;
      expect([host, await send(url)]).toMatchObject([host, { status: null, answer: null }]);
    }
    expect(hits).toEqual([]);
  });

  it('is nothing sent by a name either, if a single one of its addresses is such', async () => {
    for (const addresses of hostileAnswers) {
      const resolve = () => Promise.resolve(addresses);
      expect([addresses, await send(`http://rebound.example:${port}/`, { resolve })]).toMatchObject([
        addresses,
        {
          status: null,
          error: expect.stringMatching(/^the host (is not at public addresses alone|has no address)$/) as string,
        },
      ]);
    }
    expect(hits).toEqual([]);
  });

  it('leads no redirect: it is the answer', async () => {
    const codes = [301, 302, 303, 307, 308];
    for (const code of codes) {
      answer = (response) => response.writeHead(code, { location: `http://127.0.0.1:${port}/inside` }).end();
      expect((await send(`http://127.0.0.1:${port}/`, { allowedRanges: loopback })).status).toBe(code);
    }
    expect(hits.map(({ url }) => url)).toEqual(codes.map(() => '/'));
  });

  it('leads no name that was checked and moved: it is looked up once, and the connection goes where that led', async () => {
    const asked: string[] = [];
    const resolve = (host: string): Promise<string[]> => {
      asked.push(host);
      return Promise.resolve(asked.length === 1 ? ['127.0.0.1'] : ['169.254.169.254']);
    };
    const sent = await send(`http://rebound.example:${port}/`, { resolve, allowedRanges: ['127.0.0.1/32'] });
    expect([sent.status, asked, hits[0]?.headers.host]).toEqual([200, ['rebound.example'], `rebound.example:${port}`]);
  });

  test.each([
    ['127.0.0.1', ['127.0.0.0/8'], true],
    ['10.1.2.3', ['127.0.0.0/8'], false],
    ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
    ['fd00::1', ['fd00::/8'], true],
    ['8.8.8.8', [], true],
    ['2606:4700::1111', [], true],
    ['::ffff:8.8.8.8', [], true],
    ['not an address', ['0.0.0.0/0'], false],
  ])('but where whoever runs the service allows it: %s in %j is %s', (address, allowed, isAllowed) => {
    expect(isAllowedAddress(address, allowed)).toBe(isAllowed);
  });

  it('is told without its address, nor with the one of a refused connection', async () => {
    const refused = await send('http://127.0.0.1:1/', { allowedRanges: loopback });
    expect(refused).toMatchObject({ status: null, error: 'the connection failed (ECONNREFUSED)' });
    const unknown = await send('http://nowhere.example/', { resolve: () => Promise.reject(new Error('10.0.0.53')) });
    expect(unknown.error).toBe('the host could not be found');
  });
});

describe('CALLBACK-2: a message', () => {
  const url = (): string => `http://127.0.0.1:${port}/calls?of=us`;

  it('arrives as the library of Standard Webhooks verifies it', async () => {
    const sent = await send(url(), { allowedRanges: loopback }, '{"type":"call.ended","data":{"caller":"客服"}}');
    const [hit] = hits;
    expect(new Verifier(secret).verify(hit!.body, hit!.headers as Record<string, string>)).toMatchObject({
      type: 'call.ended',
    });
    expect([hit!.url, sent.status, sent.answer, sent.error]).toEqual(['/calls?of=us', 200, 'thanks', null]);
    expect(sent.headers).toMatchObject({
      'webhook-id': 'msg-1',
      'webhook-signature': hit!.headers['webhook-signature'],
    });
  });

  it('has no answer where there is none within the deadline, wherever it stands still', async () => {
    answer = () => undefined;
    const late = { status: null, error: 'no whole answer within the deadline' };
    expect(await send(url(), { allowedRanges: loopback, deadlineMs: 100 })).toMatchObject(late);
    answer = (response) => response.write('a beginning');
    expect(await send(url(), { allowedRanges: loopback, deadlineMs: 100 })).toMatchObject(late);
    const resolve = () => new Promise<never>(() => undefined);
    expect(await send('http://slow.example/', { resolve, deadlineMs: 100 })).toMatchObject(late);
  });

  it('has an answer of 64 KiB at most, of which 4 KiB are kept', async () => {
    answer = (response) => response.end('x'.repeat(64 * 1024));
    expect((await send(url(), { allowedRanges: loopback })).answer).toBe('x'.repeat(4096));
    answer = (response) => response.end('x'.repeat(64 * 1024 + 1));
    expect(await send(url(), { allowedRanges: loopback })).toMatchObject({
      status: null,
      error: 'the answer is larger than 64 KiB',
    });
    answer = (response) => response.end('a\0b');
    expect((await send(url(), { allowedRanges: loopback })).answer).toBe('a\u{fffd}b');
  });
});
