import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { built } from '../build.ts';
import { listed } from '../report.ts';
import { tortureBills } from './torture-bills.ts';

/** `npm run torture:bills -- [--kills N] [--seed S]`: exits with 1 where a bill is missing, doubled or not what it must be. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
  });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-bills-'));
  const kills = Number(values.kills);
  const size = { seed: Number(values.seed), accounts: 150, months: 36, calls: 20_000 };
  const result = await tortureBills({ kills, size, folder, command: await built('biller'), say });
  const { differences, wrong, collapses } = result;
  const points = result.kills.points().filter(([, killed]) => killed > 0);
  say(`kills         ${result.kills.total}: ${listed(result.kills.counts)}; ${result.midway} with bills left to issue`);
  say(`fail points   ${points.length}, with at least one kill:`);
  for (const [point, killed] of points) say(`    ${String(killed).padStart(4)}  ${point}`);
  say(`bills         ${result.bills} of ${size.accounts * size.months}, one for each account and month`);
  say(`differences   ${differences.length} from the bills of a run that nobody disturbed`);
  say(`wrong         ${wrong.length}, by the audit, an oracle over the ledger, and the notices`);
  for (const line of [...differences, ...wrong, ...collapses].slice(0, 50)) say(line);
  const isSound = differences.length + wrong.length + collapses.length === 0;
  if (isSound && result.bills === size.accounts * size.months) {
    await rm(folder, { recursive: true, maxRetries: 3 });
    return;
  }
  say(`What is left of it is in ${folder}`);
  process.exitCode = 1;
}

await main();
