import { DomainError } from './errors.ts';
import type { Language } from './language.ts';

/** NOTICE-2, NOTICE-3: how the people of an account are told. */
export interface NoticeSettings {
  readonly language: Language;
  /** Minutes of which fewer are told. 0: never. Null: as configured. */
  readonly lowBalanceMinutes: number | null;
}

export const usualNotices: NoticeSettings = { language: 'ZH', lowBalanceMinutes: null };

/** Above it somebody has mistyped: two years of one line. */
const MOST_MINUTES = 1_000_000;

/** @throws DomainError THRESHOLD_OUT_OF_RANGE */
export function requirePossibleNotices({ lowBalanceMinutes: minutes }: NoticeSettings): void {
  if (minutes === null || (Number.isInteger(minutes) && minutes >= 0 && minutes <= MOST_MINUTES)) return;
  throw new DomainError({ code: 'THRESHOLD_OUT_OF_RANGE', minimum: 0, maximum: MOST_MINUTES });
}

/** Minutes of which fewer are told; null where nobody is. */
export function thresholdOf({ lowBalanceMinutes }: NoticeSettings, configured: number | null): number | null {
  return lowBalanceMinutes === 0 ? null : (lowBalanceMinutes ?? configured);
}
