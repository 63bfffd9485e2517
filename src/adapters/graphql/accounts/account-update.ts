import { Field, Int, ObjectType } from 'type-graphql';
import type { Pricing } from '../../../application/pricing.ts';
import type { Update } from '../../../application/watch.ts';
import type { Account } from '../../../domain/account.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { AccountView } from './account.ts';

@ObjectType('AccountUpdate', { description: 'The account at a version. Versions grow; some may be merged (LIVE-1).' })
export class AccountUpdateView {
  constructor(
    private readonly update: Update<Account>,
    private readonly pricing: Pricing,
  ) {}

  @Field(() => String, { nullable: true, description: 'Where to resume: the `after` of a new subscription.' })
  get cursor(): string | null {
    return this.update.cursor?.toString() ?? null;
  }

  @Field(() => Int, { description: 'Grows with every change of the account.' })
  get version(): number {
    return this.update.version;
  }

  @Field(() => DateTimeScalar, { description: 'When it was so.' })
  get at(): Date {
    return this.update.at;
  }

  @Field(() => AccountView, { description: 'The account.' })
  get account(): AccountView {
    return new AccountView(this.update.subject, this.pricing);
  }
}
