import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openPostgres } from '../../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import { keyFingerprint } from '../../src/secrets-key.ts';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export const secretsKey = Buffer.alloc(32, 'k');
export const secretsFingerprint = keyFingerprint(new AesSecrets(secretsKey));

/**
 * A migrated database of its own. It is copied from a template, which is migrated once: what a database grants goes by
 * the roles that its `setting` row names, so all copies share the template's two roles.
 */
export async function createDatabase(): Promise<TestDatabase> {
  const template = await templateName();
  const name = `zhuanxian_${randomUUID().replaceAll('-', '')}`;
  await administer(async (client) => {
    // Of the whole cluster, as advisory locks go by database: all test files lock in this one.
    await client.query(`SELECT pg_advisory_lock(hashtextextended('zhuanxian template', 0))`);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount === 0) await makeTemplate(client, template);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return { url: urlOf(name), drop: () => administer((client) => drop(client, name)) };
}

/** A database with nothing in it. */
export async function createEmptyDatabase(name: string): Promise<TestDatabase> {
  await administer((client) => client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`));
  return { url: urlOf(name), drop: () => administer((client) => drop(client, name)) };
}

/** Runs the work as the superuser, in the database that tests start from or the one given. */
export async function administer<T>(work: (client: Client) => Promise<T>, url = inject('postgresUrl')): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function makeTemplate(client: Client, name: string): Promise<void> {
  const unfinished = `${name}_new`;
  await drop(client, unfinished);
  await client.query(`CREATE DATABASE ${unfinished}`);
  const postgres = await openPostgres({
    url: urlOf(unfinished),
    clockRate: null,
    wall: () => new Date(),
    secretsFingerprint,
    log: () => undefined,
  });
  await postgres.close();
  // The clock starts when a copy is opened, not when the template was.
  await administer((owner) => owner.query('DELETE FROM service_clock'), urlOf(unfinished));
  await unused(client, unfinished);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
}

/** A server that tests do not start anew may hold an older template: its name tells what it was made from. */
async function templateName(): Promise<string> {
  const source = new URL('../../src/adapters/postgres/', import.meta.url);
  const hash = createHash('sha256');
  for (const folder of ['migrations/', 'setup/']) {
    const files = (await readdir(new URL(folder, source))).sort();
    for (const file of files) hash.update(await readFile(new URL(folder + file, source)));
  }
  return `zhuanxian_template_${hash.digest('hex').slice(0, 12)}`;
}

/** A connection that was closed leaves the server a moment later. */
async function unused(client: Client, name: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const found = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
    if (found.rowCount === 0) return;
    await pause(10);
  }
  throw new Error(`${name} is still in use.`);
}

async function drop(client: Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
}

function urlOf(database: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}
