import { Tries } from '../../../domain/tries.ts';
import { key, tableOf, text } from './columns.ts';

export interface TriesRow {
  /** A keyed digest of what is counted. */
  key: string;
  /** Oldest first, of about an hour. Read as times, written as an array's text. */
  tried_at: Date[] | string;
}

export const triesTable = tableOf<TriesRow>('tries', {
  key: key(text),
  tried_at: { type: 'timestamp with time zone', array: true },
});

export function toTriesRow(name: string, { times }: Tries): TriesRow {
  return { key: name, tried_at: `{${times.map((each) => each.toISOString()).join(',')}}` };
}

export function fromTriesRow(row: TriesRow): Tries {
  return Tries.restore(row.tried_at as Date[]);
}
