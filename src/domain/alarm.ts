import { DomainError } from './errors.ts';
import type { CallId } from './ids.ts';

/**
 * What a person can be called for. PROVIDER_EMPTY: the account at the provider that an
 * AppKey, or a group of them, belongs to has no minutes left. CLOCK_SKEW: the provider does not accept the headers of an AppKey's requests. APP_KEY_DISABLED: the provider has disabled an AppKey.
 * NOTICE_UNSENT: the mail of a notice was not taken in a day and a half.
 * WEBHOOK_DISABLED: the receiver of an app took nothing for so long that nothing is sent to it any more. BILL_DIFFERS: what
 * the provider tells of a bill's calls is not what they were charged for.
 */
export const alarmKinds = [
  'SHORTFALL',
  'DISCREPANCY',
  'CALLBACK_PARKED',
  'HORIZON_VOID',
  'LATE_CHARGE',
  'CALL_OVERDUE',
  'PROVIDER_EMPTY',
  'CLOCK_SKEW',
  'APP_KEY_DISABLED',
  'AUDIT_VIOLATION',
  'NOTICE_UNSENT',
  'WEBHOOK_DISABLED',
  'BILL_DIFFERS',
] as const;

export type AlarmKind = (typeof alarmKinds)[number];

/** What an alarm is about. One is open per kind and subject. */
export interface AlarmKey {
  readonly kind: AlarmKind;
  /** The call, the callback's key, or the part of the system. */
  readonly subject: string;
}

/** Something that a person must look at. */
export interface Alarm extends AlarmKey {
  /** A sentence or two for that person, where the kind alone does not say enough. */
  readonly detail?: string;
  readonly openedAt: Date;
}

/** CALL-6: a later report that differs from the settled one. It moves no money by itself: an operator decides. */
export interface Discrepancy {
  readonly call: CallId;
  readonly settledSeconds: number;
  readonly reportedSeconds: number;
  readonly source: 'CALLBACK' | 'QUERY';
  readonly openedAt: Date;
}

/** What is known of an alarm that somebody wants to close. */
export interface AlarmFacts {
  readonly isOpen: boolean;
  /** Whether a decision about its subject is still to come, which will close it. */
  readonly subjectWaits: boolean;
}

/**
 * ALARM-1: an operator closes an alarm of which there is nothing more to decide.
 *
 * @throws DomainError ALARM_NOT_OPEN, ALARM_WAITS
 */
export function requireClosable({ isOpen, subjectWaits }: AlarmFacts): void {
  if (!isOpen) throw new DomainError({ code: 'ALARM_NOT_OPEN' });
  if (subjectWaits) throw new DomainError({ code: 'ALARM_WAITS' });
}
