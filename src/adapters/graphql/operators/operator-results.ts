import { Field, ObjectType } from 'type-graphql';
import { resultOf } from '../rejections/rejections.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { OperatorCallView } from './operator-call.ts';
import { OperatorView } from './operator.ts';

@ObjectType({ description: 'Signed in.' })
export class OperatorSignInSuccess {
  @Field(() => OperatorView, { description: 'Who signed in.' })
  readonly operator: OperatorView;

  @Field(() => String, {
    nullable: true,
    description: 'For the header `Authorization: Bearer …`, told once; null where the browser keeps it.',
  })
  readonly accessToken: string | null;

  @Field(() => DateTimeScalar, { description: 'When the token ends: then sign in again.' })
  readonly accessExpires: Date;

  constructor(operator: OperatorView, accessToken: string | null, accessExpires: Date) {
    this.operator = operator;
    this.accessToken = accessToken;
    this.accessExpires = accessExpires;
  }
}

@ObjectType({ description: 'Signed out; the token stopped working.' })
export class OperatorSignOutSuccess {
  @Field(() => Boolean, { description: 'Whether all logins of the operator ended.' })
  readonly everywhere: boolean;

  constructor(everywhere: boolean) {
    this.everywhere = everywhere;
  }
}

@ObjectType({ description: 'The call was decided about; the trail says by whom and why.' })
export class ResolveUnconfirmedCallSuccess {
  @Field(() => OperatorCallView, { description: 'The call as it is.' })
  readonly call: OperatorCallView;

  @Field(() => Boolean, { description: 'Whether the idempotency key had been used for it before.' })
  readonly replayed: boolean;

  constructor(call: OperatorCallView, replayed: boolean) {
    this.call = call;
    this.replayed = replayed;
  }
}

export const OperatorSignInResult = resultOf(
  'OperatorSignIn',
  OperatorSignInSuccess,
  'WRONG_CREDENTIALS',
  'TOO_MANY_TRIES',
);
export const OperatorSignOutResult = resultOf('OperatorSignOut', OperatorSignOutSuccess, 'NOT_ALLOWED');

export const ResolveUnconfirmedCallResult = resultOf(
  'ResolveUnconfirmedCall',
  ResolveUnconfirmedCallSuccess,
  'NOT_ALLOWED',
  'INVALID_TEXT',
  'INVALID_DURATION',
  'NOT_FOUND',
  'IDEMPOTENCY_MISMATCH',
  'CALL_NOT_UNCONFIRMED',
  'CALL_MAY_BE_ALIVE',
  'SESSION_TAKEN',
  'OTHER_SESSION',
);
