import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { Statement } from '../../../domain/bill.ts';
import { closingOf } from '../../../domain/bill.ts';
import type { Money } from '../../../domain/money.ts';
import type { Month } from '../../../domain/month.ts';
import type { OperationContext } from '../operations/context.ts';
import { CountScalar } from '../types/count.ts';
import { pageRequest } from '../types/cursor.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';
import { MonthScalar } from '../types/month.ts';
import { BillLineConnection } from './bill-line.ts';
import type { LineReader } from './line-reader.ts';
import { ownLines } from './line-reader.ts';

/** What a bill and a running statement have in common; no type of its own in the schema. */
@ObjectType()
export abstract class FiguresView<Of extends Statement> {
  constructor(
    protected readonly figures: Of,
    protected readonly reader: LineReader = ownLines,
  ) {}

  @Field(() => MonthScalar, { description: 'Which month.' })
  get month(): Month {
    return this.figures.month;
  }

  @Field(() => DateTimeScalar, { description: 'Its first moment.' })
  get from(): Date {
    return this.figures.month.start;
  }

  @Field(() => DateTimeScalar, { description: 'The first moment after it.' })
  get to(): Date {
    return this.figures.month.end;
  }

  @Field(() => MoneyScalar, { description: 'The balance before it.' })
  get opening(): Money {
    return this.figures.opening;
  }

  @Field(() => MoneyScalar, { description: 'What was paid in.' })
  get topUps(): Money {
    return this.figures.totals.topUps;
  }

  @Field(() => MoneyScalar, { description: 'What calls of the month took from the balance.' })
  get charges(): Money {
    return this.figures.totals.charges;
  }

  @Field(() => MoneyScalar, { description: 'What else changed the balance; negative where it took more than it gave.' })
  get adjustments(): Money {
    return this.figures.totals.adjustments;
  }

  @Field(() => MoneyScalar, { description: '`opening` + `topUps` - `charges` + `adjustments`.' })
  get closing(): Money {
    return closingOf(this.figures);
  }

  @Field(() => MoneyScalar, { description: 'What was added to what is owed, because the balance was too small.' })
  get owed(): Money {
    return this.figures.totals.owed;
  }

  @Field(() => Int, { description: 'Charged calls and conferences.' })
  get calls(): number {
    return this.figures.totals.calls;
  }

  @Field(() => CountScalar, { description: 'The seconds of their conversations.' })
  get seconds(): number {
    return Number(this.figures.totals.seconds);
  }

  @Field(() => CountScalar, { description: 'Their charged minutes.' })
  get minutes(): number {
    return Number(this.figures.totals.minutes);
  }

  @Field(() => BillLineConnection, { description: 'The lines that they are the sums of, oldest first (BILL-4).' })
  async lines(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor behind which the page begins.' })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof BillLineConnection>> {
    const page = await this.reader.lines(context, this.figures.month, pageRequest(first, after));
    return new BillLineConnection(page);
  }
}

@ObjectType('Statement', {
  description: "A month's figures so far (BILL-1). Until its bill is issued they can change.",
})
export class StatementView extends FiguresView<Statement> {}
