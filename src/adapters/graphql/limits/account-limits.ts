import { Field, Int, ObjectType } from 'type-graphql';
import type { CallLimits } from '../../../domain/limits.ts';
import type { Money } from '../../../domain/money.ts';
import { MoneyScalar } from '../types/money.ts';

export const CALLS_AT_ONCE_OF_APP =
  'How many of its calls and conferences may be alive at the same time (CALL-10); null without a limit.';

@ObjectType('AccountLimits', { description: 'What limits calls and conferences of an account beside money (CALL-10).' })
export class AccountLimitsView {
  constructor(private readonly limits: CallLimits) {}

  @Field(() => Int, { nullable: true, description: 'How many may be alive at the same time; null without a limit.' })
  get callsAtOnce(): number | null {
    return this.limits.callsAtOncePerAccount;
  }

  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'What they may cost in a day of Shanghai, with what open ones may still cost; null without a limit.',
  })
  get spendPerDay(): Money | null {
    return this.limits.spendPerDay;
  }

  @Field(() => Int, {
    description: 'For how many seconds a number is left alone after an answered call; 0: not at all.',
  })
  get coolDownSeconds(): number {
    return this.limits.coolDownSeconds;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How often a number may be rung in an hour, by all apps of all accounts; null without a limit.',
  })
  get ringsPerCalleePerHour(): number | null {
    return this.limits.ringsPerCalleePerHour;
  }
}
