import { Field, Int, ObjectType } from 'type-graphql';
import type { AnyCall } from '../../../domain/any-call.ts';
import type { Money } from '../../../domain/money.ts';
import { failureOf } from '../../../domain/provider-failure.ts';
import { endedByOf, hangUpCauseOf } from '../../../domain/call-end.ts';
import type { EndedBy, HangUpCause } from '../../../domain/report.ts';
import { Tariff } from '../../../domain/tariff.ts';
import { conversationStartOf, timeToAnswer } from '../../../domain/time-to-answer.ts';
import { CountScalar } from '../types/count.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';
import { CallFailureView } from './call-end.ts';
import { EndedBys, HangUpCauses } from './call-enums.ts';

/** The half of a view over a call or conference that tells how it went; no type of its own in the schema. */
@ObjectType()
export abstract class CallOutcome<Of extends AnyCall> {
  constructor(protected readonly call: Of) {}

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the conversation began, as the report tells or, before it, as it was seen (CALL-9).',
  })
  get conversationStartedAt(): Date | null {
    return conversationStartOf(this.call);
  }

  @Field(() => CountScalar, {
    nullable: true,
    description: 'From placing to the conversation; null where it is unknown, or would be negative (CALL-9).',
  })
  get timeToAnswerMilliseconds(): number | null {
    return timeToAnswer(this.call);
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a running conversation was seen to have begun.' })
  get answeredAt(): Date | null {
    return this.call.state.money === 'RESERVED' ? this.call.state.answeredAt : null;
  }

  @Field(() => Int, { nullable: true, description: 'What the provider reported; 0 without a conversation.' })
  get talkSeconds(): number | null {
    return this.call.report?.talkSeconds ?? null;
  }

  @Field(() => Int, { nullable: true, description: 'The same in started minutes (PRICE-1).' })
  get minutes(): number | null {
    return this.talkSeconds === null ? null : Number(Tariff.startedMinutes(this.talkSeconds));
  }

  @Field(() => MoneyScalar, { nullable: true, description: 'What it cost; null until it is settled.' })
  get charge(): Money | null {
    return this.call.state.money === 'SETTLED' ? this.call.state.charge : null;
  }

  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'What a report charged after the call was voided (CALL-6).',
  })
  get lateCharge(): Money | null {
    return this.call.state.money === 'VOIDED' ? (this.call.state.late?.charge ?? null) : null;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it is under way.' })
  get endedAt(): Date | null {
    return this.call.state.money === 'RESERVED' ? null : this.call.state.endedAt;
  }

  @Field(() => EndedBys, { nullable: true, description: 'Who ended it; null without a report (CALL-11).' })
  get endedBy(): EndedBy | null {
    return endedByOf(this.call);
  }

  @Field(() => HangUpCauses, {
    nullable: true,
    description: 'Why it ended, in one word; null where no report tells of a leg (STAT-1).',
  })
  get hangUpCause(): HangUpCause | null {
    return hangUpCauseOf(this.call);
  }

  @Field(() => CallFailureView, { nullable: true, description: 'Why the provider refused it; null where it did not.' })
  get failure(): CallFailureView | null {
    const { state } = this.call;
    return state.money === 'VOIDED' && state.refusal !== null ? new CallFailureView(failureOf(state.refusal)) : null;
  }
}
