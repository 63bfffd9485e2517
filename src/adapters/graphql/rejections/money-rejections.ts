import { Field, ObjectType } from 'type-graphql';
import type { MisfitProblem } from '../../../domain/errors.ts';
import type { Money } from '../../../domain/money.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { MoneyScalar } from '../types/money.ts';
import { RejectionView } from './rejection.ts';

const Misfits = describedEnum<MisfitProblem>('CallbackMisfit', 'Why a parked callback cannot be about a call.', {
  UNUSABLE: 'What it says is not understood, or cannot be true.',
  OTHER_APP: 'It came to another app.',
  OTHER_NUMBERS: 'It names other numbers.',
  OTHER_SESSION: 'The call has another session, or another call has this one.',
  BEING_PLACED: 'The call is still being placed, and takes its callback by itself.',
});

@ObjectType({
  implements: RejectionView,
  description: 'An adjustment is of some money, and not of too much (ADJUST-1).',
})
export class AmountOutOfRange extends RejectionView<'AMOUNT_OUT_OF_RANGE'> {
  @Field(() => MoneyScalar, { description: 'The least.' })
  get minimum(): Money {
    return this.facts.minimum;
  }

  @Field(() => MoneyScalar, { description: 'The most.' })
  get maximum(): Money {
    return this.facts.maximum;
  }
}

@ObjectType({ implements: RejectionView, description: 'Nothing of the call is in suspense (SUSPENSE-1).' })
export class NothingInSuspense extends RejectionView<'NOTHING_IN_SUSPENSE'> {}

@ObjectType({
  implements: RejectionView,
  description: 'A posting has this reference, in this account or another: each is posted once, for ever (ADJUST-1).',
})
export class ReferenceTaken extends RejectionView<'REFERENCE_TAKEN'> {}

@ObjectType({ implements: RejectionView, description: 'A discrepancy is decided about once (CALL-6).' })
export class DiscrepancyResolved extends RejectionView<'DISCREPANCY_RESOLVED'> {
  @Field(() => DateTimeScalar, { description: 'When it was.' })
  get resolvedAt(): Date {
    return this.facts.at;
  }
}

@ObjectType({ implements: RejectionView, description: 'Only a parked callback is decided about by hand (CALLBACK-1).' })
export class CallbackNotParked extends RejectionView<'CALLBACK_NOT_PARKED'> {
  @Field(() => String, { description: 'What became of it: MATCHED, DUPLICATE or DISMISSED.' })
  get state(): string {
    return this.facts.state;
  }
}

@ObjectType({ implements: RejectionView, description: 'The callback cannot be about this call (CALLBACK-1).' })
export class CallbackDoesNotFit extends RejectionView<'CALLBACK_DOES_NOT_FIT'> {
  @Field(() => Misfits, { description: 'Why.' })
  get misfit(): MisfitProblem {
    return this.facts.problem;
  }
}

@ObjectType({ implements: RejectionView, description: 'No alarm of this kind is open for this subject (ALARM-1).' })
export class AlarmNotOpen extends RejectionView<'ALARM_NOT_OPEN'> {}

@ObjectType({
  implements: RejectionView,
  description: 'What the alarm is about waits for a decision, and the alarm is over with that (ALARM-1).',
})
export class AlarmWaits extends RejectionView<'ALARM_WAITS'> {}

@ObjectType({ implements: RejectionView, description: 'Only a PENDING top-up is decided about (BANK-1).' })
export class TopUpNotPending extends RejectionView<'TOP_UP_NOT_PENDING'> {
  @Field(() => String, { description: 'What it is: PAID or CANCELED.' })
  get topUpStatus(): string {
    return this.facts.status;
  }
}

@ObjectType({
  implements: RejectionView,
  description: 'A top-up is credited with what was ordered. Cancel it, and post what came as an adjustment (BANK-1).',
})
export class AmountDiffers extends RejectionView<'AMOUNT_DIFFERS'> {
  @Field(() => MoneyScalar, { description: 'What was ordered.' })
  get ordered(): Money {
    return this.facts.ordered;
  }

  @Field(() => MoneyScalar, { description: 'What was received.' })
  get received(): Money {
    return this.facts.received;
  }
}
