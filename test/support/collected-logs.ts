import { appendFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { inject } from 'vitest';
import { leakIn } from './secrecy.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the services of all tests leave what they log. */
    logFolder: string;
  }
}

const MOST_SHOWN = 10;

/** Collects the log lines of every service that the tests start, and reads all of them at the end of the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-logs-'));
  project.provide('logFolder', folder);
  return async () => {
    const files = await readdir(folder);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    await rm(folder, { recursive: true });
    const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
    const leaks = lines.flatMap((line) => leakIn(line) ?? []);
    if (lines.length > 0) console.log(`${lines.length} log lines of the tests' services hold ${leaks.length} secrets.`);
    if (leaks.length === 0) return;
    console.error(leaks.slice(0, MOST_SHOWN).join('\n'));
    process.exitCode = 1;
    throw new Error(`${leaks.length} log lines hold what no log may hold.`);
  };
}

/** Keeps what a service printed for the end of the run. In one piece, so that lines of several processes stay whole. */
export function keepLog(text: string): void {
  appendFileSync(join(inject('logFolder'), `${process.pid}.log`), text.endsWith('\n') ? text : `${text}\n`);
}
