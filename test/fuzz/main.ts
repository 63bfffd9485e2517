import { parseArgs } from 'node:util';
import type { Found } from './run.ts';
import { fuzz } from './run.ts';
import { startAttacked } from './service.ts';
import { stillWorks } from './still-works.ts';

/**
 * `npm run fuzz -- --cases 1000000 [--seed N]`: requests and frames that mean harm or went wrong on their way, against the
 * built service in a process of its own. None may end it, be answered with 5xx or as an internal error, or keep it from
 * answering what is usual. `--only K` holds one conversation again; Ctrl-C ends it early, with what was found so far.
 */
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 20 : whole(values.seed);
const orders =
  values.only === undefined ? { seed, cases: whole(values.cases) } : { seed, cases: 1, from: whole(values.only) };

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is no whole number.`);
  return Number(text);
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
print(`seed ${seed}`);
const service = await startAttacked();
const begun = performance.now();
const asked = new AbortController();
process.once('SIGINT', () => asked.abort());
const onFound = ({ what, sent, answered, conversation }: Found): void => {
  print(`\n${what}: ${answered.slice(0, 500)}\nsent: ${sent.slice(0, 2000)}`);
  print(`again: npm run fuzz -- --seed ${seed} --only ${conversation}\n`);
};
const tell = (cases: number): boolean => print(`${cases} cases in ${Math.round((performance.now() - begun) / 1000)} s`);
try {
  const { cases, conversations, outcomes, found } = await fuzz(service, {
    ...orders,
    tell,
    onFound,
    until: asked.signal,
  });
  const ended = service.ended();
  print(`${cases} requests and frames in ${conversations} conversations: ${found.length} findings.`);
  for (const [outcome, times] of [...outcomes].sort(([, a], [, b]) => b - a)) print(`  ${outcome}: ${times}`);
  if (ended !== null) print(`The service ended: ${ended}`);
  else await stillWorks(service);
  if (ended !== null || found.length > 0) process.exitCode = 1;
} finally {
  await service.stop();
}
