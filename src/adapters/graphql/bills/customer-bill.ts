import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { BillSearch, ListedBill } from '../../../application/ports/customer-reads.ts';
import type { Month } from '../../../domain/month.ts';
import { AccountNameView } from '../operators/operator.ts';
import { connectionOf } from '../types/connection.ts';
import { accountIdFrom } from '../types/ids.ts';
import { MonthScalar } from '../types/month.ts';
import { BillView } from './bill.ts';
import { customerLines } from './line-reader.ts';

@InputType({ description: 'Which bills. What is not said is not looked at.' })
export class CustomerBillFilterInput {
  @Field(() => ID, { nullable: true, description: 'Of this account.' })
  accountId?: string;

  @Field(() => MonthScalar, { nullable: true, description: 'Of this month.' })
  month?: Month;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the provider tells of some of their calls otherwise (BILL-5).',
  })
  differing?: boolean;
}

/** @throws GraphQLError BAD_USER_INPUT where the account's id is none. */
export function billSearch(input: CustomerBillFilterInput | null | undefined): BillSearch {
  if (input == null) return {};
  const { accountId, month, differing } = input;
  return {
    ...(accountId != null && { account: accountIdFrom(accountId) }),
    ...(month != null && { month }),
    ...(differing != null && { differing }),
  };
}

@ObjectType('CustomerBill', { description: "A customer's bill, as operators see it." })
class CustomerBillView {
  constructor(private readonly listed: ListedBill) {}

  @Field(() => AccountNameView, { description: 'Whose.' })
  get account(): AccountNameView {
    return new AccountNameView(this.listed.account);
  }

  @Field(() => BillView, { description: 'The bill.' })
  get bill(): BillView {
    const { account, bill } = this.listed;
    return new BillView(bill, customerLines(account.id));
  }
}

export const CustomerBillConnection = connectionOf(
  'CustomerBill',
  CustomerBillView,
  (listed: ListedBill) => new CustomerBillView(listed),
);
