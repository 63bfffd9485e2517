import { Field, ID, ObjectType } from 'type-graphql';
import type { ListedAction } from '../../../application/ports/customer-reads.ts';
import type { OperatorAction } from '../../../domain/operator.ts';
import { AccountNameView } from '../operators/operator.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';

export const OperatorActionKinds = describedEnum<OperatorAction['action']>('OperatorActionKind', 'What was done.', {
  RESOLVE_CALL: 'An UNCONFIRMED call was decided about.',
  LIFT_PROVIDER_STOP: "An app takes calls again that the provider's refusal had stopped.",
  SUSPEND_ACCOUNT: 'An account was suspended.',
  RESUME_ACCOUNT: 'The suspension of an account was ended.',
  CLOSE_ACCOUNT: 'An account was closed.',
  SUSPEND_SERVICE: "An app's service was suspended.",
  RESUME_SERVICE: "The suspension of an app's service was ended.",
  ENABLE_SERVICE: "An app's service was enabled for its customer.",
  SET_APP_LIMITS: 'What calls of an app may last, and how many may talk in its conferences.',
  SET_ACCOUNT_LIMITS: 'Limits of an account of its own were set.',
  SET_TARIFF: 'A tariff was announced.',
  DISABLE_SERVICE: "An app's service was disabled for its customer.",
  APPROVE_DISPLAY_NUMBER: "A display number was recorded as set up by the provider's support.",
  REJECT_DISPLAY_NUMBER: 'A request for a display number was turned down.',
  REVOKE_DISPLAY_NUMBER: 'A display number was recorded as shown no more.',
  CONFIRM_TOP_UP: 'The money of a bank transfer was seen, and credited.',
  CANCEL_TOP_UP: 'A top-up was canceled.',
  CLOSE_ALARM: 'An alarm was closed.',
  RESOLVE_DISCREPANCY: 'Which of two reports of a call is right was decided.',
  RESOLVE_CALLBACK: 'What a parked callback is about was decided.',
  SETTLE_SUSPENSE: 'What a customer could not pay was collected or written off.',
  SET_WEBHOOK: "Where the ends of an app's calls are forwarded to was set.",
  ROTATE_WEBHOOK_SECRET: 'A webhook was given another secret.',
  ENABLE_WEBHOOK: 'A webhook was enabled.',
  DISABLE_WEBHOOK: 'A webhook was disabled.',
  TEST_WEBHOOK: 'A test message was sent to a webhook.',
  RESEND_DELIVERY: 'A message was sent to a webhook once more.',
  POST_ADJUSTMENT: 'Something was posted to or from an account.',
});

@ObjectType('OperatorActionDetail', { description: 'One thing that was decided, or that was there before.' })
export class OperatorActionDetailView {
  @Field(() => String, { description: 'What.' })
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'Its value as text; null where there is none.' })
  readonly value: string | null;

  constructor(name: string, value: string | number | null) {
    this.name = name;
    this.value = value === null ? null : String(value);
  }
}

@ObjectType('OperatorAction', {
  description:
    'What an operator did, to whom and why; or wanted to do, where the detail `refused` says by which rejection it was ' +
    'not done. It is never changed (ROLE-1).',
})
export class OperatorActionView {
  private readonly done: OperatorAction;

  constructor(private readonly listed: ListedAction) {
    this.done = listed.action;
  }

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.listed.id;
  }

  @Field(() => ID, { description: 'Who.' })
  get operatorId(): string {
    return this.done.operator;
  }

  @Field(() => String, { description: "The operator's e-mail." })
  get operatorEmail(): string {
    return this.listed.email;
  }

  @Field(() => AccountNameView, { description: 'About whom.' })
  get account(): AccountNameView {
    return new AccountNameView(this.listed.account);
  }

  @Field(() => String, {
    description: 'The id of what it is about: a call, an app, the account itself. The account where it was refused.',
  })
  get subject(): string {
    return this.done.subject;
  }

  @Field(() => OperatorActionKinds, { description: 'What was done.' })
  get action(): OperatorAction['action'] {
    return this.done.action;
  }

  @Field(() => String, { description: 'Why.' })
  get reason(): string {
    return this.done.reason;
  }

  @Field(() => [OperatorActionDetailView], { description: 'What was decided, and what was there before.' })
  get details(): OperatorActionDetailView[] {
    return Object.entries(this.done.details).map(([name, value]) => new OperatorActionDetailView(name, value));
  }

  @Field(() => DateTimeScalar, { description: 'When.' })
  get at(): Date {
    return this.done.at;
  }
}

export const OperatorActionConnection = connectionOf(
  'OperatorAction',
  OperatorActionView,
  (listed: ListedAction) => new OperatorActionView(listed),
);
