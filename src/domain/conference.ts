import { DomainError } from './errors.ts';
import type { Group } from './parties.ts';
import { numbersOf } from './parties.ts';
import type { PhoneNumber } from './phone-number.ts';
import type { Granted, Placed } from './placed.ts';
import type { HangUpCause } from './report.ts';

export interface ConferenceOrder extends Granted, Group {}

/** A call with several callees (CONF-1), on one reservation. */
export type Conference = Placed<ConferenceOrder>;

/** CONF-2: one party, with what the provider told about it. Null is unknown, not "no" and not zero. */
export interface Participant {
  readonly number: PhoneNumber;
  readonly role: 'CALLER' | 'CALLEE';
  /** False where the provider told that the telephone was not answered. It never tells that one was. */
  readonly joined: false | null;
  readonly endedAt: Date | null;
  readonly cause: HangUpCause | null;
}

const unanswered: ReadonlySet<HangUpCause> = new Set(['BUSY', 'NO_ANSWER', 'DECLINED', 'CANCELED']);

/** The caller first. */
export function participantsOf(conference: Conference): readonly Participant[] {
  const legs = conference.report?.legs ?? [];
  return numbersOf(conference.order).map((number, position) => {
    const leg = legs.find((each) => each.number === number.digits);
    return {
      number,
      role: position === 0 ? 'CALLER' : 'CALLEE',
      joined: leg !== undefined && unanswered.has(leg.cause) ? false : null,
      endedAt: leg?.endedAt ?? null,
      cause: leg?.cause ?? null,
    };
  });
}

/**
 * CONF-1: everybody is somebody else.
 *
 * @throws DomainError DUPLICATE_NUMBER with the position of the first that is not.
 */
export function groupOf(caller: PhoneNumber, callees: readonly PhoneNumber[]): Group {
  const seen = new Map([[caller.digits, 'caller']]);
  for (const [index, { digits }] of callees.entries()) {
    const field = `callees[${index}]`;
    const sameAs = seen.get(digits);
    if (sameAs !== undefined) throw new DomainError({ code: 'DUPLICATE_NUMBER', field, sameAs });
    seen.set(digits, field);
  }
  return { kind: 'CONFERENCE', caller, callees };
}
