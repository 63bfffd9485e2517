import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Tally } from './coverage.ts';
import type { Options } from './options.ts';
import type { Report } from './run.ts';
import { combinedHash } from './trace.ts';

const SHOWN = 10;

/** Plays many worlds on several processes, and prints what was reached and what broke. Answers with the exit code. */
export async function simulate({ seeds, from, workers }: Options): Promise<number> {
  const begun = performance.now();
  const stride = Array.from({ length: workers }, (_, index) => inWorker(from + index, seeds - index, workers));
  const reports = await Promise.all(stride);
  const seconds = (performance.now() - begun) / 1000;
  const tally = new Tally();
  for (const report of reports) tally.merge(report);
  const violations = reports.flatMap((report) => report.violations).sort((a, b) => a.seed - b.seed);
  const rare = tally.rare();
  console.log(tally.table());
  console.log(`\n${tally.sequences} sequences in ${seconds.toFixed(1)} s on ${workers} processes:`);
  const cpuSeconds = reports.reduce((sum, report) => sum + report.cpuSeconds, 0);
  const [rate, perCpu] = [seconds, cpuSeconds].map((time) => Math.round(tally.sequences / time));
  console.log(`${rate} a second (${perCpu} per second of a core), ${violations.length} with violations`);
  console.log(`trace hash of the run ${combinedHash(reports.map(({ hash }) => hash))}`);
  for (const { seed, claims } of violations.slice(0, SHOWN)) {
    for (const claim of claims.slice(0, 3)) console.log(`\nseed ${seed}: ${claim}`);
    console.log(`  replay it: npm run simulate -- --seed ${seed} --trace`);
  }
  if (rare.length > 0) console.log(`\nReached in fewer than 1 % of the sequences: ${rare.join('; ')}`);
  return violations.length > 0 || rare.length > 0 ? 1 : 0;
}

function inWorker(from: number, seeds: number, stride: number): Promise<Report> {
  return new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('worker.ts', import.meta.url));
    // Worlds are made and thrown away by the million: most of the time would go into collecting them.
    const execArgv = [...process.execArgv, '--max-semi-space-size=64'];
    const worker = fork(script, [String(from), String(seeds), String(stride)], { execArgv });
    worker.once('message', (report) => resolve(report as Report));
    worker.once('error', reject);
    worker.once('exit', (code) => code !== 0 && reject(new Error(`A worker ended with ${String(code)}.`)));
  });
}
