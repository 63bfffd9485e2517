import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '../../../domain/money.ts';
import { disabledAppKey } from '../../../domain/provider-errors.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';
import { RejectionView } from './rejection.ts';

@ObjectType({ implements: RejectionView, description: "The app's service is not enabled." })
export class ServiceDisabled extends RejectionView<'SERVICE_DISABLED'> {}

@ObjectType({
  implements: RejectionView,
  description:
    'The provider has disabled the AppKey of the app, which takes no new starts until that is mended (KEY-2).',
})
export class ProviderAccountDisabled extends RejectionView<'PROVIDER_ACCOUNT_DISABLED'> {
  @Field(() => DateTimeScalar, { description: 'When a start was refused for that.' })
  get since(): Date {
    return this.facts.since;
  }

  @Field(() => String, { description: 'What to do, in Chinese.' })
  get adviceZh(): string {
    return disabledAppKey.adviceZh;
  }

  @Field(() => String, { description: 'What to do, in English.' })
  get adviceEn(): string {
    return disabledAppKey.adviceEn;
  }
}

@ObjectType({ implements: RejectionView, description: 'An AppKey belongs to one app.' })
export class AppKeyTaken extends RejectionView<'APP_KEY_TAKEN'> {}

@ObjectType({ implements: RejectionView, description: 'The account has as many apps as it may.' })
export class AppLimitReached extends RejectionView<'APP_LIMIT_REACHED'> {
  @Field(() => Int, { description: 'The most apps of an account.' })
  get maximumApps(): number {
    return this.facts.maximum;
  }
}

@ObjectType({ implements: RejectionView, description: 'What the provider issued for the app must be given here.' })
export class ProviderCredentialsRequired extends RejectionView<'PROVIDER_CREDENTIALS_REQUIRED'> {}

@ObjectType({
  implements: RejectionView,
  description: 'Two AppSecrets of an app work at a time, never three (ROLE-3).',
})
export class SecretRotationUnderWay extends RejectionView<'SECRET_ROTATION_UNDER_WAY'> {
  @Field(() => DateTimeScalar, { description: 'When the one before the present one stops working by itself.' })
  get endsAt(): Date {
    return this.facts.endsAt;
  }
}

@ObjectType({
  implements: RejectionView,
  description:
    'The provider takes no more requests at once (PACE-1). Nothing was kept: ask again at `retryAt`, with the same idempotency key.',
})
export class RateLimited extends RejectionView<'RATE_LIMITED'> {}

@ObjectType({
  implements: RejectionView,
  description:
    'The provider takes no calls at present (PACE-1). Nothing was kept: ask again at `retryAt`, with the same idempotency key.',
})
export class ProviderUnavailable extends RejectionView<'PROVIDER_UNAVAILABLE'> {}

@ObjectType({ implements: RejectionView, description: 'Less is available than is needed (CALL-3, CALL-4, ADJUST-1).' })
export class InsufficientBalance extends RejectionView<'INSUFFICIENT_BALANCE'> {
  @Field(() => MoneyScalar, { description: 'What is available.' })
  get available(): Money {
    return this.facts.available;
  }

  @Field(() => MoneyScalar, { description: 'What is needed: by the shortest acceptable call, or by a debit.' })
  get required(): Money {
    return this.facts.required;
  }
}

@ObjectType({ implements: RejectionView, description: 'The amount is too small or too large (ACC-2).' })
export class TopUpOutOfRange extends RejectionView<'TOP_UP_OUT_OF_RANGE'> {
  @Field(() => MoneyScalar, { description: 'The least.' })
  get minimum(): Money {
    return this.facts.minimum;
  }

  @Field(() => MoneyScalar, { description: 'The most.' })
  get maximum(): Money {
    return this.facts.maximum;
  }
}

@ObjectType({ implements: RejectionView, description: 'Less than one minute is left (ACC-4).' })
export class NoMinutesLeft extends RejectionView<'NO_MINUTES_LEFT'> {
  @Field(() => MoneyScalar, { description: 'What is available.' })
  get available(): Money {
    return this.facts.available;
  }

  @Field(() => MoneyScalar, { description: 'What a minute costs.' })
  get pricePerMinute(): Money {
    return this.facts.pricePerMinute;
  }
}
