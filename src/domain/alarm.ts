import type { CallId } from './ids.ts';

/** Something that a person must look at. */
export type AlarmKind =
  'SHORTFALL' | 'DISCREPANCY' | 'CALLBACK_PARKED' | 'HORIZON_VOID' | 'LATE_CHARGE' | 'CALL_OVERDUE';

export interface Alarm {
  readonly kind: AlarmKind;
  /** The call, or the callback's key, that it is about. One alarm of a kind is open per subject. */
  readonly subject: string;
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
