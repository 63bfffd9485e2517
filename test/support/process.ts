import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keepLog } from './collected-logs.ts';

export interface Started {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly printed: () => string;
  /** Resolves with the exit code, or the signal that ended it, once its output is closed. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

export interface ServiceProcess extends Started {
  readonly url: string;
  readonly sandboxUrl: string;
  /** Milliseconds from the start of the process to its word that it is ready. */
  readonly readyMs: number;
  /** Resolves with the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

export interface Run {
  readonly cwd?: string;
  readonly command?: readonly [string, ...string[]];
}

/** Starts a program in a process group of its own, with these variables and no others. */
export function startProcess(variables: NodeJS.ProcessEnv, { cwd, command }: Run = {}): Started {
  const [program, ...words] = command ?? [process.execPath, 'dist/main.js'];
  const child = spawn(program, words, {
    cwd: cwd ?? process.cwd(),
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += String(chunk)));
  const ended = once(child, 'close').then((how: unknown[]) => {
    keepLog(printed);
    return (how[0] ?? how[1]) as number | NodeJS.Signals;
  });
  return { child, printed: () => printed, ended };
}

/** Runs the built service as people do, and resolves when it says that it is ready; rejects with what it printed otherwise. */
export async function startServiceProcess(variables: NodeJS.ProcessEnv, run: Run = {}): Promise<ServiceProcess> {
  const begun = Date.now();
  const started = startProcess(variables, run);
  const { child, printed, ended } = started;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (printed().includes('stops everything')) resolve();
    });
    void ended.then((how) => reject(new Error(`Ended with ${how}: ${printed()}`)));
  });
  return {
    ...started,
    url: /GraphQL\s+(\S+)\/graphql/.exec(printed())?.[1] ?? '',
    sandboxUrl: /Sandbox\s+(\S+)/.exec(printed())?.[1] ?? '',
    readyMs: Date.now() - begun,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Ctrl-C below npm where /bin/sh is bash: the terminal's signal, and npm's a moment later. */
export async function interruptTwice({ child }: Started): Promise<void> {
  child.kill('SIGINT');
  await pause(3);
  child.kill('SIGINT');
}

/** The process of the PostgreSQL that serves a data folder; null where none runs. */
export async function postgresOf(dataFolder: string): Promise<number | null> {
  const folder = join(dataFolder, 'postgres');
  const home = await readFile(join(folder, 'elsewhere'), 'utf8').catch(() => folder);
  const file = await readFile(join(home.trim(), 'cluster', 'postmaster.pid'), 'utf8').catch(() => null);
  return file === null ? null : Number(file.split('\n')[0]);
}
