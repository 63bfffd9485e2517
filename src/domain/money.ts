import { assert } from './assert.ts';

/** The largest amount a PostgreSQL bigint holds. */
const LARGEST = 2n ** 63n - 1n;

/** An exact amount of Chinese currency, in whole fen (1 yuan = 100 fen). May be negative; never a float. */
export class Money {
  static readonly zero = new Money(0n);

  private constructor(
    /** The amount in fen. */
    readonly fen: bigint,
  ) {
    assert(fen <= LARGEST && fen >= -LARGEST, 'an amount fits into 63 bits');
  }

  static fen(fen: bigint | number): Money {
    return new Money(BigInt(fen));
  }

  /** Reads decimal yuan as written by people: `1000`, `0.12`, `-3.5`. Null for anything else, also for a third decimal. */
  static fromYuan(text: string): Money | null {
    const parts = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text);
    if (parts === null) return null;
    const fen = BigInt(parts[2] ?? '0') * 100n + BigInt((parts[3] ?? '').padEnd(2, '0'));
    return new Money(parts[1] === '-' ? -fen : fen);
  }

  /** Decimal yuan with two places: `1000.00`. */
  toYuan(): string {
    const fen = this.fen < 0n ? -this.fen : this.fen;
    return `${this.fen < 0n ? '-' : ''}${String(fen / 100n)}.${String(fen % 100n).padStart(2, '0')}`;
  }

  plus(other: Money): Money {
    return new Money(this.fen + other.fen);
  }

  minus(other: Money): Money {
    return new Money(this.fen - other.fen);
  }

  times(count: bigint): Money {
    return new Money(this.fen * count);
  }

  exceeds(other: Money): boolean {
    return this.fen > other.fen;
  }

  equals(other: Money): boolean {
    return this.fen === other.fen;
  }

  get isZero(): boolean {
    return this.fen === 0n;
  }

  get isNegative(): boolean {
    return this.fen < 0n;
  }

  /** The smaller of the two. */
  atMost(other: Money): Money {
    return this.exceeds(other) ? other : this;
  }
}
