import { Field, ID, InputType, Int } from 'type-graphql';
import type { Kind } from '../../../domain/parties.ts';
import type { CallStatus } from '../../../domain/placed.ts';
import type { EndedBy } from '../../../domain/report.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { CallKinds, CallStatuses, EndedBys } from './call-enums.ts';

@InputType({ description: 'The call that you think of. Nothing is reserved.' })
export class QuoteCallInput {
  @Field(() => ID, { description: 'The app that would place it.' })
  appId!: string;

  @Field(() => Int, { nullable: true, description: "What it may last; the app's default where it is not said." })
  maxDurationSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Less is no use to you. Where it is not said: `maxDurationSeconds`, and 60 where that is not said either.',
  })
  minDurationSeconds?: number | null;
}

@InputType({ description: 'A callback call.' })
export class StartCallInput {
  @Field(() => ID, { description: 'The app that places it.' })
  appId!: string;

  @Field(() => String, {
    description: 'Who is rung first: a mainland number, such as `13800000001` or `057186778825`.',
  })
  caller!: string;

  @Field(() => String, { description: 'Who is rung second: a mainland number other than the caller.' })
  callee!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "What it may last; the app's default where it is not said. It is cut to what the account can pay (CALL-3).",
  })
  maxDurationSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Where less can be paid, the call is rejected. Where it is not said: `maxDurationSeconds`, and 60 where that is not said either.',
  })
  minDurationSeconds?: number | null;

  @Field(() => String, { nullable: true, description: 'Your own word for it, at most 64 characters (CALL-11).' })
  reference?: string | null;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key never dials twice.' })
  idempotencyKey!: string;
}

@InputType('CallFilter', {
  description:
    'Which calls and conferences: for lists, statistics, exports and live boards (STAT-1). What is not said, does not matter.',
})
export class CallFilterInput {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Placed then or later.' })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Placed before then.' })
  to?: Date | null;

  @Field(() => ID, { nullable: true, description: 'Placed by this app.' })
  appId?: string | null;

  @Field(() => CallKinds, { nullable: true, description: 'Of this kind; both where it is not said.' })
  kind?: Kind | null;

  @Field(() => CallStatuses, { nullable: true, description: 'With this status.' })
  status?: CallStatus | null;

  @Field(() => EndedBys, { nullable: true, description: 'Ended by this side (CALL-11).' })
  endedBy?: EndedBy | null;

  @Field(() => String, { nullable: true, description: 'From this number, however it is written.' })
  caller?: string | null;

  @Field(() => String, { nullable: true, description: 'To this number, of a conference to it among others.' })
  callee?: string | null;

  @Field(() => String, { nullable: true, description: 'With this number on any side.' })
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'With exactly this reference.' })
  reference?: string | null;
}
