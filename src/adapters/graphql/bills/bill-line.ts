import { Field, ID, ObjectType } from 'type-graphql';
import type { BillLineKind } from '../../../domain/bill.ts';
import { chargedMinutes, lineKind } from '../../../domain/bill.ts';
import type { CheckedLine } from '../../../domain/bill-check.ts';
import type { TransferKind } from '../../../domain/ledger.ts';
import type { Money } from '../../../domain/money.ts';
import type { Month } from '../../../domain/month.ts';
import { shanghaiMonth } from '../../../domain/month.ts';
import { TransferKinds } from '../accounts/top-up.ts';
import { connectionOf } from '../types/connection.ts';
import { CountScalar } from '../types/count.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { MoneyScalar } from '../types/money.ts';
import { MonthScalar } from '../types/month.ts';
import { BillLineCheckView } from './bill-check.ts';
import { BilledCallView } from './billed-call.ts';

const BillLineKinds = describedEnum<BillLineKind>('BillLineKind', 'What a line is counted under.', {
  TOP_UP: 'A paid top-up.',
  CHARGE: 'What a call of the month cost.',
  ADJUSTMENT: 'A charge of an earlier month that came after its bill, a correction, or what an operator posted.',
});

@ObjectType('BillLine', { description: 'A posting of the month, or a charge with what was missing of it (BILL-4).' })
export class BillLineView {
  constructor(private readonly line: CheckedLine) {}

  @Field(() => ID, { description: 'The UUID of its ledger entry.' })
  get id(): string {
    return this.line.id;
  }

  @Field(() => BillLineKinds, { description: 'What it is counted under.' })
  get kind(): BillLineKind {
    return lineKind({ posting: this.line.posting, isLate: this.line.adjusts !== null });
  }

  @Field(() => TransferKinds, { description: 'Why money moved.' })
  get posting(): TransferKind {
    return this.line.posting;
  }

  @Field(() => MoneyScalar, { description: 'What it did to the balance; negative for a charge.' })
  get amount(): Money {
    return this.line.amount;
  }

  @Field(() => MoneyScalar, { description: 'What it added to what is owed; negative where that was paid or forgiven.' })
  get owed(): Money {
    return this.line.owed;
  }

  @Field(() => CountScalar, { description: 'The charged minutes, on the basis EACH_PARTY those of all parties.' })
  get minutes(): number {
    return Number(chargedMinutes(this.line));
  }

  @Field(() => DateTimeScalar, { description: "The time by which it is in this month: for a charge, the call's end." })
  get accountingAt(): Date {
    return this.line.accountingAt;
  }

  @Field(() => DateTimeScalar, { description: 'When it was posted.' })
  get postedAt(): Date {
    return this.line.postedAt;
  }

  @Field(() => MonthScalar, {
    nullable: true,
    description:
      'The month to which it, or the call that it corrects, belongs, whose bill was out before it came (BILL-3); null where it is on time.',
  })
  get adjusts(): Month | null {
    return this.line.adjusts && shanghaiMonth(this.line.adjusts);
  }

  @Field(() => String, { nullable: true, description: 'What the bank or the operator calls it.' })
  get reference(): string | null {
    return this.line.reference;
  }

  @Field(() => BilledCallView, { nullable: true, description: 'The call that it is about; null for all else.' })
  get call(): BilledCallView | null {
    return this.line.call && new BilledCallView(this.line.call);
  }

  @Field(() => BillLineCheckView, {
    nullable: true,
    description: 'What the provider tells of that call (BILL-5); null for a line that charges none.',
  })
  get check(): BillLineCheckView | null {
    return this.line.check && new BillLineCheckView(this.line.check);
  }
}

export const BillLineConnection = connectionOf(
  'BillLine',
  BillLineView,
  (line: CheckedLine) => new BillLineView(line),
  'oldest first',
);
