import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { BilledCall, BillLineKind } from '../../../domain/bill.ts';
import { chargedMinutes, lineKind } from '../../../domain/bill.ts';
import type { CheckedLine } from '../../../domain/bill-check.ts';
import type { TransferKind } from '../../../domain/ledger.ts';
import type { Money } from '../../../domain/money.ts';
import type { Month } from '../../../domain/month.ts';
import { shanghaiMonth } from '../../../domain/month.ts';
import type { Kind } from '../../../domain/parties.ts';
import type { Basis } from '../../../domain/tariff.ts';
import { TransferKinds } from '../accounts/top-up.ts';
import { Bases, CallKinds } from '../calls/call-enums.ts';
import { connectionOf } from '../types/connection.ts';
import { CountScalar } from '../types/count.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { MoneyScalar } from '../types/money.ts';
import { MonthScalar } from '../types/month.ts';
import { BillLineCheckView } from './bill-check.ts';

const BillLineKinds = describedEnum<BillLineKind>('BillLineKind', 'What a line is counted under.', {
  TOP_UP: 'A paid top-up.',
  CHARGE: 'What a call of the month cost.',
  ADJUSTMENT: 'A charge of an earlier month that came after its bill, a correction, or what an operator posted.',
});

@ObjectType('BilledCall', { description: 'The call or conference that a line is about.' })
class BilledCallView {
  constructor(private readonly call: BilledCall) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.call.id;
  }

  @Field(() => CallKinds, { description: 'What was placed.' })
  get kind(): Kind {
    return this.call.kind;
  }

  @Field(() => ID, { description: 'The app that placed it.' })
  get appId(): string {
    return this.call.app;
  }

  @Field(() => String, { description: 'Who was rung first.' })
  get caller(): string {
    return this.call.caller;
  }

  @Field(() => [String], { description: 'Who was rung then.' })
  get callees(): readonly string[] {
    return this.call.callees;
  }

  @Field(() => DateTimeScalar, { description: 'When it was placed.' })
  get placedAt(): Date {
    return this.call.placedAt;
  }

  @Field(() => Int, { nullable: true, description: 'How long the conversation was; null where nothing told.' })
  get talkSeconds(): number | null {
    return this.call.talkSeconds;
  }

  @Field(() => MoneyScalar, { description: 'For each started minute, as it was when it was placed.' })
  get pricePerMinute(): Money {
    return this.call.pricePerMinute;
  }

  @Field(() => Bases, { description: 'What a started minute was counted for.' })
  get basis(): Basis {
    return this.call.basis;
  }

  @Field(() => String, { nullable: true, description: 'Your own; null where there is none.' })
  get reference(): string | null {
    return this.call.reference;
  }
}

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
