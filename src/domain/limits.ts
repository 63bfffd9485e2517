import type { CallLimit } from './errors.ts';
import { DomainError } from './errors.ts';
import type { Money } from './money.ts';
import type { Day } from './day.ts';
import type { CalleeRings } from './rings.ts';

/** CALL-10: what holds calls back beside money, as configured or as it is in force for one app. Null: no limit. */
export interface CallLimits {
  readonly callsAtOncePerAccount: number | null;
  readonly callsAtOncePerApp: number | null;
  /** Of an account in a day of Shanghai: what calls charged and what open ones may still charge. */
  readonly spendPerDay: Money | null;
  /** After an answered call of the account to the same callee. 0: none. */
  readonly coolDownSeconds: number;
  /** Over all apps of all accounts. */
  readonly ringsPerCalleePerHour: number | null;
}

export const standardCallLimits = {
  callsAtOncePerAccount: 100,
  callsAtOncePerApp: 50,
  spendPerDay: null,
  coolDownSeconds: 0,
  ringsPerCalleePerHour: 20,
} as const satisfies CallLimits;

/** What the account has under way and behind it, as far as its limits ask for it. */
export interface CallUsage {
  /** From when on fewer calls than the limit can be alive, at the latest; null where fewer were ever open. */
  readonly accountFullUntil: Date | null;
  readonly appFullUntil: Date | null;
  /** Null where nothing limits it. */
  readonly charged: DayCharges | null;
  /**
   * The end of the account's latest answered call to one of the callees; null without one, without a cool-down, or where
   * it is long over.
   */
  readonly lastAnsweredEnd: Date | null;
}

/** What calls took from the balance on a day, and after it: midnight may pass while a lock is waited for. */
export interface DayCharges {
  readonly day: Day;
  readonly during: Money;
  readonly after: Money;
}

/** The call that is to be placed. */
export interface Intent {
  readonly now: Date;
  /** The day of `now`. */
  readonly today: Day;
  /** What open calls of the account have set aside already. */
  readonly reserved: Money;
  readonly worstCase: Money;
}

/**
 * CALL-10
 *
 * @throws DomainError LIMIT_REACHED with the first limit that is met.
 */
export function requireWithinLimits(
  limits: CallLimits,
  usage: CallUsage,
  rings: readonly CalleeRings[],
  intent: Intent,
): void {
  const { now } = intent;
  requirePlace('CALLS_AT_ONCE_ACCOUNT', limits.callsAtOncePerAccount, usage.accountFullUntil, now);
  requirePlace('CALLS_AT_ONCE_APP', limits.callsAtOncePerApp, usage.appFullUntil, now);
  requireSpend(limits.spendPerDay, usage.charged, intent);
  requireCoolDown(limits.coolDownSeconds, usage.lastAnsweredEnd, now);
  requirePlace('RINGS_PER_CALLEE', limits.ringsPerCalleePerHour, allFreeAt(rings, limits, now), now);
}

function requirePlace(limit: CallLimit, value: number | null, fullUntil: Date | null, now: Date): void {
  if (value === null || fullUntil === null || fullUntil <= now) return;
  throw new DomainError({ code: 'LIMIT_REACHED', limit, value, freeAt: fullUntil });
}

/** When the last of the callees can be rung again; null where all can be. */
function allFreeAt(
  rings: readonly CalleeRings[],
  { ringsPerCalleePerHour: limit }: CallLimits,
  now: Date,
): Date | null {
  const ends = rings.flatMap((each) => (limit === null ? [] : (each.fullUntil(limit, now)?.getTime() ?? [])));
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}

function requireSpend(limit: Money | null, charged: DayCharges | null, intent: Intent): void {
  if (limit === null || charged === null) return;
  const { now, today, reserved, worstCase } = intent;
  const spent = now < charged.day.end ? charged.during : charged.after;
  if (!spent.plus(reserved).plus(worstCase).exceeds(limit)) return;
  // No day is long enough for a call that alone may cost more than a day's limit.
  const freeAt = worstCase.exceeds(limit) ? null : today.end;
  throw new DomainError({ code: 'LIMIT_REACHED', limit: 'SPEND_PER_DAY', value: limit, freeAt });
}

function requireCoolDown(seconds: number, lastAnsweredEnd: Date | null, now: Date): void {
  if (lastAnsweredEnd === null) return;
  const freeAt = new Date(lastAnsweredEnd.getTime() + seconds * 1000);
  if (freeAt > now) throw new DomainError({ code: 'LIMIT_REACHED', limit: 'COOL_DOWN', value: seconds, freeAt });
}
