import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '../../../domain/money.ts';
import type { AccountLimits, OwnLimit } from '../../../domain/own-limits.ts';
import { MoneyScalar } from '../types/money.ts';

const UNLIMITED = 'Whether there is no limit at all.';

@ObjectType('CallsLimit', { description: 'What was set for calls that may be alive at the same time (CALL-10).' })
export class CallsLimitView {
  constructor(private readonly own: number | 'NONE') {}

  @Field(() => Int, { nullable: true, description: 'The most; null where `unlimited`.' })
  get most(): number | null {
    return this.own === 'NONE' ? null : this.own;
  }

  @Field(() => Boolean, { description: UNLIMITED })
  get unlimited(): boolean {
    return this.own === 'NONE';
  }
}

@ObjectType('SpendLimit', { description: 'What was set for the cost of calls in a day (CALL-10).' })
export class SpendLimitView {
  constructor(private readonly own: Money | 'NONE') {}

  @Field(() => MoneyScalar, { nullable: true, description: 'The most; null where `unlimited`.' })
  get most(): Money | null {
    return this.own === 'NONE' ? null : this.own;
  }

  @Field(() => Boolean, { description: UNLIMITED })
  get unlimited(): boolean {
    return this.own === 'NONE';
  }
}

@ObjectType('OwnLimits', { description: 'What operators set for one account; null: as configured (CALL-10).' })
export class OwnLimitsView {
  constructor(private readonly limits: AccountLimits) {}

  @Field(() => CallsLimitView, { nullable: true, description: 'How many calls may be alive at the same time.' })
  get callsAtOnce(): CallsLimitView | null {
    return callsLimitView(this.limits.callsAtOnce);
  }

  @Field(() => SpendLimitView, { nullable: true, description: 'What calls may cost in a day of Shanghai.' })
  get spendPerDay(): SpendLimitView | null {
    return this.limits.spendPerDay === null ? null : new SpendLimitView(this.limits.spendPerDay);
  }

  @Field(() => Int, {
    nullable: true,
    description: 'For how many seconds a number is left alone after an answered call; 0: not at all.',
  })
  get coolDownSeconds(): number | null {
    return this.limits.coolDownSeconds;
  }
}

export function callsLimitView(own: OwnLimit<number>): CallsLimitView | null {
  return own === null ? null : new CallsLimitView(own);
}
