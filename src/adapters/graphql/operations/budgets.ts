import type { OperationContext } from './context.ts';
import type { CostLimits, CostState } from './cost-bucket.ts';
import { CostBucket } from './cost-bucket.ts';

/** How often buckets that are full again are forgotten. */
const SWEEP_MS = 1000;

/**
 * What each account may ask of this replica, each operator, and each address from which nobody is signed in. In memory:
 * it protects this process and its database from one of them, and holds no more than who asked lately.
 */
export class Budgets {
  readonly #buckets = new Map<string, CostBucket>();
  #sweptAt = -Infinity;

  constructor(
    readonly limits: CostLimits,
    /** Whole milliseconds on a clock that does not go back. */
    private readonly now: () => number = () => Math.floor(performance.now()),
  ) {}

  /** Takes what is asked for, where it is there. Otherwise it tells in how many seconds it will be. */
  spend(context: OperationContext, requested: number): { cost: CostState; retryAfterSeconds: number | null } {
    const now = this.now();
    this.#sweep(now);
    const bucket = this.#bucketOf(payerOf(context), now);
    const isSpent = bucket.spend(requested, now);
    return {
      cost: { requested, available: bucket.available(now), ...this.limits },
      retryAfterSeconds: isSpent ? null : bucket.secondsUntil(requested, now),
    };
  }

  /** Where less is left than is asked for: how much, and in how many seconds it will be there. Takes nothing. */
  lack(context: OperationContext, requested: number): { cost: CostState; retryAfterSeconds: number } | null {
    const now = this.now();
    const bucket = this.#buckets.get(payerOf(context));
    if (bucket === undefined || bucket.available(now) >= requested) return null;
    const cost = { requested, available: bucket.available(now), ...this.limits };
    return { cost, retryAfterSeconds: bucket.secondsUntil(requested, now) };
  }

  /** Buckets that are not full. */
  get size(): number {
    this.#sweptAt = -Infinity;
    this.#sweep(this.now());
    return this.#buckets.size;
  }

  #bucketOf(payer: string, now: number): CostBucket {
    const known = this.#buckets.get(payer);
    if (known !== undefined) return known;
    const bucket = new CostBucket(this.limits, now);
    this.#buckets.set(payer, bucket);
    return bucket;
  }

  #sweep(now: number): void {
    if (now < this.#sweptAt + SWEEP_MS) return;
    this.#sweptAt = now;
    for (const [payer, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(payer);
  }
}

function payerOf({ principal, address }: OperationContext): string {
  if (principal === null) return `address ${address ?? ''}`;
  return principal.kind === 'OPERATOR' ? `operator ${principal.id}` : `account ${principal.account}`;
}
