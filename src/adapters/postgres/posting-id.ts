import { randomBytes } from 'node:crypto';

/**
 * A UUID of version 7 whose counter (RFC 9562, 6.2) is the account's event sequence: within an account, (time, id) is
 * the order of posting even where many are posted in one millisecond, or while service time stands still.
 */
export function postingId(at: Date, sequence: bigint): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const counter = BigInt.asUintN(26, sequence);
  const high = (counter >> 14n).toString(16).padStart(3, '0');
  const low = (0x8000n | BigInt.asUintN(14, counter)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${low}-${randomBytes(6).toString('hex')}`;
}
