import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Log } from '../../application/ports/ports.ts';
import { every } from './every.ts';
import { prepared } from './statements.ts';

const BEATS_PER_LEASE = 5;
const LONGEST_PAUSE_MS = 1_000;

/** Leases are compared by the database's clock: those of the replicas need not agree. */
const beat = `
  WITH beat AS (
    INSERT INTO replica (id, started_at, lease_until)
    VALUES ($1, clock_timestamp(), clock_timestamp() + make_interval(secs => $2))
    ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until
  )
  SELECT count(*)::int AS others FROM replica WHERE id <> $1 AND lease_until > clock_timestamp()`;

/**
 * This run of the process among those on the same database. It beats for as long as it can; when it cannot, because it
 * died, was stopped or lost the database, its lease ends and others take its work over.
 */
export class Replica {
  readonly id = randomUUID();
  #others = 0;
  #leaseUntil = 0;
  #beating: { stop(): Promise<void> } | null = null;

  private constructor(
    /** Of its own: a lease must not end because decisions wait for connections. */
    private readonly pool: Pool,
    private readonly leaseSeconds: number,
    private readonly wall: () => Date,
  ) {}

  static async join(pool: Pool, leaseSeconds: number, wall: () => Date, log: Log): Promise<Replica> {
    const replica = new Replica(pool, leaseSeconds, wall);
    await replica.#beat();
    const pauseMs = Math.min((leaseSeconds * 1000) / BEATS_PER_LEASE, LONGEST_PAUSE_MS);
    replica.#beating = every(pauseMs, () => replica.#beat(), log, 'Renewing the lease of this replica failed.');
    return replica;
  }

  /** How many replicas hold a lease, this one included; as of the last beat. */
  get live(): number {
    return this.#others + 1;
  }

  /** Wall time until which nobody takes this replica for dead: not later than the database has it. */
  get leaseUntil(): Date {
    return new Date(this.#leaseUntil);
  }

  /** Gives the lease up, so that what this replica leaves behind is taken over at once. */
  async leave(): Promise<void> {
    await this.#beating?.stop();
    this.#leaseUntil = 0;
    await this.pool.query(prepared('UPDATE replica SET lease_until = clock_timestamp() WHERE id = $1', [this.id]));
  }

  async #beat(): Promise<void> {
    const asked = this.wall().getTime();
    const { rows } = await this.pool.query<{ others: number }>(prepared(beat, [this.id, this.leaseSeconds]));
    this.#others = rows[0]?.others ?? 0;
    this.#leaseUntil = asked + this.leaseSeconds * 1000;
  }
}
