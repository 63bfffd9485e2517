import { Field, ObjectType } from 'type-graphql';
import type { Participant } from '../../../domain/conference.ts';
import type { HangUpCause } from '../../../domain/report.ts';
import { HangUpCauses } from '../calls/call-enums.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';

const ParticipantRoles = describedEnum<Participant['role']>('ParticipantRole', 'What a party of a conference is.', {
  CALLER: 'Who placed it, and is rung as well.',
  CALLEE: 'Who was invited.',
});

@ObjectType('Participant', {
  description: 'A party of a conference. What the provider does not tell is null: unknown, and not "no" (CONF-2).',
})
export class ParticipantView {
  constructor(private readonly participant: Participant) {}

  @Field(() => String, { description: 'The number, in national digits.' })
  get number(): string {
    return this.participant.number.digits;
  }

  @Field(() => ParticipantRoles, { description: 'Caller or callee.' })
  get role(): Participant['role'] {
    return this.participant.role;
  }

  @Field(() => Boolean, {
    nullable: true,
    description: 'False where the provider told that the telephone was not answered; null where it did not tell.',
  })
  get joined(): boolean | null {
    return this.participant.joined;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its part ended; null where it is not told.' })
  get endedAt(): Date | null {
    return this.participant.endedAt;
  }

  @Field(() => HangUpCauses, { nullable: true, description: 'Why its part ended; null where it is not told.' })
  get cause(): HangUpCause | null {
    return this.participant.cause;
  }
}
