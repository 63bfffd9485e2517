import { Field, ID, ObjectType } from 'type-graphql';
import type { ListedAlarm } from '../../../application/ports/operator-reads.ts';
import type { AlarmKind } from '../../../domain/alarm.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { AccountNameView } from './operator.ts';

export const AlarmKinds = describedEnum<AlarmKind>('AlarmKind', 'What a person is called for.', {
  SHORTFALL: 'A charge was more than the account had; the rest is in suspense.',
  DISCREPANCY: 'A later report differs from the settled one.',
  CALLBACK_PARKED: 'An authentic callback fits no call, or too many.',
  HORIZON_VOID: 'Nothing was heard of an UNCONFIRMED call, and it was voided.',
  LATE_CHARGE: 'A report came after a void, and was charged.',
  CALL_OVERDUE: "The provider can't tell the end of a call.",
  PROVIDER_EMPTY:
    'The account at the provider that `subject`, an AppKey or a group of them, belongs to has no minutes left.',
  CLOCK_SKEW:
    "The provider does not accept the headers of an AppKey's requests: our clock is wrong, or its AppSecret. See `detail`.",
  APP_KEY_DISABLED: 'The provider has disabled the AppKey of an app, which takes no new starts.',
  WEBHOOK_DISABLED: 'The receiver of an app took nothing for 72 hours, and nothing is sent to it any more.',
  AUDIT_VIOLATION: 'The books are not as they must be.',
  BILL_DIFFERS: "What the provider tells of a bill's calls is not what they were charged for. See `customerBills`.",
  NOTICE_UNSENT: "The mail server did not take a notice for one of an account's people, and it was given up.",
});

@ObjectType('Alarm', { description: 'Something that a person must look at. One of a kind is open per subject.' })
export class AlarmView {
  constructor(private readonly listed: ListedAlarm) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.listed.id;
  }

  @Field(() => AlarmKinds, { description: 'What for.' })
  get kind(): AlarmKind {
    return this.listed.alarm.kind;
  }

  @Field(() => AccountNameView, { nullable: true, description: 'Whose; null for what belongs to no account.' })
  get account(): AccountNameView | null {
    const { account } = this.listed;
    return account === null ? null : new AccountNameView(account);
  }

  @Field(() => String, {
    description: "The call's, app's or bill's id, the callback's `bodyHash`, an AppKey, or the part of the system.",
  })
  get subject(): string {
    return this.listed.alarm.subject;
  }

  @Field(() => String, { nullable: true, description: 'More, for people; null where the kind says enough.' })
  get detail(): string | null {
    return this.listed.alarm.detail ?? null;
  }

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  get openedAt(): Date {
    return this.listed.alarm.openedAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null while it is open.' })
  get closedAt(): Date | null {
    return this.listed.closedAt;
  }
}

export const AlarmConnection = connectionOf('Alarm', AlarmView, (listed: ListedAlarm) => new AlarmView(listed));
