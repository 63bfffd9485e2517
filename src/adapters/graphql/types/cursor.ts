import type { PageRequest, Place } from '../../../application/ports/reads.ts';
import { badUserInput } from './bad-user-input.ts';
import { isUuid } from './ids.ts';

const FORM = /^(\d{1,15}):([0-9a-f-]{36})$/;
const MOST = 100;

/** A place in a list, opaque to clients. */
export function cursorOf({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()}:${id}`).toString('base64url');
}

/** @throws GraphQLError BAD_USER_INPUT, naming `first` or `after`. */
export function pageRequest(first: number, after: string | null | undefined): PageRequest {
  if (first < 1 || first > MOST) throw badUserInput('first', `A page has from 1 to ${MOST} entries.`);
  return { first, after: after == null ? null : placeOf(after) };
}

function placeOf(cursor: string): Place {
  const [, time, id] = FORM.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (time === undefined || id === undefined || !isUuid(id))
    throw badUserInput('after', 'This is no cursor of a list.');
  return { at: new Date(Number(time)), id };
}

/**
 * The `after` of a subscription: an event sequence number in decimal digits.
 *
 * @throws GraphQLError BAD_USER_INPUT, naming `after`.
 */
export function sequenceFrom(after: string | null | undefined): bigint | null {
  if (after == null) return null;
  if (!/^\d{1,18}$/.test(after)) throw badUserInput('after', 'This is no cursor of a subscription.');
  return BigInt(after);
}
