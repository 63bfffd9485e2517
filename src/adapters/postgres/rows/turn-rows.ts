import { key, tableOf, time, uuid } from './columns.ts';

export interface TurnRow {
  account_id: string;
  call_id: string;
  /** Wall time by the database's clock: until then nobody asks about the call's progress. */
  next_at: Date;
}

export const turnTable = tableOf<TurnRow>('progress_turn', {
  account_id: key(uuid),
  call_id: key(uuid),
  next_at: time,
});
