import { Field, InputType } from 'type-graphql';
import type { Money } from '../../../domain/money.ts';
import type { CodePurpose } from '../../../domain/sms-code.ts';
import { describedEnum } from '../types/described-enum.ts';
import { MoneyScalar } from '../types/money.ts';
import type { TokenPlace } from './token-place.ts';
import { TokenPlaces } from './token-place.ts';

const CodePurposes = describedEnum<CodePurpose>('CodePurpose', 'What a code is for; it works for nothing else.', {
  REGISTRATION: 'Opening an account.',
  PASSWORD_RESET: 'A new password for who has forgotten it.',
});

@InputType({ description: 'Where to send a code, and what for.' })
export class RequestCodeInput {
  @Field(() => String, { description: 'A mainland mobile number, such as `13800000001` or `+86 138 0000 0001`.' })
  mobile!: string;

  @Field(() => CodePurposes, { description: 'What it is for.' })
  purpose!: CodePurpose;
}

@InputType({ description: 'A new account with its owner (ACC-1).' })
export class RegisterAccountInput {
  @Field(() => String, { description: 'By which the owner signs in; an address of the company is best.' })
  email!: string;

  @Field(() => String, { description: 'From 10 to 128 characters.' })
  password!: string;

  @Field(() => String, { description: 'The company or team, at most 100 characters.' })
  company!: string;

  @Field(() => String, { description: "The owner's mainland mobile number." })
  mobile!: string;

  @Field(() => String, { description: 'The six digits that were sent to it.' })
  code!: string;

  @Field(() => Boolean, { description: 'Whether the owner accepts the terms of service.' })
  acceptsTerms!: boolean;
}

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: "The member's e-mail address." })
  email!: string;

  @Field(() => String, { description: "The member's password." })
  password!: string;

  @Field(() => TokenPlaces, { defaultValue: 'ANSWER', description: 'Where the tokens are kept.' })
  keepIn!: TokenPlace;
}

@InputType({ description: 'What buys the next pair of tokens.' })
export class RefreshInput {
  @Field(() => String, {
    nullable: true,
    description: 'A refresh token that was not used yet; needed with ANSWER. With COOKIE it comes by itself.',
  })
  refreshToken?: string;

  @Field(() => TokenPlaces, {
    defaultValue: 'ANSWER',
    description: 'Where the tokens are kept, this one and the next.',
  })
  keepIn!: TokenPlace;
}

@InputType({ description: 'Where to sign out.' })
export class SignOutInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether all logins of the member end, or this one.' })
  everywhere!: boolean;
}

@InputType({ description: 'A new password for who knows the old one.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The old one.' })
  currentPassword!: string;

  @Field(() => String, { description: 'From 10 to 128 characters.' })
  newPassword!: string;
}

@InputType({ description: "A new password for who holds the member's mobile." })
export class ResetPasswordInput {
  @Field(() => String, { description: "The member's e-mail address." })
  email!: string;

  @Field(() => String, { description: "The member's mobile number." })
  mobile!: string;

  @Field(() => String, { description: 'The six digits that were sent to it.' })
  code!: string;

  @Field(() => String, { description: 'From 10 to 128 characters.' })
  newPassword!: string;
}

@InputType({ description: 'A payment into the account.' })
export class TopUpInput {
  @Field(() => MoneyScalar, { description: 'From "1000.00" yuan up (ACC-2).' })
  amount!: Money;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key never pays twice.' })
  idempotencyKey!: string;
}
