import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import { OperatorCallConnection } from '../operators/operator-call.ts';
import { pageRequest } from '../types/cursor.ts';
import { accountIdFrom } from '../types/ids.ts';
import { CustomerAccountConnection, CustomerAccountView } from './customer-account.ts';
import { OperatorActionConnection } from './operator-action.ts';
import {
  AccountSearchInput,
  accountSearch,
  actionFilter,
  CallSearchInput,
  callSearch,
  OperatorActionFilterInput,
} from './search-inputs.ts';

const FIRST = 'How many, from 1 to 100.';
const AFTER = 'The `endCursor` or `cursor` behind which the page begins.';
const FILTER = 'Which; all where it is not said.';

/** Where operators find customers, their calls, and what was done about them. */
@Resolver()
export class SearchResolver {
  constructor(private readonly application: Application) {}

  @Query(() => CustomerAccountConnection, { description: 'Accounts, newest first.' })
  async accounts(
    @Arg('filter', () => AccountSearchInput, { nullable: true, description: FILTER })
    filter: AccountSearchInput | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof CustomerAccountConnection>> {
    const { items, hasNext } = await context.desk.accounts(accountSearch(filter), pageRequest(first, after));
    const priced = items.map(({ at, id, item: account }) => {
      return { at, id, item: { account, pricing: this.application.pricingOf(account) } };
    });
    return new CustomerAccountConnection({ items: priced, hasNext });
  }

  @Query(() => CustomerAccountView, { nullable: true, description: 'An account; null where there is none such.' })
  async customerAccount(
    @Arg('id', () => ID, { description: 'The account.' }) id: string,
    @Ctx() context: OperationContext,
  ): Promise<CustomerAccountView | null> {
    const account = await context.desk.account(accountIdFrom(id));
    return account === null ? null : new CustomerAccountView(account, this.application.pricingOf(account));
  }

  @Query(() => OperatorCallConnection, { description: 'Calls of all accounts, newest first.' })
  async findCalls(
    @Arg('filter', () => CallSearchInput, { nullable: true, description: FILTER })
    filter: CallSearchInput | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof OperatorCallConnection>> {
    return new OperatorCallConnection(await context.desk.calls(callSearch(filter), pageRequest(first, after)));
  }

  @Query(() => OperatorActionConnection, { description: 'What operators did, newest first (ROLE-1).' })
  async operatorActions(
    @Arg('filter', () => OperatorActionFilterInput, { nullable: true, description: FILTER })
    filter: OperatorActionFilterInput | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof OperatorActionConnection>> {
    return new OperatorActionConnection(await context.desk.actions(actionFilter(filter), pageRequest(first, after)));
  }
}
