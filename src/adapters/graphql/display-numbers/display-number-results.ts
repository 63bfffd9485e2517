import { Field, ObjectType } from 'type-graphql';
import { resultOf } from '../rejections/rejections.ts';
import { DisplayNumberView } from './display-number.ts';

@ObjectType({ description: 'It waits for an operator.' })
export class RequestDisplayNumberSuccess {
  @Field(() => DisplayNumberView, { description: 'What was asked for.' })
  readonly displayNumber: DisplayNumberView;

  constructor(displayNumber: DisplayNumberView) {
    this.displayNumber = displayNumber;
  }
}

@ObjectType({ description: 'The request was taken back.' })
export class WithdrawDisplayNumberSuccess {
  @Field(() => DisplayNumberView, { description: 'The display number as it is.' })
  readonly displayNumber: DisplayNumberView;

  constructor(displayNumber: DisplayNumberView) {
    this.displayNumber = displayNumber;
  }
}

/** What an operator decided; no type of its own in the schema. */
@ObjectType()
abstract class DecidedDisplayNumberView {
  @Field(() => DisplayNumberView, { description: 'The display number as it is.' })
  readonly displayNumber: DisplayNumberView;

  @Field(() => Boolean, { description: 'Whether the idempotency key had been used for it before.' })
  readonly replayed: boolean;

  constructor(displayNumber: DisplayNumberView, replayed: boolean) {
    this.displayNumber = displayNumber;
    this.replayed = replayed;
  }
}

@ObjectType({ description: 'It is approved; the trail says by whom, and the record by which ticket.' })
export class ApproveDisplayNumberSuccess extends DecidedDisplayNumberView {}

@ObjectType({ description: 'It is turned down; the trail says by whom.' })
export class RejectDisplayNumberSuccess extends DecidedDisplayNumberView {}

@ObjectType({ description: 'It is shown no more; the trail says by whom that was recorded.' })
export class RevokeDisplayNumberSuccess extends DecidedDisplayNumberView {}

export const RequestDisplayNumberResult = resultOf(
  'RequestDisplayNumber',
  RequestDisplayNumberSuccess,
  'NOT_ALLOWED',
  'INVALID_NUMBER',
  'FOREIGN_NUMBER',
  'NOT_FOUND',
  'ACCOUNT_CLOSED',
  'DISPLAY_NUMBER_PENDING',
);

export const WithdrawDisplayNumberResult = resultOf(
  'WithdrawDisplayNumber',
  WithdrawDisplayNumberSuccess,
  'NOT_ALLOWED',
  'NOT_FOUND',
  'DISPLAY_NUMBER_NOT_REQUESTED',
);

const ofOperators = ['NOT_ALLOWED', 'INVALID_TEXT', 'NOT_FOUND', 'IDEMPOTENCY_MISMATCH'] as const;

export const ApproveDisplayNumberResult = resultOf(
  'ApproveDisplayNumber',
  ApproveDisplayNumberSuccess,
  ...ofOperators,
  'ACCOUNT_CLOSED',
  'DISPLAY_NUMBER_NOT_REQUESTED',
);

export const RejectDisplayNumberResult = resultOf(
  'RejectDisplayNumber',
  RejectDisplayNumberSuccess,
  ...ofOperators,
  'DISPLAY_NUMBER_NOT_REQUESTED',
);

export const RevokeDisplayNumberResult = resultOf(
  'RevokeDisplayNumber',
  RevokeDisplayNumberSuccess,
  ...ofOperators,
  'DISPLAY_NUMBER_NOT_APPROVED',
);
