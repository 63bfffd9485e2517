import type { PoolConfig } from 'pg';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from './migrations/all.ts';
import { tables } from './rows/tables.ts';

const connectPatienceMs = 5_000;
/** Longer than the writers' idle time-out: a decision that waits for a stopped process's lock outlives it. */
const statementPatienceMs = 20_000;
/** Longer than the server's: it is for a server, or a network, that has fallen silent. */
const answerPatienceMs = 25_000;
/** A writer's transaction never waits on the outside; one that stands still belongs to a process that does too. */
const writerIdleMs = 10_000;
/** A view ends with its GraphQL operation. */
const memberIdleMs = 60_000;

/** TypeORM on the owner's connection, for migrations only. */
export function ownerSource(url: string): DataSource {
  return source({ connectionString: url, application_name: 'zhuanxian owner', max: 2 });
}

/** TypeORM in the member role, for reads. */
export function memberSource(url: string, role: string, size: number, warn: (error: unknown) => void): DataSource {
  const limits = { idle_in_transaction_session_timeout: memberIdleMs, max: size };
  return source(
    { ...bounded, ...limits, connectionString: inRole(url, role), application_name: 'zhuanxian member' },
    warn,
  );
}

/** The writers' pool. Each of its clients sends what it is given without waiting for the answers before. */
export function writerPool(url: string, role: string, size: number, warn: (error: unknown) => void): Pool {
  const limits = { idle_in_transaction_session_timeout: writerIdleMs, max: size };
  const connectionString = inRole(url, role);
  const pool = new Pool({ ...bounded, ...limits, connectionString, application_name: 'zhuanxian writer' });
  // A connection that breaks while idle says so here; in use, it says so to whoever uses it, and again as an event.
  pool.on('error', warn);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const bounded: PoolConfig = {
  connectionTimeoutMillis: connectPatienceMs,
  statement_timeout: statementPatienceMs,
  query_timeout: answerPatienceMs,
  keepAlive: true,
  pipeline: true,
};

function source(extra: PoolConfig, warn: (error: unknown) => void = () => undefined): DataSource {
  return new DataSource({
    type: 'postgres',
    extra,
    poolErrorHandler: warn,
    entities: [...tables],
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    synchronize: false,
    installExtensions: false,
    logging: false,
  });
}

/**
 * The address with the role that its sessions start in. It goes into the address itself, because what stands there
 * wins over a pool's own options.
 */
function inRole(url: string, role: string): string {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  const option = `-c role=${role.replaceAll(/([\\ ])/g, '\\$1')}`;
  address.searchParams.set('options', given === null ? option : `${given} ${option}`);
  // The driver decodes the address's query as URLs do, but for "+".
  address.search = address.search.replaceAll('+', '%20');
  return address.href;
}
