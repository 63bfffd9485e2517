import type { AnyCall } from '../domain/any-call.ts';
import type { Decision, Facts } from './ports/account-repository.ts';

/**
 * The same rule, which changes nothing once somebody else has claimed the call: a worker that stood still decides too
 * late. Only for what a worker decides by itself; what it was told is true whoever holds the claim.
 */
export function fenced<Known extends Facts<'call' | 'claim'>>(
  rule: (facts: Known) => Decision<AnyCall>,
): (facts: Known) => Decision<AnyCall> {
  return (facts) => (facts.claim ? rule(facts) : { answer: facts.call });
}
