import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { AccountRepository } from '../../application/ports/account-repository.ts';
import type { CallRegister } from '../../application/ports/call-register.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { People } from '../../application/ports/people.ts';
import type { Log } from '../../application/ports/ports.ts';
import type { Reads } from '../../application/ports/reads.ts';
import { PostgresAccounts } from './account-repository.ts';
import { PostgresCallRegister } from './call-register.ts';
import { memberSource, writerPool } from './data-source.ts';
import { PostgresEventFeed } from './event-feed.ts';
import { everySecond } from './every-second.ts';
import { PostgresPeople } from './people.ts';
import { PostgresReads } from './reads.ts';
import { ServiceClock } from './service-clock.ts';
import { isMigrated, prepareDatabase } from './setup/migrate.ts';
import type { Ask } from './setup/roles.ts';
import { requireRole } from './setup/security.ts';

export interface Postgres {
  readonly accounts: AccountRepository;
  readonly people: People;
  readonly reads: Reads;
  readonly register: CallRegister;
  readonly events: EventFeed;
  readonly clock: Clock & { moveTo(at: Date): Promise<void> };
  /** Whether both roles get answers, and all migrations of this version are in the database. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

export interface PostgresOptions {
  /** Of the user who owns the tables and may become the two roles. */
  readonly url: string;
  /** Service milliseconds per wall millisecond; null keeps what the database has, which is 1 at first. */
  readonly clockRate: number | null;
  readonly wall: () => Date;
  /** Tells the key that seals secrets, without telling anything about it. */
  readonly secretsFingerprint: string;
  readonly log: Log;
  /** Connections per role. More writers make a much-used account's row slower, not faster. */
  readonly poolSizes?: { readonly members: number; readonly writers: number; readonly doormen: number };
}

/**
 * Prepares the database and opens it in the roles that the service works in.
 *
 * @throws Error that says what to do, where the server is too old, the roles cannot be created, security is not active,
 * or the secrets were sealed with another key.
 */
export async function openPostgres(options: PostgresOptions): Promise<Postgres> {
  const { url, poolSizes = { members: 10, writers: 8, doormen: 4 } } = options;
  const roles = await prepareDatabase(url, options.secretsFingerprint);
  let closing = false;
  const warn = (error: unknown): void => {
    // The message alone: the driver's error carries its whole connection. One that we are closing is no loss.
    if (!closing) options.log('warn', 'A database connection was lost.', { reason: String(error) });
  };
  const writers = writerPool(url, roles.writer, poolSizes.writers, warn);
  // Signing in must not wait behind decisions that wait for a much-used account.
  const doormen = writerPool(url, roles.writer, poolSizes.doormen, warn);
  const members = memberSource(url, roles.member, poolSizes.members, warn);
  const disconnect = async (): Promise<void> => {
    closing = true;
    await Promise.all([writers.end(), doormen.end(), members.isInitialized ? members.destroy() : undefined]);
  };
  try {
    await members.initialize();
    await requireRole(asker(writers), roles.writer);
    await requireRole((sql) => members.query(sql), roles.member);
    return await assemble(options, { writers, doormen, members }, disconnect);
  } catch (error) {
    await disconnect();
    throw error;
  }
}

async function assemble(
  { log, wall, clockRate }: PostgresOptions,
  { writers, doormen, members }: { writers: Pool; doormen: Pool; members: DataSource },
  disconnect: () => Promise<void>,
): Promise<Postgres> {
  const clock = await ServiceClock.open(writers, wall, clockRate);
  const events = new PostgresEventFeed(writers, log);
  const watch = everySecond(async () => {
    await Promise.all([clock.refresh(), events.compareHeads()]);
  }, log);
  return {
    accounts: new PostgresAccounts(writers, clock, (account, head) => events.committed(account, head)),
    people: new PostgresPeople(doormen),
    reads: new PostgresReads(members),
    register: new PostgresCallRegister(writers, wall),
    events,
    clock,
    ready: () => areReady(writers, (sql) => members.query(sql), log),
    close: async () => {
      await watch.stop();
      await disconnect();
    },
  };
}

async function areReady(writers: Pool, member: Ask, log: Log): Promise<boolean> {
  try {
    await member('SELECT 1');
    return await isMigrated(asker(writers));
  } catch (error) {
    log('warn', 'The database is not ready.', { reason: String(error) });
    return false;
  }
}

function asker(pool: Pool): Ask {
  return async (sql) => (await pool.query(sql)).rows as never;
}
