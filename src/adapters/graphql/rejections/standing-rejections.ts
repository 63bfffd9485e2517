import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '../../../domain/money.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';
import { RejectionView } from './rejection.ts';

@ObjectType({ implements: RejectionView, description: 'The account takes no new calls (ACC-6).' })
export class AccountSuspended extends RejectionView<'ACCOUNT_SUSPENDED'> {
  @Field(() => String, { description: 'Why, as customer service says it.' })
  get reason(): string {
    return this.facts.reason;
  }

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  get since(): Date {
    return this.facts.since;
  }
}

@ObjectType({
  implements: RejectionView,
  description: 'The account takes nothing new, for ever: no calls, top-ups, apps, people or keys (ACC-6).',
})
export class AccountClosed extends RejectionView<'ACCOUNT_CLOSED'> {
  @Field(() => String, { description: 'Why, as customer service says it.' })
  get reason(): string {
    return this.facts.reason;
  }

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  get since(): Date {
    return this.facts.since;
  }
}

@ObjectType({
  implements: RejectionView,
  description: 'The app takes no new calls, whatever its account wants (ACC-6).',
})
export class ServiceSuspended extends RejectionView<'SERVICE_SUSPENDED'> {
  @Field(() => String, { description: 'Why, as customer service says it.' })
  get reason(): string {
    return this.facts.reason;
  }

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  get since(): Date {
    return this.facts.since;
  }
}

@ObjectType({ implements: RejectionView, description: 'Only a suspended account is resumed (ACC-6).' })
export class AccountNotSuspended extends RejectionView<'ACCOUNT_NOT_SUSPENDED'> {}

@ObjectType({ implements: RejectionView, description: 'Only a suspended service is resumed (ACC-6).' })
export class ServiceNotSuspended extends RejectionView<'SERVICE_NOT_SUSPENDED'> {}

@ObjectType({ implements: RejectionView, description: 'The price of a minute is too low or too high (PRICE-4).' })
export class PriceOutOfRange extends RejectionView<'PRICE_OUT_OF_RANGE'> {
  @Field(() => MoneyScalar, { description: 'The least.' })
  get minimum(): Money {
    return this.facts.minimum;
  }

  @Field(() => MoneyScalar, { description: 'The most.' })
  get maximum(): Money {
    return this.facts.maximum;
  }
}

@ObjectType({ implements: RejectionView, description: 'What is in force, or was, is never changed (PRICE-4).' })
export class TariffInPast extends RejectionView<'TARIFF_IN_PAST'> {}

@ObjectType({ implements: RejectionView, description: 'No app can have such bounds of its conferences (CONF-1).' })
export class ImpossiblePartyBounds extends RejectionView<'IMPOSSIBLE_PARTY_BOUNDS'> {
  @Field(() => Int, { description: 'The least that `minParties` can be.' })
  get minimumParties(): number {
    return this.facts.minimum;
  }

  @Field(() => Int, { description: 'The most that `maxParties` can be.' })
  get maximumParties(): number {
    return this.facts.maximum;
  }
}
