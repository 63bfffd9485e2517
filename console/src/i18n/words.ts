import type { Refusal } from '../api/refusal.ts';
import type { zh } from './zh.ts';

/** A sentence for each way in which the service says no to a member; what is missing is told in the service's words. */
export type RefusalSentences = {
  readonly [Type in Refusal['__typename']]?: (refusal: Extract<Refusal, { __typename: Type }>) => string;
};

/** Every text of the console. The Chinese ones say which there are. */
export type Words = typeof zh;
