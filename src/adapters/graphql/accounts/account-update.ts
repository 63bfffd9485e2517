import { Field, ObjectType } from 'type-graphql';
import type { AccountUpdate } from '../../../application/live/watch-account.ts';
import type { Pricing } from '../../../application/pricing.ts';
import { UpdateView } from '../live/update.ts';
import { AccountView } from './account.ts';

@ObjectType('AccountUpdate', { description: 'The account at a version. Versions grow; some may be merged (LIVE-1).' })
export class AccountUpdateView extends UpdateView<AccountUpdate> {
  constructor(
    update: AccountUpdate,
    private readonly pricing: Pricing,
  ) {
    super(update);
  }

  @Field(() => AccountView, { description: 'The account.' })
  get account(): AccountView {
    return new AccountView(this.update.account, this.pricing);
  }
}
