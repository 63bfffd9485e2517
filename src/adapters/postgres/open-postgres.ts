import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { AccountRepository } from '../../application/ports/account-repository.ts';
import type { Alarms } from '../../application/ports/alarms.ts';
import type { BillChecks } from '../../application/ports/bill-checks.ts';
import type { CallRegister } from '../../application/ports/call-register.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { HintCarrier } from '../../application/ports/hint-carrier.ts';
import type { Housekeeping } from '../../application/ports/housekeeping.ts';
import type { Metrics } from '../../application/ports/metrics.ts';
import type { NoticeMails } from '../../application/ports/notice-mails.ts';
import type { OperatorReadsSource } from '../../application/ports/operator-reads.ts';
import type { Operators } from '../../application/ports/operators.ts';
import type { People } from '../../application/ports/people.ts';
import type { Log } from '../../application/ports/ports.ts';
import type { ProgressTurns } from '../../application/ports/progress-turns.ts';
import type { TryCounts } from '../../application/ports/try-counts.ts';
import type { Reads } from '../../application/ports/reads.ts';
import type { TokenRegister } from '../../application/ports/token-register.ts';
import type { WebhookQueue } from '../../application/ports/webhook-queue.ts';
import { PostgresAccounts } from './account-repository.ts';
import { PostgresAlarms } from './alarms.ts';
import { PostgresBillChecks } from './bill-checks.ts';
import { PostgresCallRegister } from './call-register.ts';
import { inRole, readerSource, writerPool } from './data-source.ts';
import { PostgresEventFeed } from './event-feed.ts';
import { every } from './every.ts';
import { PostgresHousekeeping } from './housekeeping.ts';
import { PostgresNoticeMails } from './notice-mails.ts';
import { NotifyCarrier } from './notify-carrier.ts';
import type { Patience } from './patience.ts';
import { patienceWithin } from './patience.ts';
import { PostgresProgressTurns } from './progress-turns.ts';
import { Replica } from './replicas.ts';
import { PostgresOperatorReads } from './operator-reads.ts';
import { PostgresOperators } from './operators.ts';
import { PostgresPeople } from './people.ts';
import { PostgresReads } from './reads.ts';
import { ServiceClock } from './service-clock.ts';
import { unsafeSettings } from './setup/durability.ts';
import { isMigrated, prepareDatabase } from './setup/migrate.ts';
import type { Ask } from './setup/roles.ts';
import { requireRole } from './setup/security.ts';
import { PostgresTryCounts } from './try-counts.ts';
import { PostgresTokens } from './tokens.ts';
import { PostgresWebhookQueue } from './webhook-queue.ts';

export interface Postgres {
  readonly accounts: AccountRepository;
  readonly people: People;
  readonly tokens: TokenRegister;
  readonly operators: Operators;
  readonly tries: TryCounts;
  readonly turns: ProgressTurns;
  readonly webhookQueue: WebhookQueue;
  readonly reads: Reads;
  readonly operatorReads: OperatorReadsSource;
  readonly register: CallRegister;
  readonly alarms: Alarms;
  readonly noticeMails: NoticeMails;
  readonly billChecks: BillChecks;
  readonly housekeeping: Housekeeping;
  readonly events: EventFeed;
  readonly clock: Clock & { moveTo(at: Date): Promise<void> };
  /** For the job library, in the role that owns its schema. */
  readonly scheduleUrl: string;
  /** Whether the roles get answers, and all migrations of this version are in the database. */
  ready(): Promise<boolean>;
  /** Settings of the server by which it may lose what it has committed. */
  unsafeSettings(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface PostgresOptions {
  /** Of the user who owns the tables and may become the service's roles. */
  readonly url: string;
  /** Service milliseconds per wall millisecond; null keeps what the database has, which is 1 at first. */
  readonly clockRate: number | null;
  readonly wall: () => Date;
  /** Tells the key that seals secrets, without telling anything about it. */
  readonly secretsFingerprint: string;
  readonly log: Log;
  readonly metrics?: Pick<Metrics, 'hints'>;
  /** Tells other replicas of commits, and this one of theirs. LISTEN and NOTIFY by default. */
  readonly hints?: HintCarrier;
  /** Wall seconds for which this replica counts as alive after it was last heard of. 5 by default. */
  readonly leaseSeconds?: number;
  readonly patience?: Partial<Patience>;
  /** Connections per role. More writers make a much-used account's row slower, not faster. */
  readonly poolSizes?: { readonly members: number; readonly writers: number; readonly doormen: number };
}

const LEASE_SECONDS = 5;
/** Commits of so long are told to the other replicas together. */
const HINT_PAUSE_MS = 20;
/** Operators are few, and look at lists. */
const OPERATOR_CONNECTIONS = 2;

const unmeasured: Pick<Metrics, 'hints'> = { hints: () => undefined };

/** For beats and claims: a connection that does not answer within half a lease is of no use to them. */
function lifelineOf({ leaseSeconds = LEASE_SECONDS, patience }: PostgresOptions): { size: number; patience: Patience } {
  const longestMs = (leaseSeconds * 1000) / 2;
  const limits = { connectionMs: longestMs, lockMs: longestMs, statementMs: longestMs, answerMs: longestMs };
  return { size: 2, patience: { ...patienceWithin(leaseSeconds), ...patience, ...limits } };
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
  const patience = { ...patienceWithin(options.leaseSeconds ?? LEASE_SECONDS), ...options.patience };
  const writing = { role: roles.writer, patience, warn };
  const writers = writerPool(url, { ...writing, size: poolSizes.writers });
  // Signing in must not wait behind decisions that wait for a much-used account.
  const doormen = writerPool(url, { ...writing, size: poolSizes.doormen });
  const lifeline = writerPool(url, { ...writing, ...lifelineOf(options) });
  const members = readerSource(url, 'member', { role: roles.member, patience, warn, size: poolSizes.members });
  const reading = { role: roles.operator, patience, warn, size: OPERATOR_CONNECTIONS };
  const operators = readerSource(url, 'operator', reading);
  const hints = options.hints ?? new NotifyCarrier(inRole(url, roles.writer));
  const disconnect = async (): Promise<void> => {
    closing = true;
    await hints.close();
    const pools = [writers, doormen, lifeline].map((pool) => pool.end());
    const sources = [members, operators].filter((source) => source.isInitialized).map((source) => source.destroy());
    await Promise.all([...pools, ...sources]);
  };
  try {
    // One after the other: what is still being opened when another fails would not be closed.
    for (const source of [members, operators]) await source.initialize();
    await requireRole(asker(writers), roles.writer);
    await requireRole((sql) => members.query(sql), roles.member);
    await requireRole((sql) => operators.query(sql), roles.operator);
    const scheduleUrl = inRole(url, roles.scheduler);
    return {
      ...(await assemble(options, { writers, doormen, lifeline, members, operators }, hints, disconnect)),
      scheduleUrl,
    };
  } catch (error) {
    await disconnect();
    throw error;
  }
}

type Connections = Readonly<
  Record<'writers' | 'doormen' | 'lifeline', Pool> & Record<'members' | 'operators', DataSource>
>;

async function assemble(
  { log, metrics = unmeasured, wall, clockRate, leaseSeconds = LEASE_SECONDS }: PostgresOptions,
  { writers, doormen, lifeline, members, operators }: Connections,
  hints: HintCarrier,
  disconnect: () => Promise<void>,
): Promise<Omit<Postgres, 'scheduleUrl'>> {
  const clock = await ServiceClock.open(writers, wall, clockRate);
  const events = new PostgresEventFeed(writers, log, metrics, hints, () =>
    pause(HINT_PAUSE_MS, undefined, { ref: false }),
  );
  const replica = await Replica.join(lifeline, leaseSeconds, wall, log);
  const look = async (): Promise<void> => {
    await Promise.all([clock.refresh(), events.compareHeads()]);
  };
  const watch = every(1_000, look, log, 'Looking for news of other processes failed.');
  return {
    accounts: new PostgresAccounts(writers, clock, replica.id, (account, head) => events.committed(account, head)),
    people: new PostgresPeople(doormen),
    tokens: new PostgresTokens(doormen),
    operators: new PostgresOperators(doormen),
    tries: new PostgresTryCounts(doormen),
    turns: new PostgresProgressTurns(writers),
    webhookQueue: new PostgresWebhookQueue(lifeline, replica),
    reads: new PostgresReads(members),
    operatorReads: new PostgresOperatorReads(operators),
    register: new PostgresCallRegister(writers, lifeline, doormen, replica),
    alarms: new PostgresAlarms(writers, () => clock.service()),
    noticeMails: new PostgresNoticeMails(writers),
    billChecks: new PostgresBillChecks(writers, lifeline, replica),
    housekeeping: new PostgresHousekeeping(doormen),
    events,
    clock,
    unsafeSettings: () => unsafeSettings(asker(writers)),
    ready: () => areReady(writers, (sql) => members.query(sql), log),
    close: async () => {
      await watch.stop();
      await replica.leave().catch((error: unknown) => {
        log('warn', 'The lease of this replica ends by itself.', { reason: String(error) });
      });
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
