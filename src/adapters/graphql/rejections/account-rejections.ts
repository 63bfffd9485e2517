import { Field, Int, ObjectType } from 'type-graphql';
import type { ActingRole, Scope } from '../../../domain/role.ts';
import { Roles } from '../accounts/member.ts';
import { ApiKeyScopes } from '../keys/scope.ts';
import { RejectionView } from './rejection.ts';

@ObjectType({ implements: RejectionView, description: 'One member per e-mail address (ACC-1).' })
export class EmailTaken extends RejectionView<'EMAIL_TAKEN'> {}

@ObjectType({ implements: RejectionView, description: 'The password is too short or too long (ACC-1).' })
export class WeakPassword extends RejectionView<'WEAK_PASSWORD'> {
  @Field(() => Int, { description: 'The least characters.' })
  get minLength(): number {
    return this.facts.minLength;
  }

  @Field(() => Int, { description: 'The most characters.' })
  get maxLength(): number {
    return this.facts.maxLength;
  }
}

@ObjectType({ implements: RejectionView, description: 'The threshold of a notice is too low or too high (NOTICE-2).' })
export class ThresholdOutOfRange extends RejectionView<'THRESHOLD_OUT_OF_RANGE'> {
  @Field(() => Int, { description: 'The fewest minutes.' })
  get minimumMinutes(): number {
    return this.facts.minimum;
  }

  @Field(() => Int, { description: 'The most minutes.' })
  get maximumMinutes(): number {
    return this.facts.maximum;
  }
}

@ObjectType({ implements: RejectionView, description: 'The terms of service were not accepted (ACC-1).' })
export class TermsNotAccepted extends RejectionView<'TERMS_NOT_ACCEPTED'> {}

@ObjectType({ implements: RejectionView, description: 'One code a minute per number (ACC-1).' })
export class CodeTooSoon extends RejectionView<'CODE_TOO_SOON'> {}

@ObjectType({
  implements: RejectionView,
  description:
    'The SMS provider did not take the message, or did not say (ACC-1). `retryAt` is at once where nothing was sent, and in a minute where it may have been; null where the number or our account is refused.',
})
export class SmsNotSent extends RejectionView<'SMS_NOT_SENT'> {}

@ObjectType({ implements: RejectionView, description: 'A code lives 5 minutes, has 5 tries and works once (ACC-1).' })
export class WrongCode extends RejectionView<'WRONG_CODE'> {}

@ObjectType({ implements: RejectionView, description: 'Wrong, spent or expired: the answer is one (ROLE-2).' })
export class WrongCredentials extends RejectionView<'WRONG_CREDENTIALS'> {}

@ObjectType({
  implements: RejectionView,
  description:
    'Too many tries were wrong for this e-mail or mobile, or from this address of the network (ROLE-2). Nothing was looked at: the answer is the same for a right one, and for somebody who is not there.',
})
export class TooManyTries extends RejectionView<'TOO_MANY_TRIES'> {}

@ObjectType({ implements: RejectionView, description: 'The role, or the API key, may not do this (ROLE-1).' })
export class NotAllowed extends RejectionView<'NOT_ALLOWED'> {
  @Field(() => String, { description: 'What was asked for.' })
  get operation(): string {
    return this.facts.operation;
  }

  @Field(() => Roles, { description: 'The role of who asked.' })
  get role(): ActingRole {
    return this.facts.role as ActingRole;
  }

  @Field(() => ApiKeyScopes, { nullable: true, description: 'What an API key needs; null where none may.' })
  get scope(): Scope | null {
    return (this.facts.scope ?? null) as Scope | null;
  }
}
