import { resolve } from 'node:path';
import { Client } from 'pg';
import type { Cluster } from './cluster.ts';

/** What is silent for longer is not the server, or not ready. */
const greetingPatienceMs = 3_000;
const statementPatienceMs = 60_000;

/** Where the superuser enters a database of the server on that loopback port. */
export function urlOf(port: number, cluster: Cluster, database: string): string {
  return `postgres://postgres:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/**
 * True when what answers on the port is the server of this very cluster. A foreign one, a silent one, and one that is
 * starting or shutting down are all false.
 */
export async function answersAs(port: number, cluster: Cluster): Promise<boolean> {
  const ask = async (client: Client): Promise<boolean> => {
    const shown = await client.query<{ data_directory: string }>('SHOW data_directory');
    return resolve(shown.rows[0]?.data_directory ?? '') === resolve(cluster.path);
  };
  return await connected(urlOf(port, cluster, 'postgres'), ask).catch(() => false);
}

/** Creates the database unless it exists. Call it under the home's lock. */
export async function ensureDatabase(port: number, cluster: Cluster, database: string): Promise<void> {
  await connected(urlOf(port, cluster, 'postgres'), async (client) => {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  });
}

async function connected<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const patience = { connectionTimeoutMillis: greetingPatienceMs, query_timeout: statementPatienceMs };
  const client = new Client({ connectionString, ...patience });
  // A connection that breaks between two statements reports it as an event, which would end our process unheard.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
