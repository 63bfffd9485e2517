import { Field, ID, InputType } from 'type-graphql';
import type { DisplayNumberCommand } from '../../../application/decide-display-number.ts';
import type { DisplaySide } from '../../../domain/display-number.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { accountIdFrom, displayNumberIdFrom } from '../types/ids.ts';
import { DisplaySides } from './display-number.ts';

@InputType({ description: 'Which number a party shall be shown.' })
export class RequestDisplayNumberInput {
  @Field(() => ID, { description: 'The app whose calls it is for.' })
  appId!: string;

  @Field(() => DisplaySides, { description: 'Who shall be shown it.' })
  side!: DisplaySide;

  @Field(() => String, { description: 'A fixed 400 number, or a mainland landline or mobile number.' })
  number!: string;
}

@InputType({ description: 'Which request is taken back.' })
export class WithdrawDisplayNumberInput {
  @Field(() => ID, { description: 'The display number.' })
  displayNumberId!: string;
}

@InputType({ description: 'Which request is turned down, and why.' })
export class RejectDisplayNumberInput {
  @Field(() => ID, { description: 'The account that asked for it.' })
  accountId!: string;

  @Field(() => ID, { description: 'The display number.' })
  displayNumberId!: string;

  @Field(() => String, { description: 'For the customer, and for the trail, at most 500 characters.' })
  reason!: string;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key decides once.' })
  idempotencyKey!: string;
}

@InputType({ description: 'Which approved number the provider shows no more, and why.' })
export class RevokeDisplayNumberInput extends RejectDisplayNumberInput {}

@InputType({ description: "What the provider's support agreed to." })
export class ApproveDisplayNumberInput {
  @Field(() => ID, { description: 'The account that asked for it.' })
  accountId!: string;

  @Field(() => ID, { description: 'The display number.' })
  displayNumberId!: string;

  @Field(() => String, { description: "The ticket of the provider's support, at most 100 characters." })
  ticket!: string;

  @Field(() => DateTimeScalar, {
    description: 'From when on the provider shows it; what was approved before ends then.',
  })
  appliesFrom!: Date;

  @Field(() => String, { description: 'Who agreed to it, and anything else: for the trail, at most 500 characters.' })
  reason!: string;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key decides once.' })
  idempotencyKey!: string;
}

/** What every decision of an operator comes with. */
interface DecisionInput {
  readonly accountId: string;
  readonly displayNumberId: string;
  readonly reason: string;
  readonly idempotencyKey: string;
}

export function displayNumberCommand(input: DecisionInput): DisplayNumberCommand {
  const { accountId, displayNumberId, reason, idempotencyKey } = input;
  const ids = { account: accountIdFrom(accountId), displayNumber: displayNumberIdFrom(displayNumberId) };
  return { ...ids, reason, idempotencyKey };
}
