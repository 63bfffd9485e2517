import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from '../src/config.ts';
import type { Customer } from '../test/support/customer.ts';
import { registerCustomer } from '../test/support/customer.ts';
import type { Asking, Load } from './load.ts';
import { load } from './load.ts';

/**
 * `npm run bench:budget -- --seconds 20 --runs 5`: what one account that asks for twenty times its budget does to the
 * others. Each run measures the others alone, and then beside the noisy one; requests leave by the clock, whether or not
 * those before them were answered, so that waiting counts.
 */
const REFILL = 1000;
const TIMES = 20;
const OTHERS = 8;
const EACH_PER_SECOND = 10;
const PAGE = '{ calls { edges { node { id } } } }';
const PAGE_COST = 61;
const SMALL = '{ account { id balance } }';

const option = (name: string, otherwise: number): number => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? otherwise : Number(process.argv[index + 1]);
};
const seconds = option('seconds', 20);
const runs = option('runs', 5);

interface Running {
  readonly url: string;
  readonly sandboxUrl: string;
  stop(): Promise<void>;
}

/** The service in a process of its own, as people run it. */
async function startService(): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-budget-'));
  await chmod(folder, 0o755);
  const child = spawn(process.execPath, [join(projectFolder, 'dist/main.js')], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_FOLDER: folder,
      LOG_LEVEL: 'warn',
      COST_BUDGET: String(REFILL),
      COST_REFILL: String(REFILL),
      CODES_PER_ADDRESS_PER_HOUR: 'none',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += String(chunk);
      if (printed.includes('stops everything')) resolve();
    });
    void ended.then(() => reject(new Error(`The service ended: ${printed}`)));
  });
  return {
    url: /GraphQL\s+(\S+)\/graphql/.exec(printed)?.[1] ?? '',
    sandboxUrl: /Sandbox\s+(\S+)/.exec(printed)?.[1] ?? '',
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function register({ url, sandboxUrl }: Running): Promise<Customer> {
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
async function noiseOf(url: string, noisy: Customer): Promise<Load> {
  const asked = {
    url,
    token: tokenOf(noisy),
    query: PAGE,
    perSecond: Math.round((TIMES * REFILL) / PAGE_COST),
    seconds,
  };
  const child = fork(join(projectFolder, 'bench/noise.ts'), { execArgv: ['--import', 'tsx'] });
  child.send(asked satisfies Asking);
  const [answer] = (await once(child, 'message')) as [Load];
  return answer;
}

async function p99(url: string, others: readonly Customer[], noisy: Customer | null): Promise<number> {
  const noise = noisy === null ? null : noiseOf(url, noisy);
  const loads = await Promise.all(
    others.map((one) => load({ url, token: tokenOf(one), query: SMALL, perSecond: EACH_PER_SECOND, seconds })),
  );
  const heard = await noise;
  if (heard !== null) process.stdout.write(`  the noisy one: ${heard.times.length} asked, ${heard.refused} refused\n`);
  const times = loads.flatMap((one) => one.times).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? NaN;
}

const service = await startService();
try {
  const noisy = await register(service);
  const others: Customer[] = [];
  while (others.length < OTHERS) others.push(await register(service));
  await p99(service.url, others, null);
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
  await service.stop();
}
