import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { built } from './build.ts';
import { reportOf } from './report.ts';
import { torture } from './torture.ts';

/** `npm run torture -- --kills N [--seed S] [--keep]`: exits with 1 where anything was lost, doubled or left open. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      keep: { type: 'boolean', default: false },
      kills: { type: 'string', default: '500' },
      seed: { type: 'string', default: String(Date.now()) },
    },
  });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-torture-'));
  say(`seed ${values.seed}`);
  const command = await built('main');
  const result = await torture({ kills: Number(values.kills), seed: values.seed, folder, command, say });
  say(reportOf(result));
  const sound = result.audit.length + result.differences.length === 0;
  if (sound && !values.keep) {
    await rm(folder, { recursive: true, maxRetries: 3 });
    return;
  }
  await writeFile(
    join(folder, 'history.json'),
    JSON.stringify(result, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 1),
  );
  say(`What is left of it is in ${folder}`);
  process.exitCode = sound ? 0 : 1;
}

await main();
