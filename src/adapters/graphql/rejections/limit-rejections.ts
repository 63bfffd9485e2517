import { Field, Int, ObjectType } from 'type-graphql';
import type { CallLimit } from '../../../domain/errors.ts';
import type { Money } from '../../../domain/money.ts';
import { describedEnum } from '../types/described-enum.ts';
import { MoneyScalar } from '../types/money.ts';
import { RejectionView } from './rejection.ts';

const CallLimits = describedEnum<CallLimit>('CallLimit', 'What limits calls beside money (CALL-10).', {
  CALLS_AT_ONCE_ACCOUNT: "The account's calls that may be alive. `value` counts calls.",
  CALLS_AT_ONCE_APP: "The app's calls that may be alive. `value` counts calls.",
  SPEND_PER_DAY: 'What calls of the account charge on a day in Shanghai, and what open ones may. Told by `amount`.',
  COOL_DOWN: 'The time after an answered call to the same callee. `value` is in seconds.',
  RINGS_PER_CALLEE: 'Rings of the callee in an hour, by all apps of all accounts. `value` counts rings.',
});

@ObjectType({
  implements: RejectionView,
  description: 'A limit on calls is reached (CALL-10). `retryAt` tells when it frees up, at the latest.',
})
export class LimitReached extends RejectionView<'LIMIT_REACHED'> {
  @Field(() => CallLimits, { description: 'Which limit.' })
  get limit(): CallLimit {
    return this.facts.limit;
  }

  @Field(() => Int, { nullable: true, description: 'Its value: calls, rings or seconds; null where it is an amount.' })
  get value(): number | null {
    return countOf(this.facts.value);
  }

  @Field(() => MoneyScalar, { nullable: true, description: 'Its value where it is an amount.' })
  get amount(): Money | null {
    return amountOf(this.facts.value);
  }
}

@ObjectType({ implements: RejectionView, description: 'A limit on calls is set too low or too high (CALL-10).' })
export class LimitOutOfRange extends RejectionView<'LIMIT_OUT_OF_RANGE'> {
  @Field(() => CallLimits, { description: 'Which limit.' })
  get limit(): CallLimit {
    return this.facts.limit;
  }

  @Field(() => Int, { nullable: true, description: 'The least: calls or seconds; null where it is an amount.' })
  get minimumValue(): number | null {
    return countOf(this.facts.minimum);
  }

  @Field(() => Int, { nullable: true, description: 'The most: calls or seconds; null where it is an amount.' })
  get maximumValue(): number | null {
    return countOf(this.facts.maximum);
  }

  @Field(() => MoneyScalar, { nullable: true, description: 'The least where it is an amount.' })
  get minimumAmount(): Money | null {
    return amountOf(this.facts.minimum);
  }

  @Field(() => MoneyScalar, { nullable: true, description: 'The most where it is an amount.' })
  get maximumAmount(): Money | null {
    return amountOf(this.facts.maximum);
  }
}

function countOf(value: number | Money): number | null {
  return typeof value === 'number' ? value : null;
}

function amountOf(value: number | Money): Money | null {
  return typeof value === 'number' ? null : value;
}
