import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { OperationContext } from '../operations/context.ts';
import { pageRequest } from '../types/cursor.ts';
import { billSearch, CustomerBillConnection, CustomerBillFilterInput } from './customer-bill.ts';

/** Bills of all accounts, for operators. */
@Resolver()
export class CustomerBillResolver {
  @Query(() => CustomerBillConnection, {
    description: 'Issued bills of all accounts with what was found beside them, the newest month first (BILL-5).',
  })
  async customerBills(
    @Arg('filter', () => CustomerBillFilterInput, { nullable: true, description: 'Which; all where it is not said.' })
    filter: CustomerBillFilterInput | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor behind which the page begins.' })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof CustomerBillConnection>> {
    return new CustomerBillConnection(await context.desk.bills(billSearch(filter), pageRequest(first, after)));
  }
}
