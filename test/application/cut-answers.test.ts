import { expect, test } from 'vitest';
import { NeteaseGateway } from '../../src/adapters/netease/gateway.ts';
import { rawServer } from '../adapters/netease/raw-server.ts';
import { credentials } from '../adapters/netease/orders.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { noCallLimits } from '../support/limits.ts';

const chinese = JSON.stringify({ code: 200, msg: '成功，通话已建立 📞', obj: { session: '7c4b7673-0000-4164-82a0' } });
const refused = JSON.stringify({ code: 414, msg: 'caller 号码不合法' });

const head = (more: string): Buffer =>
  Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html;charset=utf-8\r\n${more}\r\n`);
const withLength = (body: Buffer): Buffer => Buffer.concat([head(`Content-Length: ${body.length}\r\n`), body]);
const untilTheEnd = (body: Buffer): Buffer => Buffer.concat([head('Connection: close\r\n'), body]);

/** In chunks of seven bytes, which cut characters of several bytes in two. */
function inChunks(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; at += 7) {
    const chunk = body.subarray(at, at + 7);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([head('Transfer-Encoding: chunked\r\n'), ...chunks, Buffer.from('0\r\n\r\n')]);
}

const encodings = { 'with a length': withLength, 'in chunks': inChunks, 'until the connection ends': untilTheEnd };
const cases = Object.entries(encodings).flatMap(([name, encode]) => [
  { name: `an acceptance ${name}`, answer: encode(Buffer.from(chinese)), whole: 'DIALING' },
  { name: `a refusal ${name}`, answer: encode(Buffer.from(refused)), whole: 'REFUSED' },
]);

/** A customer of the application over the gateway, whose provider sends as much of the answer as the test says. */
async function stage(answer: Buffer): Promise<{
  world: Scenario;
  one: Customer;
  server: Awaited<ReturnType<typeof rawServer>>;
  cutAt: (bytes: number) => void;
}> {
  let length = answer.length;
  const server = await rawServer((socket) => socket.end(answer.subarray(0, length)));
  const world = scenario({ callLimits: noCallLimits });
  const gateway = new NeteaseGateway({
    baseUrl: server.url,
    deadlineMs: 5000,
    now: () => world.clock.wall(),
    log: () => undefined,
  });
  world.outside.dial = (order) => gateway.dial(credentials, order);
  const one = await world.customer({ fen: 100_000_00 });
  return { world, one, server, cutAt: (bytes) => (length = bytes) };
}

const calleeOf = (n: number): string => `139${String(n).padStart(8, '0')}`;

test.each(cases)(
  'START-4: cut at any byte, $name leaves the call UNCONFIRMED and its money set aside',
  async (given) => {
    const { world, one, server, cutAt } = await stage(given.answer);
    for (let length = 0; length < given.answer.length; length += 1) {
      cutAt(length);
      const { status } = await world.start(one, { callee: calleeOf(length) });
      if (status !== 'UNCONFIRMED') throw new Error(`Cut at byte ${length} it is ${status}.`);
    }
    expect(world.account(one.id).reserved.fen).toBe(60n * BigInt(given.answer.length));
    // Nothing was dialled twice.
    expect(server.received).toHaveLength(given.answer.length);
    cutAt(given.answer.length);
    expect((await world.start(one, { callee: calleeOf(given.answer.length) })).status).toBe(given.whole);
  },
);

test.each([
  ['is larger than 64 KiB', withLength(Buffer.from(JSON.stringify({ code: 414, msg: 'x'.repeat(65_536) })))],
  ['is no HTTP', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n')],
  ['is no JSON', withLength(Buffer.from('<html>502</html>'))],
  ['is compressed, which nobody asked for', withLength(Buffer.from('1f8b0800000000000003', 'hex'))],
])('START-4: an answer that %s leaves it so, too', async (_name, answer) => {
  const { world, one } = await stage(answer);
  expect((await world.start(one)).status).toBe('UNCONFIRMED');
  expect(world.account(one.id).reserved.fen).toBe(60n);
});
