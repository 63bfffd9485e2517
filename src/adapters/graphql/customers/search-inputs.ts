import { Field, ID, InputType } from 'type-graphql';
import type { AccountSearch, ActionFilter, CallSearch } from '../../../application/ports/customer-reads.ts';
import type { CallStatus } from '../../../domain/placed.ts';
import type { Kind } from '../../../domain/parties.ts';
import type { OperatorAction } from '../../../domain/operator.ts';
import type { EndedBy } from '../../../domain/report.ts';
import type { AccountStatus } from '../../../domain/standing.ts';
import { AccountStatuses } from '../accounts/account.ts';
import { CallKinds, CallStatuses, EndedBys } from '../calls/call-enums.ts';
import { callFilter } from '../calls/call-filter.ts';
import { nationalDigits } from '../calls/national-digits.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { accountIdFrom, operatorIdFrom } from '../types/ids.ts';
import { OperatorActionKinds } from './operator-action.ts';

@InputType({ description: 'Which accounts. What is not said is not looked at.' })
export class AccountSearchInput {
  @Field(() => String, {
    nullable: true,
    description: "A member's e-mail or mobile number, whole, or a part of the company's name in whatever case.",
  })
  text?: string | null;

  @Field(() => AccountStatuses, { nullable: true, description: 'How they stand.' })
  status?: AccountStatus | null;
}

@InputType({ description: 'Which calls, of all accounts. What is not said is not looked at.' })
export class CallSearchInput {
  @Field(() => ID, { nullable: true, description: 'Of this account.' })
  accountId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'With this number on either side, or among those in a conference.',
  })
  number?: string | null;

  @Field(() => String, { nullable: true, description: "With this id of the provider's." })
  session?: string | null;

  @Field(() => String, { nullable: true, description: "With this word of the customer's own." })
  reference?: string | null;

  @Field(() => String, { nullable: true, description: 'From this number.' })
  caller?: string | null;

  @Field(() => String, { nullable: true, description: 'To this number, of a conference to it among others.' })
  callee?: string | null;

  @Field(() => CallKinds, { nullable: true, description: 'Of this kind.' })
  kind?: Kind | null;

  @Field(() => CallStatuses, { nullable: true, description: 'With this status.' })
  status?: CallStatus | null;

  @Field(() => EndedBys, { nullable: true, description: 'Ended by this side (CALL-11).' })
  endedBy?: EndedBy | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Placed at or after.' })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Placed before.' })
  to?: Date | null;
}

@InputType({ description: 'Which rows of the trail. What is not said is not looked at.' })
export class OperatorActionFilterInput {
  @Field(() => ID, { nullable: true, description: 'About this account.' })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'By this operator.' })
  operatorId?: string | null;

  @Field(() => OperatorActionKinds, { nullable: true, description: 'Of this kind.' })
  action?: OperatorAction['action'] | null;
}

export function accountSearch(input: AccountSearchInput | null | undefined): AccountSearch {
  if (input == null) return {};
  const { text, status } = input;
  return { ...(text != null && text.trim() !== '' && textSearch(text.trim())), ...(status != null && { status }) };
}

/** An e-mail has an @, and a number has no letters. */
function textSearch(text: string): AccountSearch {
  if (text.includes('@')) return { email: text.toLowerCase() };
  return /^[+\d\s().-]{7,}$/.test(text) ? { mobile: nationalDigits(text) } : { company: text };
}

export function callSearch(input: CallSearchInput | null | undefined): CallSearch {
  if (input == null) return {};
  const { accountId, session } = input;
  return {
    ...callFilter(input),
    ...(accountId != null && { account: accountIdFrom(accountId) }),
    ...(session != null && { session: session.trim() }),
  };
}

export function actionFilter(input: OperatorActionFilterInput | null | undefined): ActionFilter {
  if (input == null) return {};
  const { accountId, operatorId, action } = input;
  return {
    ...(accountId != null && { account: accountIdFrom(accountId) }),
    ...(operatorId != null && { operator: operatorIdFrom(operatorId) }),
    ...(action != null && { action }),
  };
}
