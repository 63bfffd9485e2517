import { loadavg } from 'node:os';
import { registerCustomer } from '../test/support/customer.ts';
import { Child } from './fanout/child.ts';
import type { Returning } from './fanout/returning.ts';
import { load } from './load.ts';
import { Service } from './service.ts';

/**
 * `npm run bench:reconnect -- --sockets 10000`: the service is restarted under so many watchers, who come back as the
 * clients in `examples` do, let in at the pace of SOCKETS_PER_SECOND. Told are the time until all are shown what they
 * watch again, how long an HTTP request takes meanwhile and when nothing happens, and what the sockets take of memory.
 */
const option = process.argv.indexOf('--sockets');
const sockets = option < 0 ? 10_000 : Number(process.argv[option + 1]);
const QUIET_SECONDS = 10;
const PER_SECOND = 20;

const service = await Service.start({
  ...{ SOCKETS_PER_PERSON: 'none', SOCKETS_PER_ADDRESS: 'none' },
  ...{ COST_BUDGET: '1000000000', COST_REFILL: '1000000000' },
});
const crowd = new Child('returning.ts', [], 1);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const { client } = await registerCustomer(service.url, service.sandboxUrl);
  const token = client.token ?? '';
  const asked = { url: service.url, token, query: '{ account { balance } }', perSecond: PER_SECOND };
  const port = Number(new URL(service.url).port);
  const query = 'subscription { accountUpdated { version account { balance } } }';
  const before = service.residentBytes();
  crowd.say({ port, query, payload: { authorization: `Bearer ${token}` }, sockets } satisfies Returning);
  await crowd.hears();
  const each = (service.residentBytes() - before) / sockets;
  say(`${sockets} sockets take ${(each / 1024).toFixed(1)} KB each`);

  const quiet = await load({ ...asked, seconds: QUIET_SECONDS });
  const back = allBackAfter(Date.now());
  await service.restart();
  const readyAt = Date.now();
  const busy = await load({ ...asked, seconds: Math.ceil(sockets / 500) });
  say(`all are back ${(((await back) - readyAt) / 1000).toFixed(1)} s after it was ready again`);
  const [alone, beside] = [quiet, busy].map(({ times }) => p99(times)) as [number, number];
  say(
    `an HTTP request: p99 ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms meanwhile: ${(beside / alone).toFixed(2)}×`,
  );
  say(`load ${loadavg()[0]?.toFixed(1) ?? '?'}`);
} finally {
  await crowd.stop();
  await service.stop();
}

/** The wall milliseconds at which all were there for the first time since. */
async function allBackAfter(since: number): Promise<number> {
  for (;;) {
    const { allAt } = await crowd.hears<{ allAt: number }>();
    if (allAt > since) return allAt;
  }
}

function p99(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? NaN;
}
