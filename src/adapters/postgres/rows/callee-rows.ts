import { CalleeRings } from '../../../domain/rings.ts';
import { key, tableOf, text } from './columns.ts';

/** A telephone that was called, by whomever. */
export interface CalleeRow {
  number: string;
  /** Oldest first, of about an hour. Read as times, written as an array's text. */
  rung_at: Date[] | string;
}

export const calleeTable = tableOf<CalleeRow>('callee', {
  number: key(text),
  rung_at: { type: 'timestamp with time zone', array: true },
});

export function toCalleeRow({ callee, times }: CalleeRings): CalleeRow {
  return { number: callee, rung_at: `{${times.map((each) => each.toISOString()).join(',')}}` };
}

export function fromCalleeRow(row: CalleeRow): CalleeRings {
  return CalleeRings.restore(row.number, row.rung_at as Date[]);
}
