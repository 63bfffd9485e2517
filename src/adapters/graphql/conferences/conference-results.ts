import { Field, ObjectType } from 'type-graphql';
import type { Money } from '../../../domain/money.ts';
import { QuoteView } from '../calls/tariff.ts';
import { resultOf } from '../rejections/rejections.ts';
import { MoneyScalar } from '../types/money.ts';
import { ConferenceView } from './conference.ts';

@ObjectType({ description: 'What the conference would be granted now. Binds nobody.' })
export class QuoteConferenceSuccess {
  @Field(() => QuoteView, { description: 'Duration and price, for all parties.' })
  readonly quote: QuoteView;

  @Field(() => MoneyScalar, { description: 'What the account has available.' })
  readonly available: Money;

  constructor(quote: QuoteView, available: Money) {
    this.quote = quote;
    this.available = available;
  }
}

@ObjectType({ description: 'The conference was placed; what the provider did is told by its status and `failure`.' })
export class StartConferenceSuccess {
  @Field(() => ConferenceView, { description: 'The conference as it is.' })
  readonly conference: ConferenceView;

  @Field(() => Boolean, { description: 'Whether the idempotency key had placed it before; nothing was dialled again.' })
  readonly replayed: boolean;

  constructor(conference: ConferenceView, replayed: boolean) {
    this.conference = conference;
    this.replayed = replayed;
  }
}

export const QuoteConferenceResult = resultOf(
  'QuoteConference',
  QuoteConferenceSuccess,
  'NOT_ALLOWED',
  'NOT_FOUND',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_CLOSED',
  'SERVICE_SUSPENDED',
  'SERVICE_DISABLED',
  'PROVIDER_ACCOUNT_DISABLED',
  'WRONG_PARTY_COUNT',
  'INVALID_DURATION',
  'INSUFFICIENT_BALANCE',
);

export const StartConferenceResult = resultOf(
  'StartConference',
  StartConferenceSuccess,
  'NOT_ALLOWED',
  'INVALID_TEXT',
  'INVALID_NUMBER',
  'FOREIGN_NUMBER',
  'DUPLICATE_NUMBER',
  'NOT_FOUND',
  'IDEMPOTENCY_MISMATCH',
  'REQUEST_IN_PROGRESS',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_CLOSED',
  'SERVICE_SUSPENDED',
  'SERVICE_DISABLED',
  'PROVIDER_ACCOUNT_DISABLED',
  'WRONG_PARTY_COUNT',
  'INVALID_DURATION',
  'INSUFFICIENT_BALANCE',
  'ALREADY_IN_PROGRESS',
  'RATE_LIMITED',
  'PROVIDER_UNAVAILABLE',
  'LIMIT_REACHED',
);
