import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '../../../domain/money.ts';
import type { Quote } from '../../../domain/quote.ts';
import type { Basis, Tariff } from '../../../domain/tariff.ts';
import { MoneyScalar } from '../types/money.ts';
import { Bases } from './call-enums.ts';

@ObjectType('Tariff', { description: 'A price version. A call keeps the one it was placed with.' })
export class TariffView {
  constructor(private readonly tariff: Tariff) {}

  @Field(() => String, { description: 'Its name.' })
  get version(): string {
    return this.tariff.version;
  }

  @Field(() => MoneyScalar, { description: 'For each started minute (PRICE-1).' })
  get pricePerMinute(): Money {
    return this.tariff.pricePerMinute;
  }

  @Field(() => Bases, { description: 'What a started minute is counted for.' })
  get basis(): Basis {
    return this.tariff.basis;
  }
}

@ObjectType('Quote', { description: 'What a call would be granted, and the most it can cost.' })
export class QuoteView {
  constructor(private readonly quote: Quote) {}

  @Field(() => TariffView, { description: 'The price.' })
  get tariff(): TariffView {
    return new TariffView(this.quote.tariff);
  }

  @Field(() => Int, { description: 'After how many seconds the provider would cut it (CALL-3).' })
  get grantedSeconds(): number {
    return this.quote.grantedSeconds;
  }

  @Field(() => Int, { description: 'The same in started minutes.' })
  get minutes(): number {
    return Number(this.quote.minutes);
  }

  @Field(() => MoneyScalar, { description: 'What would be set aside (CALL-4).' })
  get worstCase(): Money {
    return this.quote.worstCase;
  }
}
