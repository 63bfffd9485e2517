import type { CallTruth } from '../../src/adapters/sandbox/control/call-truth.ts';

export type Basis = 'CONVERSATION' | 'EACH_PARTY';

/** What an account pays by. */
export interface Price {
  readonly basis: Basis;
  readonly fenPerMinute: number;
}

export const standardPrice: Price = { basis: 'CONVERSATION', fenPerMinute: 12 };

/**
 * What somebody who was there would have counted: the caller is in the conversation from its first second to its last,
 * each started minute costs, and where each party pays, all do who were called.
 */
export function owedFor({ parties }: CallTruth, { basis, fenPerMinute }: Price): number {
  const seconds = Math.max(...parties.map(({ talkSeconds }) => talkSeconds ?? 0));
  return Math.ceil(seconds / 60) * fenPerMinute * (basis === 'EACH_PARTY' ? parties.length : 1);
}
