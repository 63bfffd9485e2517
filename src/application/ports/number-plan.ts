import type { NumberFacts } from '../../domain/phone-number.ts';

/** Knows the world's numbering plans. Says what a text is; whether we serve it is the domain's to decide (CALL-1). */
export interface NumberPlan {
  describe(text: string): NumberFacts;
}
