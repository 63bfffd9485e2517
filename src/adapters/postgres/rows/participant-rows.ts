import type { Conference } from '../../../domain/conference.ts';
import { numbersOf } from '../../../domain/parties.ts';
import { integer, key, tableOf, text, time, uuid } from './columns.ts';

/** By which a conference is found. Its order stands on its own row, and what was told about a party in its report. */
export interface ParticipantRow {
  account_id: string;
  call_id: string;
  /** 0 is the caller. */
  position: number;
  number: string;
  /** The conference's: by which a number's are found in their order. */
  placed_at: Date;
}

export const participantTable = tableOf<ParticipantRow>('participant', {
  account_id: key(uuid),
  call_id: key(uuid),
  position: key(integer),
  number: text,
  placed_at: { ...time, default: () => 'now()' },
});

export function toParticipantRows({ id, order }: Conference): readonly ParticipantRow[] {
  return numbersOf(order).map(({ digits }, position) => {
    return { account_id: order.account, call_id: id, position, number: digits, placed_at: order.placedAt };
  });
}
