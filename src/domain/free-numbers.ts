import type { AnyCall } from './any-call.ts';
import { DomainError } from './errors.ts';

/**
 * CALL-5: two between the same telephones cannot be told apart while both may be alive.
 *
 * @param open those between the same telephones whose money is reserved.
 * @throws DomainError ALREADY_IN_PROGRESS
 */
export function requireFree(open: readonly AnyCall[], now: Date): void {
  const alive = open.find((call) => call.mayBeAlive(now));
  if (alive === undefined) return;
  throw new DomainError({ code: 'ALREADY_IN_PROGRESS', call: alive.id, freeAt: alive.order.deadline });
}
