import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Call } from '../../../domain/call.ts';
import type { CallStatus, MoneyState } from '../../../domain/placed.ts';
import type { AppId } from '../../../domain/ids.ts';
import type { Money } from '../../../domain/money.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';
import { CallStatuses, MoneyStates } from './call-enums.ts';
import { CallOutcome } from './call-outcome.ts';
import { TariffView } from './tariff.ts';

@ObjectType('Call', { description: 'A callback call: the platform rings the caller, then the callee, and joins them.' })
export class CallView extends CallOutcome {
  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.call.id;
  }

  @Field(() => ID, { description: 'The app that placed it.' })
  get appId(): AppId {
    return this.call.order.app;
  }

  @Field(() => String, { description: 'Who is rung first, in national digits.' })
  get caller(): string {
    return this.call.order.caller.digits;
  }

  @Field(() => String, { description: 'Who is rung second, in national digits.' })
  get callee(): string {
    return this.call.order.callee.digits;
  }

  @Field(() => String, { nullable: true, description: 'Your own word for it (CALL-11).' })
  get reference(): string | null {
    return this.call.order.reference;
  }

  @Field(() => CallStatuses, { description: 'How far it is.' })
  get status(): CallStatus {
    return this.call.status;
  }

  @Field(() => MoneyStates, { description: 'What became of its reservation.' })
  get moneyState(): MoneyState {
    return this.call.state.money;
  }

  @Field(() => Int, { description: 'Grows with every change.' })
  get version(): number {
    return this.call.version;
  }

  @Field(() => DateTimeScalar, { description: 'When it was placed.' })
  get placedAt(): Date {
    return this.call.order.placedAt;
  }

  @Field(() => DateTimeScalar, { description: 'From when on it cannot be alive any more (CALL-7).' })
  get deadline(): Date {
    return this.call.order.deadline;
  }

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  get changedAt(): Date {
    return this.call.changedAt;
  }

  @Field(() => Int, { description: 'After how many seconds the provider cuts it (CALL-3).' })
  get grantedSeconds(): number {
    return this.call.order.grantedSeconds;
  }

  @Field(() => TariffView, { description: 'Its price, as it was when the call was placed.' })
  get tariff(): TariffView {
    return new TariffView(this.call.order.tariff);
  }

  @Field(() => MoneyScalar, { description: 'What was set aside for it: the most it can cost (CALL-4).' })
  get reservation(): Money {
    return this.call.order.reservation;
  }

  @Field(() => String, { nullable: true, description: "The provider's id of it; null until it was accepted." })
  get session(): string | null {
    return this.call.session;
  }
}

export const CallConnection = connectionOf('Call', CallView, (call: Call) => new CallView(call));
