import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { Pricing } from '../../../application/pricing.ts';
import type { Account } from '../../../domain/account.ts';
import type { Money } from '../../../domain/money.ts';
import type { AccountStatus } from '../../../domain/standing.ts';
import type { OwnTariff } from '../../../domain/tariff-plan.ts';
import { TariffView } from '../calls/tariff.ts';
import { AccountLimitsView } from '../limits/account-limits.ts';
import type { OperationContext } from '../operations/context.ts';
import { CountScalar } from '../types/count.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { MoneyScalar } from '../types/money.ts';
import { SuspensionView, suspensionView } from '../types/suspension.ts';
import { NoticeSettingsView } from './notice-settings.ts';

export const AccountStatuses = describedEnum<AccountStatus>('AccountStatus', 'How an account stands (ACC-6).', {
  ACTIVE: 'It places calls.',
  SUSPENDED: 'It takes no new calls; calls under way settle normally.',
  CLOSED: 'It takes neither calls nor top-ups, for ever; calls under way settle normally.',
});

@ObjectType('AnnouncedTariff', { description: 'A price version that comes into force (PRICE-4).' })
export class AnnouncedTariffView {
  constructor(private readonly own: OwnTariff) {}

  @Field(() => TariffView, { description: 'The price.' })
  get tariff(): TariffView {
    return new TariffView(this.own.tariff);
  }

  @Field(() => DateTimeScalar, { description: 'For calls that are placed from then on.' })
  get from(): Date {
    return this.own.from;
  }
}

@ObjectType('Account', { description: 'A prepaid customer. The balance shows as money and as minutes (ACC-5).' })
export class AccountView {
  constructor(
    private readonly account: Account,
    private readonly pricing: Pricing,
  ) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.account.id;
  }

  @Field(() => String, { description: 'The company or team.' })
  get company(): string {
    return this.account.name;
  }

  @Field(() => MoneyScalar, { description: 'What was paid in, less what calls have cost.' })
  get balance(): Money {
    return this.account.balance;
  }

  @Field(() => MoneyScalar, { description: 'What open calls have set aside of the balance.' })
  get reserved(): Money {
    return this.account.reserved;
  }

  @Field(() => MoneyScalar, { description: '`balance` − `reserved`: what new calls can use.' })
  get available(): Money {
    return this.account.available;
  }

  @Field(() => CountScalar, { description: "Whole minutes that `available` buys at today's price." })
  get minutesLeft(): number {
    return Number(this.pricing.tariff.minutesLeft(this.account.available));
  }

  @Field(() => MoneyScalar, { description: 'What `available` has over those minutes.' })
  get remainder(): Money {
    return this.pricing.tariff.remainder(this.account.available);
  }

  @Field(() => TariffView, { description: 'What a call pays by that is placed now (PRICE-4).' })
  get tariff(): TariffView {
    return new TariffView(this.pricing.tariff);
  }

  @Field(() => AnnouncedTariffView, {
    nullable: true,
    description: 'What comes next; null where nothing is announced.',
  })
  get nextTariff(): AnnouncedTariffView | null {
    return this.pricing.next === null ? null : new AnnouncedTariffView(this.pricing.next);
  }

  @Field(() => AccountLimitsView, { description: 'What limits its calls beside money (CALL-10).' })
  limits(@Ctx() { application }: OperationContext): AccountLimitsView {
    return new AccountLimitsView(application.limitsOf(this.account));
  }

  @Field(() => NoticeSettingsView, { description: 'How its owners and finance people are told by e-mail (NOTICE-3).' })
  get noticeSettings(): NoticeSettingsView {
    return new NoticeSettingsView(this.account.notices);
  }

  @Field(() => AccountStatuses, { description: 'How it stands (ACC-6).' })
  get status(): AccountStatus {
    return this.account.standing.status;
  }

  @Field(() => SuspensionView, { nullable: true, description: 'Why it is SUSPENDED or CLOSED; null while ACTIVE.' })
  get suspension(): SuspensionView | null {
    const { standing } = this.account;
    return suspensionView(standing.status === 'ACTIVE' ? null : standing);
  }

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  get createdAt(): Date {
    return this.account.createdAt;
  }
}
