import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { BilledCall } from '../../../domain/bill.ts';
import type { Money } from '../../../domain/money.ts';
import type { Kind } from '../../../domain/parties.ts';
import type { Basis } from '../../../domain/tariff.ts';
import { Bases, CallKinds } from '../calls/call-enums.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';

@ObjectType('BilledCall', { description: 'The call or conference that a posting is about.' })
export class BilledCallView {
  constructor(private readonly call: BilledCall) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.call.id;
  }

  @Field(() => CallKinds, { description: 'What was placed.' })
  get kind(): Kind {
    return this.call.kind;
  }

  @Field(() => ID, { description: 'The app that placed it.' })
  get appId(): string {
    return this.call.app;
  }

  @Field(() => String, { description: 'Who was rung first.' })
  get caller(): string {
    return this.call.caller;
  }

  @Field(() => [String], { description: 'Who was rung then.' })
  get callees(): readonly string[] {
    return this.call.callees;
  }

  @Field(() => DateTimeScalar, { description: 'When it was placed.' })
  get placedAt(): Date {
    return this.call.placedAt;
  }

  @Field(() => Int, { nullable: true, description: 'How long the conversation was; null where nothing told.' })
  get talkSeconds(): number | null {
    return this.call.talkSeconds;
  }

  @Field(() => MoneyScalar, { description: 'For each started minute, as it was when it was placed.' })
  get pricePerMinute(): Money {
    return this.call.pricePerMinute;
  }

  @Field(() => Bases, { description: 'What a started minute was counted for.' })
  get basis(): Basis {
    return this.call.basis;
  }

  @Field(() => String, { nullable: true, description: 'Your own; null where there is none.' })
  get reference(): string | null {
    return this.call.reference;
  }
}
