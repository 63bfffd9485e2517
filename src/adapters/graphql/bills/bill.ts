import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { BillUpdate } from '../../../application/live/watch-bills.ts';
import type { Bill } from '../../../domain/bill.ts';
import { UpdateView } from '../live/update.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { FiguresView } from './statement.ts';

@ObjectType('Bill', { description: "A month's figures and lines, which never change (BILL-1 to BILL-4)." })
export class BillView extends FiguresView<Bill> {
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
}

export const BillConnection = connectionOf('Bill', BillView, (bill: Bill) => new BillView(bill));

@ObjectType('BillUpdate', { description: "The account's newest bill. Versions grow with each that is issued." })
export class BillUpdateView extends UpdateView<BillUpdate> {
  @Field(() => BillView, { nullable: true, description: 'The bill; null while there is none.' })
  get bill(): BillView | null {
    return this.update.bill && new BillView(this.update.bill);
  }
}
