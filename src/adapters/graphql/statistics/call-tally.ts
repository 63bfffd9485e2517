import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { AnswerTimes, CallTally } from '../../../domain/call-statistics.ts';
import { answerRate, averageTalkSeconds, PROMISED_ANSWER_MS } from '../../../domain/call-statistics.ts';
import type { Money } from '../../../domain/money.ts';
import { CountScalar } from '../types/count.ts';
import { MoneyScalar } from '../types/money.ts';

@ObjectType('AnswerTimes', {
  description:
    'From placing to the conversation, against the promise of the provider (CALL-9). Of the calls of which it is known: elsewhere it is unknown, also where it would be negative.',
})
export class AnswerTimesView {
  constructor(private readonly times: AnswerTimes) {}

  @Field(() => CountScalar, { description: 'Of so many calls it is known.' })
  get known(): number {
    return this.times.known;
  }

  @Field(() => Int, { description: "The provider's promise: 5000." })
  get promisedMilliseconds(): number {
    return PROMISED_ANSWER_MS;
  }

  @Field(() => CountScalar, { description: 'So many kept it.' })
  get withinPromise(): number {
    return this.times.withinPromise;
  }

  @Field(() => CountScalar, { nullable: true, description: 'Half were no slower; null where none is known.' })
  get p50Milliseconds(): number | null {
    return this.times.p50;
  }

  @Field(() => CountScalar, { nullable: true, description: '95 of 100 were no slower; null where none is known.' })
  get p95Milliseconds(): number | null {
    return this.times.p95;
  }
}

@ObjectType('CallTally', {
  description: 'What is counted of calls and conferences (STAT-1). A conference is one call.',
})
export class CallTallyView {
  constructor(private readonly tally: CallTally) {}

  @Field(() => CountScalar, { description: 'All.' })
  get calls(): number {
    return this.tally.calls;
  }

  @Field(() => CountScalar, { description: 'Those that are not under way any more.' })
  get ended(): number {
    return this.tally.ended;
  }

  @Field(() => CountScalar, { description: 'Those of which a report tells a conversation.' })
  get answered(): number {
    return this.tally.answered;
  }

  @Field(() => Float, { nullable: true, description: '`answered` of `ended`, to four places; null where none ended.' })
  get answerRate(): number | null {
    return answerRate(this.tally);
  }

  @Field(() => CountScalar, { description: 'Seconds of all conversations.' })
  get talkSeconds(): number {
    return Number(this.tally.talkSeconds);
  }

  @Field(() => CountScalar, { nullable: true, description: 'Of a conversation, rounded; null where there was none.' })
  get averageTalkSeconds(): number | null {
    return averageTalkSeconds(this.tally);
  }

  @Field(() => CountScalar, { description: 'Started minutes of all conversations (PRICE-1).' })
  get minutes(): number {
    return Number(this.tally.minutes);
  }

  @Field(() => MoneyScalar, { description: '`charge` and `lateCharge` of all. Corrections stand in the ledger.' })
  get cost(): Money {
    return this.tally.cost;
  }

  @Field(() => AnswerTimesView, { description: 'How fast they were answered.' })
  get answerTimes(): AnswerTimesView {
    return new AnswerTimesView(this.tally.answerTimes);
  }
}
