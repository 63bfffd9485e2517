import type { AlarmKind } from '../../domain/alarm.ts';
import type { DialAnswer } from './telephony-gateway.ts';

/** What is asked of the provider. A CHECK is about a call of a bill, and waits for all others. */
export const errands = ['START', 'QUERY', 'CHECK'] as const;

export type Errand = (typeof errands)[number];

/** A callback that was stored; one that nobody signed, is too large, or could not be stored. */
export const callbackOutcomes = ['STORED', 'FORGED', 'TOO_LARGE', 'NOT_STORED'] as const;

export type CallbackOutcome = (typeof callbackOutcomes)[number];

/** Figures for the operators' dashboards. They name no customer. */
export interface Metrics {
  alarmOpened(kind: AlarmKind): void;
  dialled(outcome: DialAnswer['kind']): void;
  /** An errand's turn under the provider's rate: after how many wall seconds it came, or that it did not. */
  turn(errand: Errand, outcome: 'TAKEN' | 'REFUSED', seconds: number): void;
  /** What became of a request at the callback door. */
  callback(outcome: CallbackOutcome): void;
  /** Whether any starts are held back because an account at the provider is empty. */
  breaker(isOpen: boolean): void;
  /** Whether hints of commits come and go between the replicas. */
  hints(isCarried: boolean): void;
}
