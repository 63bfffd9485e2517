import { assert } from './assert.ts';
import { Money } from './money.ts';

/** PRICE-2: one duration per call, or each party's share of it. */
export type Basis = 'CONVERSATION' | 'EACH_PARTY';

const SECONDS_PER_MINUTE = 60;

/** A price version. Frozen on each call at its start, so that a later price never touches it. */
export class Tariff {
  constructor(
    readonly version: string,
    readonly pricePerMinute: Money,
    readonly basis: Basis,
  ) {
    assert(pricePerMinute.exceeds(Money.zero), 'a minute costs something');
  }

  /** The manual's price (PRICE-1): 0.12 yuan per started minute. */
  static standard(basis: Basis): Tariff {
    return new Tariff('2016-01', Money.fen(12), basis);
  }

  /** PRICE-1: every started minute counts. 0 s → 0, 1–60 s → 1, 61 s → 2. Takes whole seconds. */
  static startedMinutes(seconds: number): bigint {
    assert(Number.isSafeInteger(seconds) && seconds >= 0, 'a duration is a whole number of seconds');
    return BigInt(Math.ceil(seconds / SECONDS_PER_MINUTE));
  }

  /** PRICE-1–3: what a conversation of `seconds` between `parties` costs. No conversation, no charge. */
  cost(seconds: number, parties: number): Money {
    return this.pricePerMinute.times(this.units(parties) * Tariff.startedMinutes(seconds));
  }

  /** CALL-3: the longest duration, in whole minutes of seconds, that `available` buys for `parties`. */
  affordableSeconds(available: Money, parties: number): number {
    if (available.isNegative) return 0;
    const minutes = available.fen / (this.pricePerMinute.fen * this.units(parties));
    const most = BigInt(Math.floor(Number.MAX_SAFE_INTEGER / SECONDS_PER_MINUTE));
    return Number(minutes < most ? minutes : most) * SECONDS_PER_MINUTE;
  }

  /** ACC-4, ACC-5: whole minutes that an amount buys, of one unit each. */
  minutesLeft(available: Money): bigint {
    return available.isNegative ? 0n : available.fen / this.pricePerMinute.fen;
  }

  /** ACC-5: what is left over after {@link minutesLeft}. */
  remainder(available: Money): Money {
    return available.isNegative ? Money.zero : Money.fen(available.fen % this.pricePerMinute.fen);
  }

  private units(parties: number): bigint {
    return this.basis === 'EACH_PARTY' ? BigInt(parties) : 1n;
  }
}
