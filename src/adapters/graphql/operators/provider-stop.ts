import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { ProviderStopLift } from '../../../application/lift-provider-stop.ts';
import { resultOf } from '../rejections/rejections.ts';
import { accountIdFrom, appIdFrom } from '../types/ids.ts';

@InputType({ description: 'Which app may place calls again, and why (KEY-2).' })
export class LiftProviderStopInput {
  @Field(() => ID, { description: 'The account whose app it is.' })
  accountId!: string;

  @Field(() => ID, { description: 'The app: the `subject` of its alarm.' })
  appId!: string;

  @Field(() => String, { description: 'Who at the provider said so: for the trail, at most 500 characters.' })
  reason!: string;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key lifts once.' })
  idempotencyKey!: string;
}

@ObjectType({ description: 'The app takes new starts again; the trail says by whom and why.' })
export class LiftProviderStopSuccess {
  @Field(() => ID, { description: 'The app.' })
  readonly appId: string;

  @Field(() => Boolean, { description: 'Whether the idempotency key had been used for it before.' })
  readonly replayed: boolean;

  constructor(appId: string, replayed: boolean) {
    this.appId = appId;
    this.replayed = replayed;
  }
}

export const LiftProviderStopResult = resultOf(
  'LiftProviderStop',
  LiftProviderStopSuccess,
  'NOT_ALLOWED',
  'INVALID_TEXT',
  'NOT_FOUND',
  'IDEMPOTENCY_MISMATCH',
  'APP_NOT_STOPPED',
);

export function liftFrom({ accountId, appId, reason, idempotencyKey }: LiftProviderStopInput): ProviderStopLift {
  return { account: accountIdFrom(accountId), app: appIdFrom(appId), reason, idempotencyKey };
}
