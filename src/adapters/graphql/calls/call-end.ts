import { Field, Int, ObjectType } from 'type-graphql';
import type { CallFailure } from '../../../domain/provider-failure.ts';
import type { HangUpCause, LegReport } from '../../../domain/report.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { HangUpCauses } from './call-enums.ts';

@ObjectType('CallLeg', { description: "One party's connection, as the provider reported it." })
export class CallLegView {
  constructor(private readonly leg: LegReport) {}

  @Field(() => String, { description: "The party's number, as the provider wrote it." })
  get number(): string {
    return this.leg.number;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null where the provider does not tell.' })
  get endedAt(): Date | null {
    return this.leg.endedAt;
  }

  @Field(() => HangUpCauses, { description: 'Why it ended.' })
  get cause(): HangUpCause {
    return this.leg.cause;
  }

  @Field(() => String, { description: "The provider's own word for that." })
  get providerCause(): string {
    return this.leg.providerCause;
  }
}

@ObjectType('CallFailure', { description: 'Why the provider refused to place a call (CALL-8).' })
export class CallFailureView {
  constructor(private readonly failure: CallFailure) {}

  @Field(() => String, {
    description: 'A word for programs, such as `RATE_LIMITED` or `UNREACHABLE`: see `providerErrors`.',
  })
  get code(): string {
    return this.failure.code;
  }

  @Field(() => Int, { nullable: true, description: "The provider's result code; null where it was never reached." })
  get providerCode(): number | null {
    return this.failure.providerCode;
  }

  @Field(() => String, { description: 'What it means, in Chinese.' })
  get zh(): string {
    return this.failure.zh;
  }

  @Field(() => String, { description: 'What it means, in English.' })
  get en(): string {
    return this.failure.en;
  }

  @Field(() => String, { description: 'What to do, in Chinese.' })
  get adviceZh(): string {
    return this.failure.adviceZh;
  }

  @Field(() => String, { description: 'What to do, in English.' })
  get adviceEn(): string {
    return this.failure.adviceEn;
  }

  @Field(() => Boolean, {
    description: 'Whether the same call, with a new idempotency key, may be asked for again and can succeed.',
  })
  get retrySafe(): boolean {
    return this.failure.retrySafe;
  }

  @Field(() => Int, { nullable: true, description: 'Seconds to wait before that; null where waiting does not help.' })
  get retryAfterSeconds(): number | null {
    return this.failure.retryAfterSeconds;
  }
}
