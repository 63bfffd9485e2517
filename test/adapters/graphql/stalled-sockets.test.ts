import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Bell } from '../../../src/application/live/bell.ts';
import { readingOf } from '../../../src/application/live/reading-of.ts';
import type { Reading } from '../../../src/application/live/update.ts';
import type { AccountUpdate } from '../../../src/application/live/watch-account.ts';
import { watched } from '../../../src/application/live/watched.ts';
import type { Account } from '../../../src/domain/account.ts';
import * as a from '../../support/a.ts';
import { figure } from '../../support/figures.ts';
import { until } from '../../support/until.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { customerOf } from './customer.ts';

/** Sockets that stop reading, moments at which something happens, and events in each. */
const [STALLED, MOMENTS, AT_ONCE] = [figure(20, 1000), figure(100, 1000), figure(100, 1000)];
const MOST_GROWTH = 200 * 1024 * 1024;

/** Each answer is of some kilobytes, so that what a client does not read soon fills the system's own room for it. */
const QUERY = `subscription { accountUpdated { version ${Array.from(
  { length: 14 },
  (_, index) =>
    `a${index}: account { id company balance reserved available minutesLeft remainder status tariff { basis pricePerMinute } }`,
).join(' ')} } }`;

let api: Api;
let token: string;
let version = 1;
const bells = new Set<Bell>();
const account: Account = a.account({ balance: 1000_00 });

/** An account of which only the version changes, as often in a moment as no database would let it. */
async function* readings(bell: Bell): AsyncGenerator<Reading<AccountUpdate>, void, void> {
  let seen = 0;
  while (!bell.stopped) {
    const rings = bell.listen();
    await Promise.resolve();
    const now = version;
    const head = BigInt(now);
    yield readingOf(rings, { head, subject: head }, now > seen, (kind) => ({
      ...{ kind, cursor: head, version: now, at: new Date(), account },
    }));
    seen = now;
    await bell.wait(null);
  }
}

function happens(times: number): void {
  for (let each = 0; each < times; each++) {
    version += 1;
    for (const bell of bells) bell.ring();
  }
}

const listen = (bell: Bell): { stop(): void } => {
  bells.add(bell);
  return { stop: () => bells.delete(bell) };
};

beforeAll(async () => {
  api = await startApi({
    socketLimits: { perPerson: null, perAddress: null, handshakesPerSecond: null },
    change: () => ({
      watchAccount: (_principal, after) => watched({ clock: api.postgres.clock }, after, listen, readings),
    }),
  });
  ({ token } = await customerOf(api));
});
afterAll(() => api.stop());

/** A watcher that knows which version it saw last. */
class Watching {
  last = 0;
  updates = 0;
  private constructor(readonly socket: WebSocket) {}

  static async open(): Promise<Watching> {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const watching = new Watching(socket);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await once(socket, 'message');
    socket.on('message', (data: Buffer) => watching.#take(data.toString('utf8')));
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY } }));
    await until('it is shown the account', () => Promise.resolve(watching.last > 0 || null));
    return watching;
  }

  async sees(wanted: number): Promise<void> {
    for (const end = performance.now() + 10_000; this.last < wanted;) {
      if (performance.now() > end) throw new Error(`Version ${wanted} does not come: it has ${this.last}.`);
      await turn();
    }
  }

  #take(text: string): void {
    const found = /"accountUpdated":\{"version":(\d+)/.exec(text)?.[1];
    if (found === undefined) return;
    this.last = Number(found);
    this.updates += 1;
  }
}

async function opened(count: number): Promise<Watching[]> {
  const all: Watching[] = [];
  while (all.length < count)
    all.push(...(await Promise.all(Array.from({ length: Math.min(50, count - all.length) }, () => Watching.open()))));
  return all;
}

it('WS-7: of a burst of events in one moment a watcher is shown the last, and few of the others', async () => {
  const watching = await Watching.open();
  const before = watching.updates;
  happens(100_000);
  await watching.sees(version);
  expect(watching.updates - before).toBeLessThan(10);
  watching.socket.terminate();
});

it(`WS-6: ${STALLED} sockets that do not read harm nobody, and see the last version when they read again`, async () => {
  const reader = await Watching.open();
  const stalled = await opened(STALLED);
  for (const { socket } of stalled) socket.pause();
  const before = process.memoryUsage.rss();
  const waits: number[] = [];
  let most = before;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const begun = performance.now();
    happens(AT_ONCE);
    await reader.sees(version);
    waits.push(performance.now() - begun);
    most = Math.max(most, process.memoryUsage.rss());
  }
  const growth = most - before;
  waits.sort((one, other) => one - other);
  const [mid, p99] = [0.5, 0.99].map((share) => (waits[Math.floor(waits.length * share)] ?? NaN).toFixed(1));
  const megabytes = (growth / 1024 / 1024).toFixed(0);
  console.log(`${MOMENTS * AT_ONCE} events beside ${STALLED} stalled sockets: ${megabytes} MB more; the reader waited ${mid} ms, p99 ${p99} ms`); // prettier-ignore
  expect(growth).toBeLessThan(MOST_GROWTH);
  expect(stalled.every(({ last }) => last < version)).toBe(true);
  for (const { socket } of stalled) socket.resume();
  // Who did not answer pings for so long is gone, and comes again.
  await Promise.all(stalled.map((one) => Promise.race([one.sees(version), once(one.socket, 'close')])));
  for (const { socket } of [reader, ...stalled]) socket.terminate();
}, 600_000);
