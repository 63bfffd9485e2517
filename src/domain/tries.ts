import { DomainError } from './errors.ts';

/** How many tries may be wrong within how long. */
export interface TryLimit {
  readonly most: number;
  readonly seconds: number;
}

/** ROLE-2, ACC-1: limits on guessing, and on codes, each of which costs money. Null limits nothing. */
export interface TryLimits {
  /** Wrong passwords and codes under one name: an e-mail address, or the mobile that a code was sent to. */
  readonly perName: TryLimit | null;
  /** Wrong passwords and codes from one address of the network. */
  readonly perAddress: TryLimit | null;
  /** Codes that one address has sent, to whatever mobiles. */
  readonly codesPerAddress: TryLimit | null;
}

const QUARTER_HOUR = 15 * 60;

export const standardTryLimits = {
  perName: { most: 10, seconds: QUARTER_HOUR },
  perAddress: { most: 30, seconds: QUARTER_HOUR },
  codesPerAddress: { most: 20, seconds: 3600 },
} satisfies TryLimits;

/** For longer than any limit looks back. */
export const TRY_MEMORY_MS = 3_600_000;

/** When something was tried under one name or from one address, and was wrong or is not answered yet. Wall time. */
export class Tries {
  static readonly none = new Tries([]);

  private constructor(
    /** Oldest first. */
    readonly times: readonly Date[],
  ) {}

  static restore(times: readonly Date[]): Tries {
    return new Tries(times);
  }

  /** When there is room for one more; null where there is now. */
  fullUntil({ most, seconds }: TryLimit, now: Date): Date | null {
    const oldest = this.times.filter((time) => endOf(time, seconds) > now).at(-most);
    return oldest === undefined ? null : endOf(oldest, seconds);
  }

  /** With a try at `now`, and without those that nobody asks about any more. */
  add(now: Date): Tries {
    const remembered = this.times.filter((time) => time.getTime() > now.getTime() - TRY_MEMORY_MS);
    return new Tries([...remembered, now].sort((one, other) => one.getTime() - other.getTime()));
  }

  /** Without a try that was counted at `time` and turned out to be none. */
  takeBack(time: Date): Tries {
    const index = this.times.findIndex((each) => each.getTime() === time.getTime());
    return index < 0 ? this : new Tries(this.times.toSpliced(index, 1));
  }
}

/**
 * Counts a try under each of several limits before it is answered: guesses that come at once cannot all pass. Who is over
 * a limit is not even looked at, so that nothing shows what the answer would have been.
 *
 * @throws DomainError TOO_MANY_TRIES, with the time at which all of them have room.
 */
export function beginTry(counts: readonly { readonly tries: Tries; readonly limit: TryLimit }[], now: Date): Tries[] {
  const waits = counts.map(({ tries, limit }) => tries.fullUntil(limit, now)?.getTime() ?? 0);
  const longest = Math.max(0, ...waits);
  if (longest > 0) throw new DomainError({ code: 'TOO_MANY_TRIES', retryAt: new Date(longest) });
  return counts.map(({ tries }) => tries.add(now));
}

function endOf(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
