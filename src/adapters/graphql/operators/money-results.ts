import { Field, ID, ObjectType } from 'type-graphql';
import type { AlarmKey, AlarmKind } from '../../../domain/alarm.ts';
import { Money } from '../../../domain/money.ts';
import type { RejectionCode } from '../../../domain/errors.ts';
import type { PostedAdjustment } from '../../../application/post-adjustment.ts';
import type { ResolvedCallback } from '../../../application/resolve-parked-callback.ts';
import type { ResolvedDiscrepancy } from '../../../application/resolve-discrepancy.ts';
import type { SettledSuspense } from '../../../application/settle-suspense.ts';
import type { FoundTopUp } from '../../../application/confirm-top-up.ts';
import { TopUpView } from '../accounts/top-up.ts';
import { resultOf } from '../rejections/rejections.ts';
import { MoneyScalar } from '../types/money.ts';
import { AccountBalanceView } from './account-balance.ts';
import { AlarmKinds } from './alarm.ts';
import { OperatorCallView } from './operator-call.ts';

@ObjectType({ description: 'What an operator decided.' })
abstract class Decided {
  constructor(private readonly decided: { readonly replayed: boolean }) {}

  @Field(() => Boolean, { description: 'Whether the idempotency key had been used for it before.' })
  get replayed(): boolean {
    return this.decided.replayed;
  }
}

@ObjectType({ description: 'The discrepancy was decided about; the trail says by whom and why.' })
export class ResolveDiscrepancySuccess extends Decided {
  constructor(private readonly done: ResolvedDiscrepancy) {
    super(done);
  }

  @Field(() => OperatorCallView, { description: 'The call, as it was settled.' })
  get call(): OperatorCallView {
    return new OperatorCallView(this.done);
  }

  @Field(() => MoneyScalar, { description: 'What the call costs more by this; negative where it costs less.' })
  get difference(): Money {
    return this.done.discrepancy.resolution?.difference ?? Money.zero;
  }

  @Field(() => AccountBalanceView, { description: 'What the account has now.' })
  get account(): AccountBalanceView {
    return new AccountBalanceView(this.done.account);
  }
}

@ObjectType({ description: 'The callback was decided about, and stays; the trail says by whom and why.' })
export class ResolveParkedCallbackSuccess extends Decided {
  constructor(private readonly done: ResolvedCallback) {
    super(done);
  }

  @Field(() => OperatorCallView, { nullable: true, description: 'The call as it is; null where it is about none.' })
  get call(): OperatorCallView | null {
    const { call, account } = this.done;
    return call === null ? null : new OperatorCallView({ call, account });
  }
}

@ObjectType({ description: 'What was missing was collected or given up; the trail says by whom and why.' })
export class SettleSuspenseSuccess extends Decided {
  constructor(private readonly done: SettledSuspense) {
    super(done);
  }

  @Field(() => MoneyScalar, { description: 'What is in suspense for the call still.' })
  get left(): Money {
    return this.done.left;
  }

  @Field(() => AccountBalanceView, { description: 'What the account has now.' })
  get account(): AccountBalanceView {
    return new AccountBalanceView(this.done.account);
  }
}

@ObjectType({ description: 'It was posted; the trail says by whom and why.' })
export class PostAdjustmentSuccess extends Decided {
  constructor(private readonly done: PostedAdjustment) {
    super(done);
  }

  @Field(() => ID, { description: 'The `subject` of its ledger entry.' })
  get subject(): string {
    return this.done.posting;
  }

  @Field(() => AccountBalanceView, { description: 'What the account has now.' })
  get account(): AccountBalanceView {
    return new AccountBalanceView(this.done.account);
  }
}

@ObjectType({ description: 'The alarm is over; the trail says by whom and why.' })
export class CloseAlarmSuccess extends Decided {
  constructor(private readonly done: { readonly alarm: AlarmKey; readonly replayed: boolean }) {
    super(done);
  }

  @Field(() => AlarmKinds, { description: 'Its kind.' })
  get kind(): AlarmKind {
    return this.done.alarm.kind;
  }

  @Field(() => String, { description: 'Its subject.' })
  get subject(): string {
    return this.done.alarm.subject;
  }
}

@ObjectType({ description: 'A top-up as operators see it.' })
export class OperatorTopUp {
  constructor(private readonly found: FoundTopUp) {}

  @Field(() => TopUpView, { description: 'The top-up.' })
  get topUp(): TopUpView {
    return new TopUpView(this.found.topUp);
  }

  @Field(() => AccountBalanceView, { description: 'Whose it is.' })
  get account(): AccountBalanceView {
    return new AccountBalanceView(this.found.account);
  }
}

@ObjectType({ description: 'The money was credited; the trail says by whom and why.' })
export class ConfirmTopUpSuccess extends Decided {
  constructor(private readonly done: FoundTopUp & { readonly replayed: boolean }) {
    super(done);
  }

  @Field(() => OperatorTopUp, { description: 'The top-up, and whose it is.' })
  get found(): OperatorTopUp {
    return new OperatorTopUp(this.done);
  }
}

@ObjectType({ description: 'The top-up is canceled; the trail says by whom and why.' })
export class CancelTopUpSuccess extends Decided {
  constructor(private readonly done: FoundTopUp & { readonly replayed: boolean }) {
    super(done);
  }

  @Field(() => OperatorTopUp, { description: 'The top-up, and whose it is.' })
  get found(): OperatorTopUp {
    return new OperatorTopUp(this.done);
  }
}

const always = ['NOT_ALLOWED', 'INVALID_TEXT', 'NOT_FOUND', 'IDEMPOTENCY_MISMATCH'] as const satisfies RejectionCode[];

export const ResolveDiscrepancyResult = resultOf(
  'ResolveDiscrepancy',
  ResolveDiscrepancySuccess,
  ...always,
  'DISCREPANCY_RESOLVED',
);
export const ResolveParkedCallbackResult = resultOf(
  'ResolveParkedCallback',
  ResolveParkedCallbackSuccess,
  ...always,
  'CALLBACK_NOT_PARKED',
  'CALLBACK_DOES_NOT_FIT',
);
export const SettleSuspenseResult = resultOf(
  'SettleSuspense',
  SettleSuspenseSuccess,
  ...always,
  'NOTHING_IN_SUSPENSE',
  'INSUFFICIENT_BALANCE',
);
export const PostAdjustmentResult = resultOf(
  'PostAdjustment',
  PostAdjustmentSuccess,
  ...always,
  'AMOUNT_OUT_OF_RANGE',
  'INSUFFICIENT_BALANCE',
  'REFERENCE_TAKEN',
);
export const CloseAlarmResult = resultOf('CloseAlarm', CloseAlarmSuccess, ...always, 'ALARM_NOT_OPEN', 'ALARM_WAITS');
export const ConfirmTopUpResult = resultOf(
  'ConfirmTopUp',
  ConfirmTopUpSuccess,
  ...always,
  'TOP_UP_NOT_PENDING',
  'AMOUNT_DIFFERS',
  'REFERENCE_TAKEN',
);
export const CancelTopUpResult = resultOf('CancelTopUp', CancelTopUpSuccess, ...always, 'TOP_UP_NOT_PENDING');
