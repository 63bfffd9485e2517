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
    return typeof this.facts.value === 'number' ? this.facts.value : null;
  }

  @Field(() => MoneyScalar, { nullable: true, description: 'Its value where it is an amount.' })
  get amount(): Money | null {
    return typeof this.facts.value === 'number' ? null : this.facts.value;
  }
}
