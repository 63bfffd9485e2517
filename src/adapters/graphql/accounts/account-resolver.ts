import { Arg, Ctx, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { AccountUpdate } from '../../../application/live/watch-account.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { pageRequest, sequenceFrom } from '../types/cursor.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { spanOf } from '../types/span.ts';
import { TopUpInput } from './account-inputs.ts';
import { SetNoticeSettingsResult, SetNoticeSettingsSuccess, TopUpResult, TopUpSuccess } from './account-results.ts';
import { AccountUpdateView } from './account-update.ts';
import { AccountView } from './account.ts';
import { SetNoticeSettingsInput } from './notice-settings.ts';
import { LedgerConnection, TopUpConnection, TopUpView } from './top-up.ts';

const FIRST = 'How many, from 1 to 100.';
const AFTER = 'The `endCursor` or `cursor` behind which the page begins.';

@Resolver()
export class AccountResolver {
  constructor(private readonly application: Application) {}

  @Query(() => AccountView, { description: 'The account of who is signed in.' })
  async account(@Ctx() context: OperationContext): Promise<AccountView> {
    const account = await context.view.account();
    return new AccountView(account, this.application.pricingOf(account));
  }

  @Query(() => TopUpConnection, { description: 'The payments into the account, newest first.' })
  async topUps(
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof TopUpConnection>> {
    return new TopUpConnection(await context.view.topUps(pageRequest(first, after)));
  }

  @Query(() => LedgerConnection, { description: 'The postings on the balance, newest first.' })
  async ledger(
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Arg('from', () => DateTimeScalar, { nullable: true, description: 'Posted then or later.' })
    from: Date | null | undefined,
    @Arg('to', () => DateTimeScalar, { nullable: true, description: 'Posted before then.' })
    to: Date | null | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof LedgerConnection>> {
    return new LedgerConnection(await context.view.ledger(pageRequest(first, after), spanOf(from, to)));
  }

  @Mutation(() => TopUpResult, { description: 'Pays into the account (ACC-2, ACC-3).' })
  topUp(
    @Arg('input', () => TopUpInput, { description: 'How much.' }) input: TopUpInput,
    @Ctx() context: OperationContext,
  ): Promise<TopUpSuccess | RejectionView> {
    return answer(context, async () => {
      const { topUp, replayed } = await this.application.topUp(context.signedIn, input);
      return new TopUpSuccess(new TopUpView(topUp), replayed);
    });
  }

  @Mutation(() => SetNoticeSettingsResult, { description: 'Says how people are told by e-mail (NOTICE-2, NOTICE-3).' })
  setNoticeSettings(
    @Arg('input', () => SetNoticeSettingsInput, { description: 'How.' })
    { language, lowBalanceMinutes = null }: SetNoticeSettingsInput,
    @Ctx() context: OperationContext,
  ): Promise<SetNoticeSettingsSuccess | RejectionView> {
    return answer(context, async () => {
      const account = await this.application.setNoticeSettings(context.signedIn, { language, lowBalanceMinutes });
      return new SetNoticeSettingsSuccess(new AccountView(account, this.application.pricingOf(account)));
    });
  }

  @Subscription(() => AccountUpdateView, {
    description: 'The account as it is, then each change of its balance or of what is reserved (LIVE-1).',
    subscribe: ({ args, context }: { args: { after?: string | null }; context: OperationContext }) =>
      context.application.watchAccount(context.signedIn, sequenceFrom(args.after)),
  })
  accountUpdated(
    @Arg('after', () => String, { nullable: true, description: 'The last `cursor` that you have.' })
    _after: string | undefined,
    @Root() update: AccountUpdate,
  ): AccountUpdateView {
    return new AccountUpdateView(update, this.application.pricingOf(update.account));
  }
}
