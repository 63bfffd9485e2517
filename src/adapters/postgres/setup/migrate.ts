import type { DataSource } from 'typeorm';
import { Client } from 'pg';
import { ownerSource } from '../data-source.ts';
import { migrations } from '../migrations/all.ts';
import type { Ask, Roles } from './roles.ts';
import { ensureRoles, findRoles, serverVersion } from './roles.ts';
import { ensureSchedulerSchema } from './scheduler-schema.ts';
import { requireSecurity } from './security.ts';

const OLDEST_SERVER = 150_000;

/**
 * Brings the database to the form that this version needs, as the connecting user, and looks whether its walls stand.
 * Processes that start at once do it one after another.
 *
 * @throws Error that says what to do, where the server is too old, the user may not create roles, security is not
 * active, or the secrets were sealed with another key.
 */
export async function prepareDatabase(url: string, secretsFingerprint: string): Promise<Roles> {
  const client = new Client({
    connectionString: url,
    application_name: 'zhuanxian setup',
    connectionTimeoutMillis: 5_000,
  });
  // A connection that breaks between two statements reports it as an event, which would end our process unheard.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const ask: Ask = async (sql) => (await client.query(sql)).rows as never;
    const version = await serverVersion(ask);
    if (version < OLDEST_SERVER) throw new Error(`PostgreSQL 15 or later is needed; this is ${version}.`);
    // The lock goes with the connection.
    await ask(`SELECT pg_advisory_lock(hashtextextended('zhuanxian migrations', 0))`);
    const roles = await findRoles(ask);
    await ensureRoles(ask, roles);
    await migrate(url);
    await ensureSchedulerSchema(ask, roles);
    await requireSecurity(ask, roles);
    await requireSameSecrets(client, secretsFingerprint);
    return roles;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function migrate(url: string): Promise<void> {
  const source: DataSource = await ownerSource(url).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

async function requireSameSecrets(client: Client, fingerprint: string): Promise<void> {
  const found = await client.query<{ secrets_fingerprint: string }>(
    'UPDATE setting SET secrets_fingerprint = coalesce(secrets_fingerprint, $1) RETURNING secrets_fingerprint',
    [fingerprint],
  );
  if (found.rows[0]?.secrets_fingerprint !== fingerprint) {
    throw new Error("This database's secrets were sealed with another key: start with that key.");
  }
}

/** Whether all migrations of this version are in the database; more may be, of a later version. */
export async function isMigrated(ask: Ask): Promise<boolean> {
  const done = new Set((await ask<{ name: string }>('SELECT name FROM migration')).map((row) => row.name));
  return migrations.every((Migration) => done.has(new Migration().name));
}
