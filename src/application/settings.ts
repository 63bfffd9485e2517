import type { DurationLimits } from '../domain/app.ts';
import type { CallTimes } from '../domain/call.ts';
import type { Tariff } from '../domain/tariff.ts';

/** What an operator may configure. */
export interface Settings {
  readonly tariff: Tariff;
  readonly callTimes: CallTimes;
  /** For new apps. */
  readonly durationLimits: DurationLimits;
  readonly accessTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** Service seconds between two progress queries for a watched call. */
  readonly progressSeconds: number;
  /** Wall seconds after which a PLACING call's dialler must be dead: above the provider's deadline. */
  readonly placingSeconds: number;
  /** The address at which the provider and people reach this service, without a slash at the end. */
  readonly publicUrl: string;
}
