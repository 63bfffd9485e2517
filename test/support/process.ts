import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ServiceProcess {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly child: ChildProcess;
  /** Milliseconds from the start of the process to its word that it is ready. */
  readonly readyMs: number;
  /** Resolves with the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** Runs the built service as people do, and resolves when it says that it is ready; rejects with what it printed otherwise. */
export async function startServiceProcess(variables: NodeJS.ProcessEnv, cwd = process.cwd()): Promise<ServiceProcess> {
  const begun = Date.now();
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const collect = (chunk: Buffer): void => {
    printed += chunk.toString();
  };
  child.stderr.on('data', collect);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      collect(chunk);
      if (printed.includes('stops everything')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`Exited with ${String(code)}: ${printed}`)));
  });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    url: /GraphQL\s+(\S+)\/graphql/.exec(printed)?.[1] ?? '',
    sandboxUrl: /Sandbox\s+(\S+)/.exec(printed)?.[1] ?? '',
    child,
    readyMs: Date.now() - begun,
    end: async (signal) => {
      child.kill(signal);
      const [code, endedBy] = await ended;
      return code ?? endedBy ?? 0;
    },
  };
}
