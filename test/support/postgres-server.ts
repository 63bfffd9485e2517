import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { EmbeddedPostgres } from '../../src/adapters/postgres/embedded/embedded-postgres.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a superuser; each test file makes databases of its own there. */
    postgresUrl: string;
  }
}

/** Nothing here outlives the tests, so nothing waits for the disk. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

/**
 * Waits for the end of its input, which comes even when the tests are killed, then ends the server and removes its
 * folder. After an orderly end there is nothing left to do.
 */
const watchdog = `
  import { readFileSync, rmSync } from 'node:fs';
  import { setTimeout as pause } from 'node:timers/promises';
  for await (const ignored of process.stdin);
  const folder = process.argv[1];
  const read = (file) => { try { return readFileSync(file, 'utf8').trim(); } catch { return undefined; } };
  const home = read(folder + '/elsewhere') ?? folder;
  const pid = Number(read(home + '/cluster/postmaster.pid')?.split('\\n')[0]);
  const signal = (name) => { try { return pid > 0 && process.kill(pid, name); } catch { return false; } };
  signal('SIGQUIT');
  for (let waited = 0; waited < 10_000 && signal(0); waited += 50) await pause(50);
  for (const each of [home, folder]) rmSync(each, { recursive: true, force: true, maxRetries: 5 });
`;

/** One PostgreSQL for all test files, on a fresh temporary folder; TEST_DATABASE_URL names another to use instead. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given);
    return () => Promise.resolve();
  }
  const server = await temporaryPostgres();
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}

/** A PostgreSQL on a folder of its own, which is gone when it has been stopped, or when we have been killed. */
export async function temporaryPostgres(): Promise<EmbeddedPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-test-'));
  await chmod(folder, 0o755);
  const ended = watch(folder);
  const server = await startEmbeddedPostgres({ folder, settings, log: console.log });
  const stop = async (): Promise<void> => {
    await server.stop();
    await ended();
  };
  return { url: server.url, stop };
}

/** Returns what to call when the server has been stopped: the folder is gone afterwards. */
function watch(folder: string): () => Promise<void> {
  const args = ['--input-type=module', '-e', watchdog, folder];
  // Detached, because Ctrl-C would end it before the tests.
  const child = spawn(process.execPath, args, { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  child.unref();
  return async () => {
    const gone = once(child, 'exit');
    child.stdin.end();
    await gone;
  };
}
