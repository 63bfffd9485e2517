import type { Availability } from './availability.ts';
import type { Database } from './database.ts';
import type { ServiceTime } from './service-time.ts';

/**
 * From the end of a replica's lease, or from its claim where it made one after that, to the next one's work, less the
 * time in which there was nobody to do it.
 */
export interface Takeover {
  readonly call: string;
  readonly what: 'PLACING' | 'CLAIM';
  readonly milliseconds: number;
  /** Wall milliseconds at which the lease ended. */
  readonly end: number;
}

interface Claim {
  readonly call: string;
  readonly claim: string;
  readonly claimed_by: string;
  readonly status: string;
}

interface SeenClaim extends Claim {
  /** Wall milliseconds of the first look that saw it. */
  readonly since: number;
}

/** Wall milliseconds between two looks. */
const LOOK_MS = 100;

/** Watches the leases of all replicas, and the claims that the dead leave behind. */
export class Takeovers {
  /** Every end that a lease was seen to have, per replica, in order. A beat moves it on. */
  readonly #leases = new Map<string, number[]>();
  readonly #claims = new Map<string, SeenClaim>();
  /** Who claimed a call that was still PLACING: they can die in their turn. */
  readonly #heirs = new Map<string, Set<string>>();
  readonly #found: Takeover[] = [];
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly availability: Availability,
    private readonly time: ServiceTime,
  ) {}

  start(): void {
    this.#timer = setTimeout(() => {
      // While PostgreSQL is down there is nothing to see.
      this.#looking = this.#look()
        .catch(() => undefined)
        .finally(() => this.#timer !== null && this.start());
    }, LOOK_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#looking;
  }

  /** Asked before the clock is moved: when a call left PLACING is told by its second version's event, in service time. */
  async all(): Promise<readonly Takeover[]> {
    interface Row {
      call: string;
      placed_by: string;
      placed: Date;
      at: Date;
    }
    const left = await this.database.ask<Row>(
      `SELECT call.id AS call, call.placed_by, call.placed_wall_at AS placed, event.at FROM call
       JOIN event ON event.account_id = call.account_id AND event.subject_id = call.id AND event.version = 2
       WHERE call.placed_by IS NOT NULL AND call.claim > 0`,
    );
    const placing = left.flatMap(({ call, placed_by, placed, at }) => {
      const replicas = [placed_by, ...(this.#heirs.get(call) ?? [])];
      const takeover = this.#takeover(call, 'PLACING', replicas, 0, this.time.wallAt(at));
      // Who goes on after its lease has ended, and places calls before its next beat, leaves nothing behind.
      return takeover === null || takeover.end < placed.getTime() ? [] : [takeover];
    });
    return [...this.#found, ...placing];
  }

  /** Null where none of them had lost its lease by then. */
  #takeover(
    call: string,
    what: Takeover['what'],
    replicas: readonly string[],
    since: number,
    at: number,
  ): Takeover | null {
    const ends = replicas.flatMap((replica) => this.#lostLease(replica, at) ?? []);
    if (ends.length === 0) return null;
    const end = Math.max(...ends);
    return { call, what, milliseconds: this.availability.during(Math.max(end, since), at), end };
  }

  /** When the lease had ended that the replica did not hold at that time. */
  #lostLease(replica: string, at: number): number | null {
    const ends = this.#leases.get(replica) ?? [];
    const end = ends.findLast((each) => each <= at);
    const renewed = ends.some((each) => end !== undefined && each > end && each - LEASE_MS < at);
    return end === undefined || renewed ? null : end;
  }

  async #look(): Promise<void> {
    const leases = await this.database.ask<{ id: string; lease_until: Date }>('SELECT id, lease_until FROM replica');
    for (const { id, lease_until } of leases) {
      const ends = this.#leases.get(id) ?? [];
      if (ends.at(-1) !== lease_until.getTime()) ends.push(lease_until.getTime());
      this.#leases.set(id, ends);
    }
    const claims = await this.database.ask<Claim>(
      `SELECT id AS call, claim::text, claimed_by, status FROM call WHERE claimed_until IS NOT NULL AND claimed_by IS NOT NULL`,
    );
    this.#compare(new Map(claims.map((claim) => [claim.call, claim])));
  }

  #compare(claims: ReadonlyMap<string, Claim>): void {
    const now = Date.now();
    const known = new Map(this.#claims);
    for (const [call, before] of this.#claims) {
      if (claims.get(call)?.claim === before.claim) continue;
      const takeover = this.#takeover(call, 'CLAIM', [before.claimed_by], before.since, now);
      if (takeover !== null) this.#found.push(takeover);
    }
    this.#claims.clear();
    for (const [call, claim] of claims) {
      const before = known.get(call);
      this.#claims.set(call, before?.claim === claim.claim ? before : { ...claim, since: now });
      if (claim.status === 'PLACING') this.#heirs.set(call, (this.#heirs.get(call) ?? new Set()).add(claim.claimed_by));
    }
  }
}

/** As the service has it by itself. */
export const LEASE_MS = 5000;
