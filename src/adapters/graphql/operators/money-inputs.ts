import { Field, ID, InputType, Int } from 'type-graphql';
import type { AlarmClosing } from '../../../application/close-alarm.ts';
import type { OperatorCommand } from '../../../application/operator-order.ts';
import type { AdjustmentOrder } from '../../../application/post-adjustment.ts';
import type { DiscrepancyOrder } from '../../../application/resolve-discrepancy.ts';
import type { CallbackResolution } from '../../../application/resolve-parked-callback.ts';
import type { SuspenseOrder } from '../../../application/settle-suspense.ts';
import type { AdjustmentKind } from '../../../domain/adjustment.ts';
import type { AlarmKind } from '../../../domain/alarm.ts';
import type { DiscrepancyDecision } from '../../../domain/discrepancy.ts';
import type { Money } from '../../../domain/money.ts';
import type { SuspenseDecision } from '../../../domain/suspense.ts';
import { badUserInput } from '../types/bad-user-input.ts';
import { describedEnum } from '../types/described-enum.ts';
import { accountIdFrom, appIdFrom, callIdFrom } from '../types/ids.ts';
import { MoneyScalar } from '../types/money.ts';
import { AlarmKinds } from './alarm.ts';
import { DiscrepancyDecisions } from './discrepancy.ts';

const SuspenseDecisions = describedEnum<SuspenseDecision>('SuspenseDecision', 'What becomes of what is missing.', {
  COLLECT: 'It is taken from what is available now: all, or what there is.',
  WRITE_OFF: 'What is left of it is given up.',
});

const AdjustmentKinds = describedEnum<AdjustmentKind>('AdjustmentKind', 'What an operator posts.', {
  CREDIT: 'The customer gets back what it was charged.',
  DEBIT: 'The customer is charged.',
  PAY_IN: 'Money came in outside of a top-up.',
  PAY_OUT: 'Money was paid back, such as what is left of a closed account.',
});

type CallbackDecision = 'DISMISS' | 'MATCH';

const CallbackDecisions = describedEnum<CallbackDecision>('CallbackDecision', 'What a parked callback is about.', {
  DISMISS: 'No call.',
  MATCH: 'The call `callId`: it is settled or compared, as by any report.',
});

@InputType({ description: 'What each decision of an operator comes with.' })
abstract class OperatorInput {
  @Field(() => ID, { description: 'Whose.' })
  accountId!: string;

  @Field(() => String, { description: 'Why: for the trail, at most 500 characters.' })
  reason!: string;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key decides once.' })
  idempotencyKey!: string;
}

@InputType({ description: 'Which of two reports is right (CALL-6).' })
export class ResolveDiscrepancyInput extends OperatorInput {
  @Field(() => ID, { description: 'The call that both are about.' })
  callId!: string;

  @Field(() => Int, { description: "The discrepancy's `reportedSeconds`." })
  reportedSeconds!: number;

  @Field(() => DiscrepancyDecisions, { description: 'Which.' })
  decision!: DiscrepancyDecision;
}

@InputType({ description: 'What a parked callback is about (CALLBACK-1).' })
export class ResolveParkedCallbackInput extends OperatorInput {
  @Field(() => ID, { description: 'The app that it came to.' })
  appId!: string;

  @Field(() => String, { description: 'Which callback.' })
  bodyHash!: string;

  @Field(() => CallbackDecisions, { description: 'Whether it is about a call.' })
  decision!: CallbackDecision;

  @Field(() => ID, { nullable: true, description: 'The call; with MATCH only, and needed there.' })
  callId?: string;
}

@InputType({ description: 'What becomes of what a customer could not pay for a call (SUSPENSE-1).' })
export class SettleSuspenseInput extends OperatorInput {
  @Field(() => ID, { description: 'The call.' })
  callId!: string;

  @Field(() => SuspenseDecisions, { description: 'What.' })
  decision!: SuspenseDecision;
}

@InputType({ description: 'A posting by an operator (ADJUST-1).' })
export class PostAdjustmentInput extends OperatorInput {
  @Field(() => AdjustmentKinds, { description: 'What it is.' })
  kind!: AdjustmentKind;

  @Field(() => MoneyScalar, { description: 'More than nothing, also where it is taken.' })
  amount!: Money;

  @Field(() => String, {
    description:
      "A ticket, or the bank's number, at most 100 characters. It is posted once, for ever, over all accounts.",
  })
  reference!: string;
}

@InputType({ description: 'Which top-up will not be paid (BANK-1).' })
export class CancelTopUpInput {
  @Field(() => String, { description: 'What the customer was told to write on its transfer.' })
  reference!: string;

  @Field(() => String, { description: 'Why: for the trail, at most 500 characters.' })
  reason!: string;

  @Field(() => String, { description: 'Of your own, at most 64 characters. The same key decides once.' })
  idempotencyKey!: string;
}

@InputType({ description: 'What the bank says about a transfer (BANK-1).' })
export class ConfirmTopUpInput extends CancelTopUpInput {
  @Field(() => MoneyScalar, { description: 'What was received: what was ordered, to the fen.' })
  amountReceived!: Money;

  @Field(() => String, { description: "The bank's own reference, at most 100 characters. It credits once, for ever." })
  bankReference!: string;
}

@InputType({ description: 'Which alarm is over (ALARM-1).' })
export class CloseAlarmInput extends OperatorInput {
  @Field(() => AlarmKinds, { description: 'Its kind.' })
  kind!: AlarmKind;

  @Field(() => String, { description: 'Its subject.' })
  subject!: string;
}

export function discrepancyOrder(input: ResolveDiscrepancyInput): DiscrepancyOrder {
  const { callId, reportedSeconds, decision } = input;
  return { ...commandFrom(input), call: callIdFrom(callId), reportedSeconds, decision };
}

/** @throws GraphQLError BAD_USER_INPUT where the call does not belong to the decision, or is missing. */
export function callbackResolution(input: ResolveParkedCallbackInput): CallbackResolution {
  const { appId, bodyHash, decision, callId } = input;
  if (decision === 'MATCH' && callId == null) throw badUserInput('callId', 'MATCH needs the call.');
  if (decision === 'DISMISS' && callId != null) throw badUserInput('callId', 'What is dismissed is about no call.');
  const call = callId == null ? null : callIdFrom(callId);
  return { ...commandFrom(input), app: appIdFrom(appId), bodyHash, call };
}

export function suspenseOrder(input: SettleSuspenseInput): SuspenseOrder {
  return { ...commandFrom(input), call: callIdFrom(input.callId), decision: input.decision };
}

export function adjustmentOrder(input: PostAdjustmentInput): AdjustmentOrder {
  const { kind, amount, reference } = input;
  return { ...commandFrom(input), kind, amount, reference };
}

export function alarmClosing(input: CloseAlarmInput): AlarmClosing {
  return { ...commandFrom(input), alarm: { kind: input.kind, subject: input.subject } };
}

function commandFrom({ accountId, reason, idempotencyKey }: OperatorInput): OperatorCommand {
  return { account: accountIdFrom(accountId), reason, idempotencyKey };
}
