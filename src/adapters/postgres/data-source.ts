import type { PoolConfig } from 'pg';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from './migrations/all.ts';
import type { Patience } from './patience.ts';
import { tables } from './rows/tables.ts';

interface PoolOptions {
  readonly role: string;
  readonly size: number;
  readonly patience: Patience;
  /** Told of each connection that is lost while nobody uses it. */
  readonly warn: (error: unknown) => void;
}

/** TypeORM on the owner's connection, for migrations only. */
export function ownerSource(url: string): DataSource {
  return source({ connectionString: url, application_name: 'zhuanxian owner', max: 2 });
}

/** TypeORM in the member's or the operator's role, for reads. `name` is told to the server. */
export function readerSource(url: string, name: 'member' | 'operator', options: PoolOptions): DataSource {
  const { role, size, patience, warn } = options;
  const limits = { idle_in_transaction_session_timeout: patience.memberIdleMs, max: size };
  const names = { connectionString: inRole(url, role), application_name: `zhuanxian ${name}` };
  return source({ ...bounded(patience), ...limits, ...names }, warn);
}

/**
 * The writers' pool. Each of its clients sends what it is given without waiting for the answers before. What was committed
 * is on disk (CALL-5: a dial follows it), whatever the server, the database or the role says by itself.
 */
export function writerPool(url: string, { role, size, patience, warn }: PoolOptions): Pool {
  const limits = { idle_in_transaction_session_timeout: patience.writerIdleMs, max: size };
  const connectionString = withOptions(url, { role, synchronous_commit: 'on' });
  const pool = new Pool({ ...bounded(patience), ...limits, connectionString, application_name: 'zhuanxian writer' });
  // A connection that breaks while idle says so here; in use, it says so to whoever uses it, and again as an event.
  pool.on('error', warn);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function bounded({ connectionMs, lockMs, statementMs, answerMs }: Patience): PoolConfig {
  return {
    connectionTimeoutMillis: connectionMs,
    lock_timeout: lockMs,
    statement_timeout: statementMs,
    query_timeout: answerMs,
    keepAlive: true,
    pipeline: true,
  };
}

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

/** The address with the role that its sessions start in. */
export function inRole(url: string, role: string): string {
  return withOptions(url, { role });
}

/** They go into the address itself, because what stands there wins over a pool's own options. */
function withOptions(url: string, settings: Readonly<Record<string, string>>): string {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replaceAll(/([\\ ])/g, '\\$1')}`);
  address.searchParams.set('options', [...(given === null ? [] : [given]), ...options].join(' '));
  // The driver decodes the address's query as URLs do, but for "+".
  address.search = address.search.replaceAll('+', '%20');
  return address.href;
}
