import type { AlarmKind } from '../../domain/alarm.ts';

/**
 * Alarms that belong to no account, or are raised outside a decision. An account's own are saved with the decision that
 * raises them.
 */
export interface Alarms {
  /** One alarm of a kind is open per subject: again, it changes nothing, its detail neither. Whether it was opened by this. */
  open(kind: AlarmKind, subject: string, detail?: string): Promise<boolean>;
  /** Harmless where none is open. */
  close(kind: AlarmKind, subject: string): Promise<void>;
}
