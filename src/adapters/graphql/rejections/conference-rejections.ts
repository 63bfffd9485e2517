import { Field, Int, ObjectType } from 'type-graphql';
import { RejectionView } from './rejection.ts';

@ObjectType({ implements: RejectionView, description: 'The parties of a conference are distinct (CONF-1).' })
export class DuplicateNumber extends RejectionView<'DUPLICATE_NUMBER'> {
  @Field(() => String, { description: 'The input field, by position from 0, such as `callees[2]`.' })
  get field(): string {
    return this.facts.field;
  }

  @Field(() => String, { description: 'The field before it with the same number: `caller`, or a position as well.' })
  get sameAs(): string {
    return this.facts.sameAs;
  }
}

@ObjectType({ implements: RejectionView, description: 'A conference has too few or too many parties (CONF-1).' })
export class WrongPartyCount extends RejectionView<'WRONG_PARTY_COUNT'> {
  @Field(() => Int, { description: 'How many these are, the caller included.' })
  get parties(): number {
    return this.facts.parties;
  }

  @Field(() => Int, { description: 'The fewest in this app, the caller included.' })
  get minimumParties(): number {
    return this.facts.minimum;
  }

  @Field(() => Int, { description: 'The most in this app, the caller included.' })
  get maximumParties(): number {
    return this.facts.maximum;
  }
}
