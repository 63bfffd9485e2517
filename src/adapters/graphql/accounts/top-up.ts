import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { LedgerEntry } from '../../../application/ports/reads.ts';
import type { LedgerAccount, TransferKind } from '../../../domain/ledger.ts';
import type { Money } from '../../../domain/money.ts';
import type { TopUp } from '../../../domain/top-up.ts';
import { BilledCallView } from '../bills/billed-call.ts';
import type { OperationContext } from '../operations/context.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { MoneyScalar } from '../types/money.ts';

const TopUpStatuses = describedEnum<TopUp['status']>('TopUpStatus', 'What became of a payment.', {
  PENDING: 'Ordered; nothing is credited yet. Repeat the top-up with its key to take it up again.',
  PAID: 'Paid and credited, once (ACC-3).',
  CANCELED: 'It will not be paid.',
});

const LedgerAccounts = describedEnum<LedgerAccount>('LedgerAccount', 'Where money can be.', {
  CUSTOMER: "The account's balance.",
  FUNDS: 'Where money comes from and goes to outside.',
  REVENUE: 'What calls have earned.',
  SUSPENSE: 'What waits for a person.',
});

export const TransferKinds = describedEnum<TransferKind>('LedgerEntryKind', 'Why money moved.', {
  TOP_UP: 'A paid top-up.',
  CALL_CHARGE: 'What a call cost.',
  LATE_CALL_CHARGE: 'What a call cost whose report came after its reservation had been given back.',
  SHORTFALL: 'What a call cost above what was there; waits for a person.',
  SHORTFALL_COLLECTED: 'What was missing of a call, paid after all.',
  SHORTFALL_WRITTEN_OFF: 'What was missing of a call, given up.',
  CORRECTION_CHARGE: 'A call turned out to be longer than it was charged for.',
  CORRECTION_SHORTFALL: 'What a correction cost above what was there; waits for a person.',
  CORRECTION_RELIEF: 'A call turned out to be shorter, and what was missing of it is not owed any more.',
  CORRECTION_CREDIT: 'A call turned out to be shorter than it was charged for.',
  ADJUSTMENT_CREDIT: 'Given back by an operator.',
  ADJUSTMENT_DEBIT: 'Charged by an operator.',
  PAY_IN: 'Money that came in outside of a top-up.',
  PAY_OUT: 'Money that was paid back.',
});

@ObjectType('TopUp', { description: 'A payment into the account.' })
export class TopUpView {
  constructor(private readonly topUp: TopUp) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.topUp.id;
  }

  @Field(() => MoneyScalar, { description: 'What was ordered.' })
  get amount(): Money {
    return this.topUp.amount;
  }

  @Field(() => TopUpStatuses, { description: 'What became of it.' })
  get status(): TopUp['status'] {
    return this.topUp.status;
  }

  @Field(() => String, { nullable: true, description: 'What the payment provider calls it; null until it is paid.' })
  get reference(): string | null {
    return this.topUp.state.status === 'PAID' ? this.topUp.state.reference : null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'What to write on the bank transfer, while it waits for one (BANK-1); null otherwise.',
  })
  transferReference(@Ctx() context: OperationContext): string | null {
    return this.#payee(context) === null ? null : this.topUp.transferReference;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Where to transfer the money to, while it waits for a bank transfer; null otherwise.',
  })
  payTo(@Ctx() context: OperationContext): string | null {
    return this.#payee(context);
  }

  #payee({ application }: OperationContext): string | null {
    return this.topUp.status === 'PENDING' ? application.settings.bankPayee : null;
  }

  @Field(() => DateTimeScalar, { description: 'When it was ordered.' })
  get createdAt(): Date {
    return this.topUp.createdAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was credited; null until then.' })
  get paidAt(): Date | null {
    return this.topUp.state.status === 'PAID' ? this.topUp.state.paidAt : null;
  }
}

@ObjectType('LedgerEntry', { description: 'An immutable posting on the balance, which is the sum of all of them.' })
export class LedgerEntryView {
  constructor(private readonly entry: LedgerEntry) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.entry.id;
  }

  @Field(() => TransferKinds, { description: 'Why money moved.' })
  get kind(): TransferKind {
    return this.entry.kind;
  }

  @Field(() => LedgerAccounts, { description: 'From where.' })
  get debit(): LedgerAccount {
    return this.entry.debit;
  }

  @Field(() => LedgerAccounts, { description: 'To where.' })
  get credit(): LedgerAccount {
    return this.entry.credit;
  }

  @Field(() => MoneyScalar, { description: 'What it did to the balance; negative for a charge.' })
  get amount(): Money {
    return this.entry.amount;
  }

  @Field(() => MoneyScalar, { description: 'The balance afterwards.' })
  get balanceAfter(): Money {
    return this.entry.balanceAfter;
  }

  @Field(() => ID, { description: 'The top-up or call that it is for; an id of its own where an operator posted it.' })
  get subject(): string {
    return this.entry.subject;
  }

  @Field(() => ID, { nullable: true, description: 'The call that an operator posted it for, if for one.' })
  get callId(): string | null {
    return this.entry.call;
  }

  @Field(() => BilledCallView, {
    nullable: true,
    description: 'The call or conference that it is for, whoever posted it; null for all else.',
  })
  get call(): BilledCallView | null {
    return this.entry.about && new BilledCallView(this.entry.about);
  }

  @Field(() => String, {
    nullable: true,
    description: 'What the bank or the operator calls it; null where nobody does.',
  })
  get reference(): string | null {
    return this.entry.reference;
  }

  @Field(() => DateTimeScalar, { description: 'When it was posted.' })
  get postedAt(): Date {
    return this.entry.postedAt;
  }

  @Field(() => DateTimeScalar, { description: "The time by which bills go: for a charge, the call's end." })
  get accountingAt(): Date {
    return this.entry.accountingAt;
  }
}

export const TopUpConnection = connectionOf('TopUp', TopUpView, (topUp: TopUp) => new TopUpView(topUp));
export const LedgerConnection = connectionOf(
  'LedgerEntry',
  LedgerEntryView,
  (entry: LedgerEntry) => new LedgerEntryView(entry),
);
