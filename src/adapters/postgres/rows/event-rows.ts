import { bigint, integer, key, tableOf, text, time, uuid } from './columns.ts';

/** That a subject has a new version. What it is like, whoever is told reads. */
export interface EventRow {
  account_id: string;
  seq: string;
  subject_kind: 'ACCOUNT' | 'CALL';
  subject_id: string;
  version: number;
  at: Date;
  /** The decision that it was part of: its trace, where the answer to COMMIT was lost. */
  decision_id: string;
  /** Wall time by the database's clock, when its transaction began: how long it is kept goes by it. */
  recorded_at: Date;
}

export const eventTable = tableOf<EventRow>('event', {
  account_id: key(uuid),
  seq: key(bigint),
  subject_kind: text,
  subject_id: uuid,
  version: integer,
  at: time,
  decision_id: uuid,
  recorded_at: { ...time, default: () => 'now()' },
});

/** The trace of a decision that wrote something and announced nothing. */
export interface DecisionRow {
  account_id: string;
  id: string;
  at: Date;
  /** Wall time by the database's clock, as an event's. */
  recorded_at: Date;
}

export const decisionTable = tableOf<DecisionRow>('decision', {
  account_id: key(uuid),
  id: key(uuid),
  at: time,
  recorded_at: { ...time, default: () => 'now()' },
});
