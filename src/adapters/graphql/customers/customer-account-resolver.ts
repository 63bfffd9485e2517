import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import { answer } from '../rejections/rejections.ts';
import { CustomerAccountView } from './customer-account.ts';
import { CloseAccountInput, customerCommand, ResumeAccountInput, SuspendAccountInput } from './customer-inputs.ts';
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
const closeAccount = accountResult('CloseAccount', 'The account is closed.', 'ACCOUNT_CLOSED');

/** How accounts stand, as operators decide. */
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
      return new suspendAccount.Success(new CustomerAccountView(account, this.application.settings.tariff), replayed);
    });
  }

  @Mutation(() => resumeAccount.Result, { description: 'Ends the suspension of an account (ACC-6).' })
  resumeAccount(
    @Arg('input', () => ResumeAccountInput, { description: 'Which account, and why.' }) input: ResumeAccountInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { account, replayed } = await this.application.resumeAccount(context.signedIn, customerCommand(input));
      return new resumeAccount.Success(new CustomerAccountView(account, this.application.settings.tariff), replayed);
    });
  }

  @Mutation(() => closeAccount.Result, { description: 'Closes an account, for ever (ACC-6).' })
  closeAccount(
    @Arg('input', () => CloseAccountInput, { description: 'Which account, and why.' }) input: CloseAccountInput,
    @Ctx() context: OperationContext,
  ): Promise<object> {
    return answer(context, async () => {
      const { account, replayed } = await this.application.closeAccount(context.signedIn, customerCommand(input));
      return new closeAccount.Success(new CustomerAccountView(account, this.application.settings.tariff), replayed);
    });
  }
}
