import { Arg, Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { BillUpdate } from '../../../application/live/watch-bills.ts';
import type { CheckedBill } from '../../../domain/bill-check.ts';
import { UpdateView } from '../live/update.ts';
import type { OperationContext } from '../operations/context.ts';
import { connectionOf } from '../types/connection.ts';
import { pageRequest } from '../types/cursor.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { BillCheckView } from './bill-check.ts';
import { BillLineConnection } from './bill-line.ts';
import { FiguresView } from './statement.ts';

@ObjectType('Bill', { description: "A month's figures and lines, which never change (BILL-1 to BILL-4)." })
export class BillView extends FiguresView<CheckedBill> {
  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.figures.id;
  }

  @Field(() => Int, { description: 'How many lines it has.' })
  get lineCount(): number {
    return this.figures.totals.lines;
  }

  @Field(() => String, { description: 'SHA-256 in hex over all that it says.' })
  get hash(): string {
    return this.figures.hash;
  }

  @Field(() => DateTimeScalar, { description: 'When it was issued.' })
  get issuedAt(): Date {
    return this.figures.issuedAt;
  }

  @Field(() => BillCheckView, { description: "How far it was compared with the provider's own detail (BILL-5)." })
  get check(): BillCheckView {
    return new BillCheckView(this.figures);
  }

  @Field(() => BillLineConnection, {
    description: 'The lines of whose calls the provider tells another duration, or nothing, oldest first (BILL-5).',
  })
  async differences(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor behind which the page begins.' })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof BillLineConnection>> {
    const page = await this.reader.differences(context, this.figures.month, pageRequest(first, after));
    return new BillLineConnection(page);
  }
}

export const BillConnection = connectionOf('Bill', BillView, (bill: CheckedBill) => new BillView(bill));

@ObjectType('BillUpdate', { description: "The account's newest bill. Versions grow with each that is issued." })
export class BillUpdateView extends UpdateView<BillUpdate> {
  @Field(() => BillView, { nullable: true, description: 'The bill; null while there is none.' })
  get bill(): BillView | null {
    return this.update.bill && new BillView(this.update.bill);
  }
}
