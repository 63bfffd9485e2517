import type { DurationLimits } from '../domain/app.ts';
import type { CheckPlan } from '../domain/bill-check.ts';
import type { CallTimes } from '../domain/placed.ts';
import type { CallLimits } from '../domain/limits.ts';
import type { Tariff } from '../domain/tariff.ts';
import type { TryLimits } from '../domain/tries.ts';

/** PACE-1: how fast the provider may be asked. */
export interface ProviderRate {
  /** Requests of an AppKey, or of a group of them; of all replicas together. */
  readonly perSecond: number;
  /** Wall milliseconds that a start waits for its turn before it is refused. */
  readonly patienceMs: number;
  /** The group of each AppKey whose requests the provider counts together with others'. */
  readonly groups: ReadonlyMap<string, string>;
}

/** What an operator may configure. */
export interface Settings {
  /** BANK-1: where customers transfer money to; null where payments are made otherwise. */
  readonly bankPayee: string | null;
  readonly tariff: Tariff;
  readonly callTimes: CallTimes;
  /** CALL-10 */
  readonly callLimits: CallLimits;
  /** NOTICE-2: minutes of which fewer are told; null where nobody is. */
  readonly lowBalanceMinutes: number | null;
  readonly providerRate: ProviderRate;
  /** BILL-5. `perSecond`: questions about an AppKey's calls, of all replicas together. */
  readonly billChecks: CheckPlan & { readonly perSecond: number };
  /** For new apps. */
  readonly durationLimits: DurationLimits;
  readonly tryLimits: TryLimits;
  /** ROLE-3: service seconds for which callbacks may be signed with the AppSecret before. */
  readonly secretRotationSeconds: number;
  readonly accessTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** LIVE-1: wall seconds for which it is kept what changed when, for who comes back to watch. */
  readonly eventSeconds: number;
  /** HOOK-6: wall seconds for which it is kept what was sent to receivers, and what they answered. */
  readonly deliverySeconds: number;
  /** Wall seconds for which it is kept which notices were mailed to whom. */
  readonly noticeSeconds: number;
  /** LIVE-3: the fewest service seconds between two progress queries for a watched call. */
  readonly progressSeconds: number;
  /** Wall seconds after which a PLACING call's dialler must be dead: above the provider's deadline. */
  readonly placingSeconds: number;
  /** Wall seconds for which the repeat of a start that is under way waits for it. */
  readonly twinSeconds: number;
  /** HOOK-1: what webhooks may be, beside https at public addresses. */
  readonly webhooks: { readonly allowHttp: boolean };
  /** The address at which the provider and people reach this service, without a slash at the end. */
  readonly publicUrl: string;
}
