import { Arg, Ctx, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { BillUpdate } from '../../../application/live/watch-bills.ts';
import type { Month } from '../../../domain/month.ts';
import type { OperationContext } from '../operations/context.ts';
import { pageRequest, sequenceFrom } from '../types/cursor.ts';
import { MonthScalar } from '../types/month.ts';
import { BillConnection, BillUpdateView, BillView } from './bill.ts';
import { StatementView } from './statement.ts';

@Resolver()
export class BillResolver {
  constructor(private readonly application: Application) {}

  @Query(() => BillView, { nullable: true, description: "A month's bill; null while it is not issued (BILL-1)." })
  async bill(
    @Arg('month', () => MonthScalar, { description: 'Which.' }) month: Month,
    @Ctx() context: OperationContext,
  ): Promise<BillView | null> {
    const bill = await context.view.bill(month);
    return bill && new BillView(bill);
  }

  @Query(() => BillConnection, { description: 'The issued bills, newest first.' })
  async bills(
    @Arg('first', () => Int, { defaultValue: 12, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor behind which the page begins.' })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof BillConnection>> {
    return new BillConnection(await context.view.bills(pageRequest(first, after)));
  }

  @Query(() => StatementView, { description: "A month's figures as they are by now, before its bill is issued." })
  async statement(
    @Arg('month', () => MonthScalar, { nullable: true, description: 'Which; the present one where it is not said.' })
    month: Month | null | undefined,
    @Ctx() context: OperationContext,
  ): Promise<StatementView> {
    return new StatementView(await context.view.statement(month ?? this.application.presentMonth()));
  }

  @Subscription(() => BillUpdateView, {
    description: 'The newest bill, then each that is issued (BILL-1, LIVE-1).',
    subscribe: ({ args, context }: { args: { after?: string | null }; context: OperationContext }) =>
      context.application.watchBills(context.signedIn, sequenceFrom(args.after)),
  })
  billIssued(
    @Arg('after', () => String, { nullable: true, description: 'The last `cursor` that you have.' })
    _after: string | undefined,
    @Root() update: BillUpdate,
  ): BillUpdateView {
    return new BillUpdateView(update);
  }
}
