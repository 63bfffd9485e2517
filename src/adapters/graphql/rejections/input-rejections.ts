import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { MissingThing, RejectionOf, TextProblem } from '../../../domain/errors.ts';
import { describedEnum } from '../types/described-enum.ts';
import { RejectionView } from './rejection.ts';

type NumberProblem = RejectionOf<'INVALID_NUMBER'>['problem'];

const NumberProblems = describedEnum<NumberProblem>('NumberProblem', 'What is wrong with a telephone number.', {
  MALFORMED: 'It is no number, or a short or emergency code.',
  NOT_SERVED: 'It is of a kind that is not called: 400, 800, premium and the like.',
  NOT_MOBILE: 'It is no mobile number, and one is needed.',
  NOT_SHOWN: 'It is no 400, landline or mobile number, and only those are shown.',
});

const TextProblems = describedEnum<TextProblem>('TextProblem', 'What is wrong with a text.', {
  EMPTY: 'Nothing but spaces.',
  TOO_LONG: 'More characters than `maxLength`.',
  UNPRINTABLE: 'It holds characters that cannot be printed.',
  NOT_AN_EMAIL: 'It is no e-mail address.',
  MALFORMED: 'It holds characters that are not taken here.',
});

const MissingThings = describedEnum<MissingThing>('MissingThing', 'What was not found.', {
  APP: 'An app.',
  CALL: 'A call.',
  CONFERENCE: 'A conference.',
  ACCOUNT: 'An account.',
  MEMBER: 'A member.',
  INVITATION: 'An open invitation.',
  API_KEY: 'An API key that is not revoked.',
  DISPLAY_NUMBER: 'A display number.',
  TOP_UP: 'A top-up.',
  DISCREPANCY: 'A discrepancy.',
  CALLBACK: 'A callback.',
  WEBHOOK: 'A webhook: the app has none.',
  DELIVERY: 'A message for a webhook.',
});

@ObjectType({ implements: RejectionView, description: 'A number is not one that is served (CALL-1).' })
export class InvalidNumber extends RejectionView<'INVALID_NUMBER'> {
  @Field(() => String, { description: 'The input field.' })
  get field(): string {
    return this.facts.field;
  }

  @Field(() => NumberProblems, { description: 'What is wrong with it.' })
  get numberProblem(): NumberProblem {
    return this.facts.problem;
  }
}

@ObjectType({ implements: RejectionView, description: 'Only mainland numbers are called (CALL-1).' })
export class ForeignNumber extends RejectionView<'FOREIGN_NUMBER'> {
  @Field(() => String, { description: 'The input field.' })
  get field(): string {
    return this.facts.field;
  }
}

@ObjectType({ implements: RejectionView, description: 'Caller and callee are one number (CALL-1).' })
export class SameNumber extends RejectionView<'SAME_NUMBER'> {}

@ObjectType({ implements: RejectionView, description: 'A text is not as it must be.' })
export class InvalidText extends RejectionView<'INVALID_TEXT'> {
  @Field(() => String, { description: 'The input field.' })
  get field(): string {
    return this.facts.field;
  }

  @Field(() => TextProblems, { description: 'What is wrong with it.' })
  get textProblem(): TextProblem {
    return this.facts.problem;
  }

  @Field(() => Int, { description: 'The most characters it may have.' })
  get maxLength(): number {
    return this.facts.maxLength;
  }
}

@ObjectType({ implements: RejectionView, description: "A duration lies outside the app's limits (CALL-3)." })
export class InvalidDuration extends RejectionView<'INVALID_DURATION'> {
  @Field(() => String, { description: 'The input field.' })
  get field(): string {
    return this.facts.field;
  }

  @Field(() => Int, { description: 'The least.' })
  get minimumSeconds(): number {
    return this.facts.minimum;
  }

  @Field(() => Int, { description: 'The most.' })
  get maximumSeconds(): number {
    return this.facts.maximum;
  }
}

@ObjectType({ implements: RejectionView, description: 'The idempotency key was used with another input.' })
export class IdempotencyMismatch extends RejectionView<'IDEMPOTENCY_MISMATCH'> {}

@ObjectType({
  implements: RejectionView,
  description: 'A request with this idempotency key is still under way. Ask again with the same key, which is safe.',
})
export class RequestInProgress extends RejectionView<'REQUEST_IN_PROGRESS'> {}

@ObjectType({
  implements: RejectionView,
  description: 'There is no such thing, or it is not yours: the answer is one.',
})
export class NotFound extends RejectionView<'NOT_FOUND'> {
  @Field(() => MissingThings, { description: 'What was not found.' })
  get what(): MissingThing {
    return this.facts.what;
  }
}

@ObjectType({ implements: RejectionView, description: 'A call between these numbers may be alive (CALL-5).' })
export class AlreadyInProgress extends RejectionView<'ALREADY_IN_PROGRESS'> {
  @Field(() => ID, { description: 'The call that may be alive.' })
  get callId(): string {
    return this.facts.call;
  }
}
