import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { CallStatus, MoneyState } from '../../../domain/placed.ts';
import type { ListedCall } from '../../../application/ports/customer-reads.ts';
import type { Money } from '../../../domain/money.ts';
import type { Kind } from '../../../domain/parties.ts';
import { calleesOf } from '../../../domain/parties.ts';
import { CallKinds, CallStatuses, MoneyStates } from '../calls/call-enums.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';
import { AccountNameView } from './operator.ts';

@ObjectType('OperatorCall', {
  description: "A call or conference as operators see it: with what the provider's support asks for.",
})
export class OperatorCallView {
  constructor(private readonly listed: ListedCall) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.listed.call.id;
  }

  @Field(() => AccountNameView, { description: 'Who pays for it.' })
  get account(): AccountNameView {
    return new AccountNameView(this.listed.account);
  }

  @Field(() => ID, { description: 'The app that placed it.' })
  get appId(): string {
    return this.listed.call.order.app;
  }

  @Field(() => CallKinds, { description: 'What it is.' })
  get kind(): Kind {
    return this.listed.call.kind;
  }

  @Field(() => String, { description: 'Who placed it and is rung as well, in national digits.' })
  get caller(): string {
    return this.listed.call.order.caller.digits;
  }

  @Field(() => [String], { description: 'Who else is rung, in national digits: one number, or those of a conference.' })
  get callees(): string[] {
    return calleesOf(this.listed.call.order).map(({ digits }) => digits);
  }

  @Field(() => CallStatuses, { description: 'How far it is.' })
  get status(): CallStatus {
    return this.listed.call.status;
  }

  @Field(() => MoneyStates, { description: 'What became of its reservation.' })
  get moneyState(): MoneyState {
    return this.listed.call.state.money;
  }

  @Field(() => String, { nullable: true, description: "The provider's id of it; null where it is not known." })
  get session(): string | null {
    return this.listed.call.session;
  }

  @Field(() => DateTimeScalar, { description: 'When it was placed.' })
  get placedAt(): Date {
    return this.listed.call.order.placedAt;
  }

  @Field(() => DateTimeScalar, { description: 'From when on it cannot be alive any more, and can be decided about.' })
  get deadline(): Date {
    return this.listed.call.order.deadline;
  }

  @Field(() => MoneyScalar, { description: 'What was set aside for it.' })
  get reservation(): Money {
    return this.listed.call.order.reservation;
  }

  @Field(() => Int, { nullable: true, description: 'The seconds that it was charged for; null without a report.' })
  get talkSeconds(): number | null {
    return this.listed.call.report?.talkSeconds ?? null;
  }

  @Field(() => MoneyScalar, { nullable: true, description: 'What it cost; null without a report.' })
  get charge(): Money | null {
    const { state } = this.listed.call;
    if (state.money === 'SETTLED') return state.charge;
    return state.money === 'VOIDED' ? (state.late?.charge ?? null) : null;
  }
}

export const OperatorCallConnection = connectionOf(
  'OperatorCall',
  OperatorCallView,
  (listed: ListedCall) => new OperatorCallView(listed),
);
