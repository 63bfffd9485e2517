import type { AlarmKind } from '../../domain/alarm.ts';
import type { DialAnswer } from './telephony-gateway.ts';

/** What is asked of the provider. */
export type Errand = 'START' | 'QUERY';

/** Figures for the operators' dashboards. They name no customer. */
export interface Metrics {
  alarmOpened(kind: AlarmKind): void;
  dialled(outcome: DialAnswer['kind']): void;
  /** An errand's turn under the provider's rate: after how many wall seconds it came, or that it did not. */
  turn(errand: Errand, outcome: 'TAKEN' | 'REFUSED', seconds: number): void;
  /** Whether starts are held back because our account at the provider is empty. */
  breaker(isOpen: boolean): void;
}
