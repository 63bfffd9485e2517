import { Field, ID, InputType, Int } from 'type-graphql';
import type { AppCommand } from '../../../application/change-service.ts';
import type { OperatorCommand } from '../../../application/operator-order.ts';
import type { AccountLimitsCommand } from '../../../application/set-account-limits.ts';
import type { AppLimits } from '../../../application/set-app-limits.ts';
import type { TariffCommand } from '../../../application/set-tariff.ts';
import type { Money } from '../../../domain/money.ts';
import type { Basis } from '../../../domain/tariff.ts';
import { Bases } from '../calls/call-enums.ts';
import { CallsLimitInput, callsLimit, SpendLimitInput, spendLimit } from '../limits/limit-inputs.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';
import { accountIdFrom, appIdFrom } from '../types/ids.ts';

/** What each decision about a customer comes with. */
@InputType()
export abstract class CustomerCommandInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => String, { description: 'Why: for the trail, at most 500 characters.' })
  reason!: string;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key decides once.' })
  idempotencyKey!: string;
}

@InputType()
export abstract class CustomerAppCommandInput extends CustomerCommandInput {
  @Field(() => ID, { description: 'The app.' })
  appId!: string;
}

@InputType({ description: 'Which account shall take no new calls, and why: the customer reads the reason (ACC-6).' })
export class SuspendAccountInput extends CustomerCommandInput {}

@InputType({ description: 'Which suspended account shall place calls again (ACC-6).' })
export class ResumeAccountInput extends CustomerCommandInput {}

@InputType({ description: 'Which account ends for ever, and why: the customer reads the reason (ACC-6).' })
export class CloseAccountInput extends CustomerCommandInput {}

@InputType({ description: 'Which app shall take no new calls, and why: the customer reads the reason (ACC-6).' })
export class SuspendServiceInput extends CustomerAppCommandInput {}

@InputType({ description: 'Which suspended app shall be again as its account wants it (ACC-6).' })
export class ResumeServiceInput extends CustomerAppCommandInput {}

@InputType({ description: 'Which app shall place calls (ACC-7).' })
export class EnableServiceForInput extends CustomerAppCommandInput {}

@InputType({ description: 'Which app shall take no new calls until somebody enables it (ACC-7).' })
export class DisableServiceForInput extends CustomerAppCommandInput {}

@InputType({ description: 'What an account pays by from then on, and why (PRICE-4).' })
export class SetTariffInput extends CustomerCommandInput {
  @Field(() => MoneyScalar, { description: 'For each started minute, from 0.01 to 100.00.' })
  pricePerMinute!: Money;

  @Field(() => Bases, { description: 'What a started minute is counted for.' })
  basis!: Basis;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Not in the past; from now on where it is not said.' })
  from?: Date | null;
}

export function tariffCommand(input: SetTariffInput): TariffCommand {
  const { pricePerMinute, basis, from = null } = input;
  return { ...customerCommand(input), pricePerMinute, basis, from };
}

export function customerCommand({ accountId, reason, idempotencyKey }: CustomerCommandInput): OperatorCommand {
  return { account: accountIdFrom(accountId), reason, idempotencyKey };
}

@InputType({
  description: 'All limits of an app, and why. What is not said is as new apps have it (CALL-3, CALL-10, CONF-1).',
})
export class SetAppLimitsInput extends CustomerAppCommandInput {
  @Field(() => Int, { nullable: true, description: 'What a call may last, in seconds, where it is not said.' })
  maxDurationSecondsDefault?: number | null;

  @Field(() => Int, { nullable: true, description: 'The most that may be asked for, from 1 to 86400 seconds.' })
  maxDurationSecondsCeiling?: number | null;

  @Field(() => Int, { nullable: true, description: 'The least parties of a conference, from 3, the caller included.' })
  minParties?: number | null;

  @Field(() => Int, { nullable: true, description: 'The most parties of a conference, to 50, the caller included.' })
  maxParties?: number | null;

  @Field(() => CallsLimitInput, { nullable: true, description: 'How many of its calls may be alive at the same time.' })
  callsAtOnce?: CallsLimitInput | null;
}

export function appLimits(input: SetAppLimitsInput): AppLimits {
  const { maxDurationSecondsDefault: defaultSeconds = null, maxDurationSecondsCeiling: ceilingSeconds = null } = input;
  const { minParties = null, maxParties = null } = input;
  const callsAtOnce = callsLimit('callsAtOnce', input.callsAtOnce);
  return { ...customerAppCommand(input), defaultSeconds, ceilingSeconds, minParties, maxParties, callsAtOnce };
}

@InputType({ description: 'All limits of an account, and why. What is not said is as configured (CALL-10).' })
export class SetAccountLimitsInput extends CustomerCommandInput {
  @Field(() => CallsLimitInput, { nullable: true, description: 'How many of its calls may be alive at the same time.' })
  callsAtOnce?: CallsLimitInput | null;

  @Field(() => SpendLimitInput, { nullable: true, description: 'What its calls may cost in a day of Shanghai.' })
  spendPerDay?: SpendLimitInput | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'For how long a number is left alone after an answered call, from 0, which is none, to 2592000 seconds.',
  })
  coolDownSeconds?: number | null;
}

export function accountLimits(input: SetAccountLimitsInput): AccountLimitsCommand {
  const callsAtOnce = callsLimit('callsAtOnce', input.callsAtOnce);
  const spendPerDay = spendLimit('spendPerDay', input.spendPerDay);
  const { coolDownSeconds = null } = input;
  return { ...customerCommand(input), limits: { callsAtOnce, spendPerDay, coolDownSeconds } };
}

export function customerAppCommand(input: CustomerAppCommandInput): AppCommand {
  return { ...customerCommand(input), app: appIdFrom(input.appId) };
}
