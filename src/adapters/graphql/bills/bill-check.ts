import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { CheckedBill, LineCheck, LineState } from '../../../domain/bill-check.ts';
import { uncheckedLines } from '../../../domain/bill-check.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';

const BillLineStates = describedEnum<LineState>(
  'BillLineState',
  "What the provider's own detail says of a charged call (BILL-5).",
  {
    MATCHED: 'It tells as many seconds as were charged for.',
    DURATION_DIFFERS: 'It tells another number of seconds.',
    MISSING_AT_PROVIDER: 'It knows of no such call.',
    UNCHECKED: 'It was not asked, or has told nothing yet.',
  },
);

@ObjectType('BillLineCheck', {
  description: "What the provider tells of a line's call. It stands beside the bill and changes nothing (BILL-5).",
})
export class BillLineCheckView {
  constructor(private readonly check: LineCheck) {}

  @Field(() => BillLineStates, { description: 'How that compares with the line.' })
  get state(): LineState {
    return this.check.state;
  }

  @Field(() => Int, { nullable: true, description: 'The seconds that it tells; null where it told none.' })
  get providerSeconds(): number | null {
    return this.check.providerSeconds;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it told so; null while it has not.' })
  get checkedAt(): Date | null {
    return this.check.checkedAt;
  }
}

@ObjectType('BillCheck', {
  description: "How far a bill was compared with the provider's own detail. It is no part of the bill (BILL-5).",
})
export class BillCheckView {
  constructor(private readonly bill: CheckedBill) {}

  @Field(() => Float, {
    nullable: true,
    description: 'Of the charged calls, from 0 to 1, those that are asked about; null while it has not begun.',
  })
  get share(): number | null {
    return this.bill.check.share;
  }

  @Field(() => Int, { description: 'Lines of which the provider tells the same.' })
  get matched(): number {
    return this.bill.check.matched;
  }

  @Field(() => Int, { description: 'Lines of which it tells another duration.' })
  get durationDiffers(): number {
    return this.bill.check.durationDiffers;
  }

  @Field(() => Int, { description: 'Lines whose call it does not know.' })
  get missingAtProvider(): number {
    return this.bill.check.missingAtProvider;
  }

  @Field(() => Int, { description: 'Lines that charge calls and of which it has told nothing.' })
  get unchecked(): number {
    return uncheckedLines(this.bill);
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When nothing was left to be asked; null until then.' })
  get finishedAt(): Date | null {
    return this.bill.check.finishedAt;
  }
}
