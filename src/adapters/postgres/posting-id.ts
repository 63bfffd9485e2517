import { randomBytes } from 'node:crypto';
import { assert } from '../../domain/assert.ts';

/** Of one decision; the domain makes two. */
const MOST_POSTINGS = 256;

/**
 * A UUID of version 7 whose counter (RFC 9562, 6.2) is the number of the decision's first event, with its place among
 * the decision's postings behind it: within an account, (time, id) is the order of posting even where many are posted in
 * one millisecond, or while service time stands still.
 *
 * @param tail ten hexadecimal digits that tell it from others' of the same moment and number.
 */
export function postingId(at: Date, sequence: bigint, index: number, tail = randomBytes(5).toString('hex')): string {
  assert(index < MOST_POSTINGS, 'a decision posts little');
  const time = at.getTime().toString(16).padStart(12, '0');
  const counter = BigInt.asUintN(26, sequence);
  const high = (counter >> 14n).toString(16).padStart(3, '0');
  const low = (0x8000n | BigInt.asUintN(14, counter)).toString(16);
  const place = index.toString(16).padStart(2, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${low}-${place}${tail}`;
}
