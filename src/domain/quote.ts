import type { DurationLimits } from './app.ts';
import { DomainError } from './errors.ts';
import type { Money } from './money.ts';
import type { Parties } from './parties.ts';
import { partyCount } from './parties.ts';
import { Tariff } from './tariff.ts';

/** CALL-3: what must be affordable where no duration was asked for. */
const DEFAULT_MINIMUM_SECONDS = 60;

export interface AskedDuration {
  readonly maxSeconds: number | null;
  readonly minSeconds: number | null;
}

/** What a call would be granted, and the most it can cost. */
export interface Quote {
  readonly tariff: Tariff;
  /** CALL-3: sent to the provider, which cuts the call there. */
  readonly grantedSeconds: number;
  /** CALL-4: reserved before dialling. */
  readonly worstCase: Money;
  readonly minutes: bigint;
}

/**
 * CALL-3: cuts the asked duration (or the app's default) to what `available` buys in whole minutes.
 *
 * @throws DomainError INVALID_DURATION when out of the app's limits; INSUFFICIENT_BALANCE when less than the minimum
 * (what was asked for; 60 s where nothing was) is affordable.
 */
export function quoteCall(
  tariff: Tariff,
  limits: DurationLimits,
  available: Money,
  asked: AskedDuration,
  parties: number,
): Quote {
  const wanted = asked.maxSeconds ?? limits.defaultSeconds;
  requireDuration('maxDurationSeconds', wanted, limits.ceilingSeconds);
  const minimum = asked.minSeconds ?? asked.maxSeconds ?? Math.min(DEFAULT_MINIMUM_SECONDS, wanted);
  requireDuration('minDurationSeconds', minimum, wanted);

  const grantedSeconds = Math.min(wanted, tariff.affordableSeconds(available, parties));
  if (grantedSeconds < minimum) {
    const required = tariff.cost(minimum, parties);
    throw new DomainError({ code: 'INSUFFICIENT_BALANCE', available, required });
  }
  return {
    tariff,
    grantedSeconds,
    worstCase: tariff.cost(grantedSeconds, parties),
    minutes: Tariff.startedMinutes(grantedSeconds),
  };
}

/** PRICE-2: what a conversation cost, or costs so far (LIVE-2). */
export function talkCost(order: Parties & { readonly tariff: Tariff }, talkSeconds: number): Money {
  return order.tariff.cost(talkSeconds, partyCount(order));
}

function requireDuration(field: string, seconds: number, maximum: number): void {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > maximum) {
    throw new DomainError({ code: 'INVALID_DURATION', field, minimum: 1, maximum });
  }
}
