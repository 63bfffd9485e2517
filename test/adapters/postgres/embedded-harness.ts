import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import ts from 'typescript';
import { afterAll, afterEach } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '../../../src/adapters/postgres/embedded/embedded-postgres.ts';

const project = join(import.meta.dirname, '../../..');
const source = join(project, 'src/adapters/postgres/embedded');
export const projectModules = join(project, 'node_modules');
const undo: (() => Promise<unknown>)[] = [];

/** What a test started is stopped and removed after it, the latest first, however it ended; called by each test file. */
export function cleanUpAfterTests(): void {
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step().catch(() => undefined);
  });
  afterAll(async () => {
    const made = [usedBefore, compiled];
    usedBefore = compiled = undefined;
    for (const folder of made) if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
  });
}

export function afterThisTest(step: () => Promise<unknown>): void {
  undo.push(step);
}

/** A new folder that every user of this machine can reach. */
export async function temporaryFolder(name = 'zhuanxian-embedded-'): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), name)));
  await chmod(folder, 0o755);
  afterThisTest(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export async function start(folder: string, more: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ folder, log: () => undefined, ...more });
  afterThisTest(() => server.stop());
  return server;
}

/** The rows of one statement, on a connection of its own. */
export async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The first value of the first row. */
export async function value(url: string, sql: string): Promise<unknown> {
  return Object.values((await query(url, sql))[0] ?? {})[0];
}

export async function postmasterPid(cluster: string): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

export async function hasEnded(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  if (state.includes(') Z ')) return true;
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
}

/** Made once per test file, because a first start is mostly processor time. */
let usedBefore: Promise<string> | undefined;
let compiled: Promise<string> | undefined;

/** A folder in which the server was started and stopped before. */
export async function usedFolder(): Promise<string> {
  usedBefore ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-used-'));
    await chmod(folder, 0o755);
    await (await startEmbeddedPostgres({ folder, log: () => undefined })).stop();
    return folder;
  })();
  const folder = await temporaryFolder();
  await promisify(execFile)('cp', ['-a', `${await usedBefore}/.`, folder]);
  return folder;
}

const compilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2022,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

/** Puts the launcher as JavaScript into the folder, for processes of their own. */
export async function compileInto(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of await readdir(source)) {
    const { outputText } = ts.transpileModule(await readFile(join(source, name), 'utf8'), { compilerOptions });
    await writeFile(join(folder, name.replace(/\.ts$/, '.js')), outputText);
  }
}

async function compileBesideModules(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-launcher-'));
  await symlink(projectModules, join(folder, 'node_modules'), 'junction');
  await compileInto(folder);
  return folder;
}

/** Another process that has the launcher as `startEmbeddedPostgres` and `folder` from us; in a group of its own. */
export async function otherProcess(folder: string, script: string, launcher?: string): Promise<ChildProcess> {
  const place = launcher ?? (await (compiled ??= compileBesideModules()));
  const module = pathToFileURL(join(place, 'embedded-postgres.js')).href;
  const head = `import { startEmbeddedPostgres } from '${module}'; const folder = process.argv[1];`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', head + script, folder], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  afterThisTest(() => Promise.resolve(child.kill('SIGKILL')));
  return child;
}

/** Another process that starts the server, and stops it when its input ends. */
export async function member(folder: string, launcher?: string): Promise<{ child: ChildProcess; url: string }> {
  const script = `
    const server = await startEmbeddedPostgres({ folder, log: () => undefined });
    process.on('SIGINT', () => console.log('interrupted'));
    console.log(server.url);
    for await (const ignored of process.stdin);
    await server.stop();`;
  const child = await otherProcess(folder, script, launcher);
  return { child, url: await nextLine(child) };
}

/** What the process prints next, without the line's end. */
export async function nextLine(child: ChildProcess): Promise<string> {
  return await new Promise((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', (code) => reject(new Error(`The other process ended with ${code ?? 'a signal'}.`)));
  });
}
