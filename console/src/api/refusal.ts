import type { RefusalFragment } from './generated/graphql.ts';

/** How the service says no: data, with a type that says which rule. */
export type Refusal = RefusalFragment;

export function isRefusal(answer: object): answer is Refusal {
  return 'retrySafe' in answer;
}
