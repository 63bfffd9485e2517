import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTimeScalar } from '../types/date-time.ts';

@InputType({ description: 'The conference that you think of. Nothing is reserved.' })
export class QuoteConferenceInput {
  @Field(() => ID, { description: 'The app that would place it.' })
  appId!: string;

  @Field(() => Int, { description: 'How many would take part, the caller included.' })
  parties!: number;

  @Field(() => Int, { nullable: true, description: "What it may last; the app's default where it is not said." })
  maxDurationSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Less is no use to you. Where it is not said: `maxDurationSeconds`, and 60 where that is not said either.',
  })
  minDurationSeconds?: number | null;
}

@InputType({ description: 'A conference: caller and callees are distinct (CONF-1).' })
export class StartConferenceInput {
  @Field(() => ID, { description: 'The app that places it, within whose bounds the number of parties lies.' })
  appId!: string;

  @Field(() => String, { description: 'Who is a party as well: a mainland number.' })
  caller!: string;

  @Field(() => [String], {
    description: 'Who is invited: mainland numbers. From 2 to 7 where the bounds are as usual.',
  })
  callees!: string[];

  @Field(() => Int, {
    nullable: true,
    description:
      "What it may last; the app's default where it is not said. It is cut to what the account can pay (CALL-3).",
  })
  maxDurationSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Where less can be paid, it is rejected. Where it is not said: `maxDurationSeconds`, and 60 where that is not said either.',
  })
  minDurationSeconds?: number | null;

  @Field(() => String, { nullable: true, description: 'Your own word for it, at most 64 characters (CALL-11).' })
  reference?: string | null;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key never dials twice.' })
  idempotencyKey!: string;
}

@InputType('ConferenceFilter', { description: 'Which conferences. What is not said, does not matter.' })
export class ConferenceFilterInput {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Placed then or later.' })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Placed before then.' })
  to?: Date | null;

  @Field(() => ID, { nullable: true, description: 'Placed by this app.' })
  appId?: string | null;

  @Field(() => String, { nullable: true, description: 'With this number as caller or callee, however it is written.' })
  participant?: string | null;

  @Field(() => String, { nullable: true, description: 'With exactly this reference.' })
  reference?: string | null;
}
