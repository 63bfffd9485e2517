import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { Account } from '../../../domain/account.ts';
import type { OperationContext } from '../operations/context.ts';
import { answer } from '../rejections/rejections.ts';
import { CustomerAccountView } from './customer-account.ts';
import {
  accountLimits,
  CloseAccountInput,
  customerCommand,
  ResumeAccountInput,
  SetAccountLimitsInput,
  SetTariffInput,
  SuspendAccountInput,
  tariffCommand,
} from './customer-inputs.ts';
import { accountResult } from './customer-results.ts';

const suspendAccount = accountResult(
  'SuspendAccount',
  'The account takes no new calls.',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_CLOSED',
);
const resumeAccount = accountResult(
  'ResumeAccount',
  'The account places calls again.',
  'ACCOUNT_NOT_SUSPENDED',
  'ACCOUNT_CLOSED',
);
const setTariff = accountResult(
  'SetTariff',
  'The tariff is in force from its time on.',
  'ACCOUNT_CLOSED',
  'PRICE_OUT_OF_RANGE',
  'TARIFF_IN_PAST',
);
const setAccountLimits = accountResult(
  'SetAccountLimits',
  'The account has these limits.',
  'ACCOUNT_CLOSED',
  'LIMIT_OUT_OF_RANGE',
);
const closeAccount = accountResult('CloseAccount', 'The account is closed.', 'ACCOUNT_CLOSED');

/** How accounts stand, what they pay and what limits them, as operators decide. */
@Resolver()
export class CustomerAccountResolver {
  constructor(private readonly application: Application) {}

  @Mutation(() => suspendAccount.Result, { description: 'Lets an account place no new calls (ACC-6).' })
  suspendAccount(
    @Arg('input', () => SuspendAccountInput, { description: 'Which account, and why.' }) input: SuspendAccountInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { account, replayed } = await this.application.suspendAccount(context.signedIn, customerCommand(input));
      return new suspendAccount.Success(this.#view(account), replayed);
    });
  }

  @Mutation(() => resumeAccount.Result, { description: 'Ends the suspension of an account (ACC-6).' })
  resumeAccount(
    @Arg('input', () => ResumeAccountInput, { description: 'Which account, and why.' }) input: ResumeAccountInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { account, replayed } = await this.application.resumeAccount(context.signedIn, customerCommand(input));
      return new resumeAccount.Success(this.#view(account), replayed);
    });
  }

  @Mutation(() => closeAccount.Result, { description: 'Closes an account, for ever (ACC-6).' })
  closeAccount(
    @Arg('input', () => CloseAccountInput, { description: 'Which account, and why.' }) input: CloseAccountInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { account, replayed } = await this.application.closeAccount(context.signedIn, customerCommand(input));
      return new closeAccount.Success(this.#view(account), replayed);
    });
  }

  @Mutation(() => setTariff.Result, { description: 'Announces a tariff of an account of its own (PRICE-4).' })
  setTariff(
    @Arg('input', () => SetTariffInput, { description: 'Which, from when, and why.' }) input: SetTariffInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { account, replayed } = await this.application.setTariff(context.signedIn, tariffCommand(input));
      return new setTariff.Success(this.#view(account), replayed);
    });
  }

  @Mutation(() => setAccountLimits.Result, { description: 'Sets limits of an account of its own (CALL-10).' })
  setAccountLimits(
    @Arg('input', () => SetAccountLimitsInput, { description: 'Which account, its limits, and why.' })
    input: SetAccountLimitsInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { account, replayed } = await this.application.setAccountLimits(context.signedIn, accountLimits(input));
      return new setAccountLimits.Success(this.#view(account), replayed);
    });
  }

  #view(account: Account): CustomerAccountView {
    return new CustomerAccountView(account, this.application.pricingOf(account));
  }
}
