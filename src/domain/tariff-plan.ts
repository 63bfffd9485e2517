import { DomainError } from './errors.ts';
import { Money } from './money.ts';
import type { Basis } from './tariff.ts';
import { Tariff } from './tariff.ts';

const CHEAPEST = Money.fen(1);
/** A hundred yuan: above it somebody has mistyped. */
const DEAREST = Money.fen(100_00);

/** A price version of an account's own, and from when it is in force (service time). */
export interface OwnTariff {
  readonly tariff: Tariff;
  readonly from: Date;
}

/**
 * PRICE-4: what an account pays by. A version is in force until the next one is, and never changes from then on; what is
 * only announced can be announced anew. Before its first own version an account pays by the configured one.
 */
export class TariffPlan {
  static readonly none = new TariffPlan(null, null);

  constructor(
    /** Null before the first. */
    readonly first: OwnTariff | null,
    /** In force from its time on. */
    readonly second: OwnTariff | null,
  ) {}

  /** What a call pays by that is placed now. */
  at(now: Date, configured: Tariff): Tariff {
    return this.#ownAt(now)?.tariff ?? configured;
  }

  /** What comes next, where something was announced. */
  announced(now: Date): OwnTariff | null {
    return this.second !== null && now < this.second.from ? this.second : null;
  }

  /**
   * A new version from then on, in place of one that was announced and is not in force. It is named by its time.
   *
   * @throws DomainError PRICE_OUT_OF_RANGE, TARIFF_IN_PAST
   */
  announce(pricePerMinute: Money, basis: Basis, from: Date, now: Date): TariffPlan {
    if (CHEAPEST.exceeds(pricePerMinute) || pricePerMinute.exceeds(DEAREST)) {
      throw new DomainError({ code: 'PRICE_OUT_OF_RANGE', minimum: CHEAPEST, maximum: DEAREST });
    }
    const present = this.#ownAt(now);
    if (from < now || (present !== null && from <= present.from)) throw new DomainError({ code: 'TARIFF_IN_PAST' });
    return new TariffPlan(present, { tariff: new Tariff(from.toISOString(), pricePerMinute, basis), from });
  }

  #ownAt(now: Date): OwnTariff | null {
    if (this.second !== null && this.second.from <= now) return this.second;
    return this.first !== null && this.first.from <= now ? this.first : null;
  }
}
