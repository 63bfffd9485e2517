import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { MemoryStore } from '../../../src/adapters/sandbox/store/memory-store.ts';
import { PostgresStore } from '../../../src/adapters/sandbox/store/postgres-store.ts';
import type { SandboxStore } from '../../../src/adapters/sandbox/store/store.ts';

export interface StoreHome {
  /** A store over the same memory or database as every other one of this home. */
  open(): SandboxStore;
  close(): Promise<void>;
}

/** A new, empty place for a store. */
export const storeHomes: readonly { readonly kind: string; readonly make: () => Promise<StoreHome> }[] = [
  { kind: 'memory', make: memoryHome },
  { kind: 'PostgreSQL', make: postgresHome },
];

function memoryHome(): Promise<StoreHome> {
  const store = new MemoryStore();
  return Promise.resolve({ open: () => store, close: () => Promise.resolve() });
}

/** A database of its own, dropped by `close`. */
export async function postgresHome(): Promise<StoreHome & { pool(connections: number): pg.Pool }> {
  const name = `sandbox_${randomUUID().replaceAll('-', '')}`;
  const server = inject('postgresUrl');
  await statement(server, `CREATE DATABASE ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const pools: pg.Pool[] = [];
  const pool = (connections: number): pg.Pool => {
    const opened = new pg.Pool({ connectionString: address.href, max: connections });
    // What is still closing when the database is dropped says so.
    opened.on('error', () => undefined);
    pools.push(opened);
    return opened;
  };
  return {
    pool,
    open: () => new PostgresStore(pool(4)),
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await statement(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
