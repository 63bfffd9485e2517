import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bug } from './bug.ts';
import { broken } from './bug.ts';
import { bugs } from './bugs/all.ts';

const COPIED = [
  'src',
  'test',
  'schema',
  'package.json',
  'vitest.config.ts',
  'tsconfig.json',
  '.env.example',
  'README.md',
];

/**
 * `npm run teeth [-- --only <words of a name>]`: makes each seeded bug in a copy of the project, and wants the tests that
 * it names to go red. Exits with 1 where one survives.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
  const chosen = bugs.filter(({ name }) => name.includes(values.only));
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-teeth-'));
  try {
    for (const name of COPIED) await cp(name, join(folder, name), { recursive: true });
    await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    if (!(await isGreen(folder, [...new Set(chosen.flatMap(({ tests }) => tests))]))) {
      throw new Error('The tests are red before anything is broken.');
    }
    const survivors: string[] = [];
    for (const bug of chosen) {
      const begun = Date.now();
      const isCaught = await withBug(folder, bug, async () => !(await isGreen(folder, bug.tests)));
      if (!isCaught) survivors.push(bug.name);
      const seconds = ((Date.now() - begun) / 1000).toFixed(0).padStart(3);
      process.stdout.write(`${isCaught ? 'caught  ' : 'SURVIVES'} ${seconds} s  ${bug.name}\n`);
    }
    process.stdout.write(`${chosen.length - survivors.length} of ${chosen.length} caught\n`);
    process.exitCode = survivors.length === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function withBug<T>(folder: string, { edits }: Bug, work: () => Promise<T>): Promise<T> {
  const before = new Map<string, string>();
  for (const edit of edits) {
    const path = join(folder, edit.file);
    const source = await readFile(path, 'utf8');
    if (!before.has(path)) before.set(path, source);
    await writeFile(path, broken(source, edit));
  }
  try {
    return await work();
  } finally {
    for (const [path, source] of before) await writeFile(path, source);
  }
}

/** Whether the tests pass. A test that does not even load is red too: such a bug nobody could have shipped. */
async function isGreen(cwd: string, tests: readonly string[]): Promise<boolean> {
  const child = spawn('npx', ['vitest', 'run', '--bail', '1', ...tests], { cwd, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

await main();
