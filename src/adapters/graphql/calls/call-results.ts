import { Field, ObjectType } from 'type-graphql';
import type { Money } from '../../../domain/money.ts';
import { resultOf } from '../rejections/rejections.ts';
import { MoneyScalar } from '../types/money.ts';
import { CallView } from './call.ts';
import { QuoteView } from './tariff.ts';

@ObjectType({ description: 'What the call would be granted now. Binds nobody.' })
export class QuoteCallSuccess {
  @Field(() => QuoteView, { description: 'Duration and price.' })
  readonly quote: QuoteView;

  @Field(() => MoneyScalar, { description: 'What the account has available.' })
  readonly available: Money;

  constructor(quote: QuoteView, available: Money) {
    this.quote = quote;
    this.available = available;
  }
}

@ObjectType({ description: 'The call was placed; what the provider did is told by its status and `failure`.' })
export class StartCallSuccess {
  @Field(() => CallView, { description: 'The call as it is.' })
  readonly call: CallView;

  @Field(() => Boolean, { description: 'Whether the idempotency key had placed it before; nothing was dialled again.' })
  readonly replayed: boolean;

  constructor(call: CallView, replayed: boolean) {
    this.call = call;
    this.replayed = replayed;
  }
}

export const QuoteCallResult = resultOf(
  'QuoteCall',
  QuoteCallSuccess,
  'NOT_ALLOWED',
  'NOT_FOUND',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_CLOSED',
  'SERVICE_SUSPENDED',
  'SERVICE_DISABLED',
  'PROVIDER_ACCOUNT_DISABLED',
  'INVALID_DURATION',
  'INSUFFICIENT_BALANCE',
);

export const StartCallResult = resultOf(
  'StartCall',
  StartCallSuccess,
  'NOT_ALLOWED',
  'INVALID_TEXT',
  'INVALID_NUMBER',
  'FOREIGN_NUMBER',
  'SAME_NUMBER',
  'NOT_FOUND',
  'IDEMPOTENCY_MISMATCH',
  'REQUEST_IN_PROGRESS',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_CLOSED',
  'SERVICE_SUSPENDED',
  'SERVICE_DISABLED',
  'PROVIDER_ACCOUNT_DISABLED',
  'INVALID_DURATION',
  'INSUFFICIENT_BALANCE',
  'ALREADY_IN_PROGRESS',
  'RATE_LIMITED',
  'PROVIDER_UNAVAILABLE',
  'LIMIT_REACHED',
);
