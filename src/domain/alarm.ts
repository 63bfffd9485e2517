import type { CallId } from './ids.ts';

/** What a person can be called for. PROVIDER_EMPTY: our own account at the provider has no minutes left. */
export const alarmKinds = [
  'SHORTFALL',
  'DISCREPANCY',
  'CALLBACK_PARKED',
  'HORIZON_VOID',
  'LATE_CHARGE',
  'CALL_OVERDUE',
  'PROVIDER_EMPTY',
  'AUDIT_VIOLATION',
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
