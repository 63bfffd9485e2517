import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';
import { runProgram } from './run-program.ts';
import { giveTo } from './server-user.ts';

const initdbPatienceMs = 120_000;

/** The files of one database server, and the key to it. */
export interface Cluster {
  readonly path: string;
  /** Of the superuser `postgres`. */
  readonly password: string;
}

/**
 * The home's cluster, made when there is none: UTF-8, compared by code point, entered with a random password. Call it
 * under the home's lock.
 *
 * @throws Error when initdb fails, or the password of an existing cluster is missing.
 */
export async function openCluster(home: Home, binaries: Binaries): Promise<Cluster> {
  const path = join(home.path, 'cluster');
  const passwordFile = join(home.path, 'password');
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) await create(home, binaries, path, passwordFile);
  const password = (await readFile(passwordFile, 'utf8')).trim();
  return { path, password };
}

/** Made beside its place and renamed into it: a cluster that was cut short is never taken for a whole one. */
async function create(home: Home, binaries: Binaries, path: string, passwordFile: string): Promise<void> {
  for (const name of (await readdir(home.path)).filter((each) => each.startsWith('unfinished-'))) {
    await rm(join(home.path, name), { recursive: true, force: true, maxRetries: 3 });
  }
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  const unfinished = join(home.path, `unfinished-${randomUUID()}`);
  await mkdir(unfinished, { mode: 0o700 });
  await Promise.all([passwordFile, unfinished].map((file) => giveTo(home.user, file)));
  const text = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const entry = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  await runProgram(home, binaries.initdb, [`--pgdata=${unfinished}`, ...text, ...entry], initdbPatienceMs);
  await rename(unfinished, path);
  await syncFolder(home.path);
}

/** initdb syncs what is in the cluster, not our renaming it. Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  await folder.sync();
  await folder.close();
}
