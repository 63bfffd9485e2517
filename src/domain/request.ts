import type { Rejection } from './errors.ts';
import { DomainError } from './errors.ts';
import type { OperatorOperation } from './operator.ts';

/** A command that carries an idempotency key. Keys are per account and operation. */
export interface RequestKey {
  readonly operation: 'startCall' | 'startConference' | 'topUp' | OperatorOperation;
  readonly key: string;
}

/** What a customer's programs repeat for a while. The keys of all else are kept for ever: they stand for payments. */
export const perishable: readonly RequestKey['operation'][] = ['startCall', 'startConference'];

/** For which a perishable key is kept, in service time: 30 days. */
export const KEY_LIFETIME_MS = 30 * 86_400_000;

/** What a key was used for. It stores a code or an id, never an answer: a repeat reads the present state. */
export interface KeyedRequest extends RequestKey {
  /** The normalised input, to tell a repeat from a reuse. */
  readonly input: string;
  readonly outcome:
    { readonly kind: 'DONE'; readonly id: string } | { readonly kind: 'REFUSED'; readonly rejection: Rejection };
  readonly at: Date;
}

/**
 * The id that an earlier use of the key led to, or null when the key is new.
 *
 * @throws DomainError IDEMPOTENCY_MISMATCH for another input, and the first answer's own error where that was a refusal.
 */
export function earlierOutcome(earlier: KeyedRequest | null, input: string): string | null {
  if (earlier === null) return null;
  if (earlier.input !== input) throw new DomainError({ code: 'IDEMPOTENCY_MISMATCH' });
  if (earlier.outcome.kind === 'REFUSED') throw new DomainError(earlier.outcome.rejection);
  return earlier.outcome.id;
}
