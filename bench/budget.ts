import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from '../src/config.ts';
import type { Customer } from '../test/support/customer.ts';
import { registerCustomer } from '../test/support/customer.ts';
import type { Asking, Load } from './load.ts';
import { load } from './load.ts';
import { Service } from './service.ts';

/**
 * `npm run bench:budget -- --seconds 20 --runs 5`: what one account that asks for twenty times its budget does to the
 * others. Each run measures the others alone, and then beside the noisy one; requests leave whether or not those before them
 * were answered, so that waiting counts.
 */
const REFILL = 1000;
const TIMES = 20;
const OTHERS = 8;
const EACH_PER_SECOND = 10;
/** What it has saved before it begins is spent by then. */
const AHEAD_SECONDS = 2;
const PAGE = '{ calls { edges { node { id } } } }';
const PAGE_COST = 61;
const SMALL = '{ account { id balance } }';

const option = (name: string, otherwise: number): number => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? otherwise : Number(process.argv[index + 1]);
};
const seconds = option('seconds', 20);
const runs = option('runs', 5);

async function register({ url, sandboxUrl }: Service): Promise<Customer> {
  // All register from one address, whose budget is as small as theirs.
  for (;;) {
    try {
      return await registerCustomer(url, sandboxUrl);
    } catch (error) {
      if (!String(error).includes('ask again')) throw error;
      await pause(1000);
    }
  }
}

const tokenOf = ({ client }: Customer): string => client.token ?? '';

/** In a process of its own: what asking takes must not be counted as waiting of the others. */
const noise = fork(join(projectFolder, 'bench/noise.ts'), { execArgv: ['--import', 'tsx'] });

async function noiseOf(url: string, noisy: Customer): Promise<Load> {
  const asked = {
    url,
    token: tokenOf(noisy),
    query: PAGE,
    perSecond: Math.round((TIMES * REFILL) / PAGE_COST),
    seconds: seconds + AHEAD_SECONDS,
  };
  noise.send(asked satisfies Asking);
  const [answer] = (await once(noise, 'message')) as [Load];
  return answer;
}

async function p99(url: string, others: readonly Customer[], noisy: Customer | null): Promise<number> {
  const noisyLoad = noisy === null ? null : noiseOf(url, noisy);
  if (noisyLoad !== null) await pause(AHEAD_SECONDS * 1000);
  const loads = await Promise.all(
    others.map((one) => load({ url, token: tokenOf(one), query: SMALL, perSecond: EACH_PER_SECOND, seconds })),
  );
  const heard = await noisyLoad;
  if (heard !== null) process.stdout.write(`  the noisy one: ${heard.times.length} asked, ${heard.refused} refused\n`);
  const times = loads.flatMap((one) => one.times).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? NaN;
}

const service = await Service.start({
  COST_BUDGET: String(REFILL),
  COST_REFILL: String(REFILL),
  CODES_PER_ADDRESS_PER_HOUR: 'none',
});
try {
  const noisy = await register(service);
  const others: Customer[] = [];
  while (others.length < OTHERS) others.push(await register(service));
  // Until everything is compiled, and the noisy process has begun.
  await p99(service.url, others, null);
  await p99(service.url, others, noisy);
  const ratios: number[] = [];
  for (let run = 1; run <= runs; run++) {
    const alone = await p99(service.url, others, null);
    const beside = await p99(service.url, others, noisy);
    ratios.push(beside / alone);
    process.stdout.write(
      `run ${run}: the others' p99 ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside it\n`,
    );
  }
  ratios.sort((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)] ?? NaN;
  process.stdout.write(`the middle of ${runs} ratios: ${median.toFixed(2)}×\n`);
} finally {
  noise.disconnect();
  await service.stop();
}
