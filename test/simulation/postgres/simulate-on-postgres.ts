import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { temporaryPostgres } from '../../support/postgres-server.ts';
import type { Options } from '../options.ts';
import type { BatchesReport } from './play-batches.ts';

const AT_ONCE = 60;
const SHOWN = 5;
const LINES_SHOWN = 80;

/** Plays many sequences on PostgreSQL, each worker on a database of its own. Answers with the exit code. */
export async function simulateOnPostgres({ seeds, from, workers }: Options): Promise<number> {
  const begun = performance.now();
  const server = await temporaryPostgres();
  try {
    const share = Math.ceil(seeds / workers);
    const firsts = Array.from({ length: workers }, (_, index) => index * share).filter((first) => first < seeds);
    const reports = await Promise.all(
      firsts.map(async (first, index) => {
        const url = await createDatabase(server.url, `simulation_${index}`);
        return await inWorker(url, from + first, Math.min(share, seeds - first));
      }),
    );
    return print(reports, (performance.now() - begun) / 1000);
  } finally {
    await server.stop();
  }
}

function print(reports: readonly BatchesReport[], seconds: number): number {
  const sequences = reports.reduce((sum, report) => sum + report.sequences, 0);
  const reached = sumOf(reports.map((report) => report.reached));
  for (const [label, count] of [...reached].sort(([a], [b]) => a.localeCompare(b))) {
    const percent = ((100 * count) / sequences).toFixed(2);
    console.log(`${label.padEnd(40)} ${String(count).padStart(9)} ${percent.padStart(7)} %`);
  }
  console.log('');
  for (const [what, times] of sumOf(reports.map((report) => report.struck))) console.log(`${what}: ${times} times`);
  const violations = reports.flatMap((report) => report.violations);
  const rate = (sequences / seconds).toFixed(1);
  console.log(`\n${sequences} sequences on PostgreSQL with 3 replicas in ${seconds.toFixed(0)} s, ${rate} a second,`);
  console.log(`by ${reports.length} workers with ${AT_ONCE} at once: ${violations.length} with violations`);
  for (const { where, claims, lines } of violations.slice(0, SHOWN)) {
    for (const claim of claims.slice(0, 5)) console.log(`\n${where}: ${claim}`);
    for (const line of lines.slice(-LINES_SHOWN)) console.log(`    ${line}`);
  }
  if (violations.length > 0) {
    console.log(
      '\nA seed has its commands again. What met what on PostgreSQL it does not have: run its batch some times.',
    );
  }
  return violations.length > 0 ? 1 : 0;
}

function sumOf(all: readonly (readonly (readonly [string, number])[])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [what, count] of all.flat()) sums.set(what, (sums.get(what) ?? 0) + count);
  return sums;
}

async function createDatabase(server: string, name: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function inWorker(url: string, from: number, seeds: number): Promise<BatchesReport> {
  return new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('worker.ts', import.meta.url));
    const worker = fork(script, [url, String(from), String(seeds), String(AT_ONCE)]);
    worker.once('message', (report) => resolve(report as BatchesReport));
    worker.once('error', reject);
    worker.once('exit', (code) => code !== 0 && reject(new Error(`A worker ended with ${String(code)}.`)));
  });
}
