import { Field, ID, ObjectType } from 'type-graphql';
import type { ListedDisplayNumber } from '../../../application/ports/operator-reads.ts';
import type { DisplayNumber, DisplaySide } from '../../../domain/display-number.ts';
import { AccountNameView } from '../operators/operator.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { DisplayNumberStatuses } from './display-number-status.ts';

export const DisplaySides = describedEnum<DisplaySide>('DisplaySide', 'Which party is shown a number (ACC-7).', {
  CALLER_SEES: 'The caller, who is rung first.',
  CALLEE_SEES: 'The callee.',
});

@ObjectType('DisplayNumber', {
  description:
    "A number that a party of an app's calls is to be shown (ACC-7). The provider's support sets it up: this is the record of what was agreed.",
})
export class DisplayNumberView {
  constructor(private readonly displayNumber: DisplayNumber) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.displayNumber.id;
  }

  @Field(() => ID, { description: 'The app.' })
  get appId(): string {
    return this.displayNumber.request.app;
  }

  @Field(() => DisplaySides, { description: 'Who is shown it.' })
  get side(): DisplaySide {
    return this.displayNumber.request.side;
  }

  @Field(() => String, { description: 'The number, in national digits.' })
  get number(): string {
    return this.displayNumber.request.number.digits;
  }

  @Field(() => DisplayNumberStatuses, { description: 'How far it is.' })
  get status(): DisplayNumber['status'] {
    return this.displayNumber.status;
  }

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  get requestedAt(): Date {
    return this.displayNumber.request.requestedAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its status last changed; null while it waits.' })
  get decidedAt(): Date | null {
    const { state } = this.displayNumber;
    return 'at' in state ? state.at : null;
  }

  @Field(() => String, { nullable: true, description: "The ticket of the provider's support; null where none agreed." })
  get ticket(): string | null {
    const { state } = this.displayNumber;
    return 'agreed' in state ? state.agreed.ticket : null;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on the provider shows it, once approved.' })
  get appliesFrom(): Date | null {
    const { state } = this.displayNumber;
    return 'agreed' in state ? state.agreed.from : null;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the provider stops showing it, once superseded or revoked; `appliesFrom` where it never began.',
  })
  get appliesUntil(): Date | null {
    const { state } = this.displayNumber;
    return 'until' in state ? state.until : null;
  }

  @Field(() => String, { nullable: true, description: 'Why it was rejected or revoked; null where it was not.' })
  get reason(): string | null {
    const { state } = this.displayNumber;
    return 'reason' in state ? state.reason : null;
  }
}

@ObjectType('DisplayNumberRequest', { description: 'A display number that waits for an operator, and whose it is.' })
export class DisplayNumberRequestView {
  constructor(private readonly listed: ListedDisplayNumber) {}

  @Field(() => AccountNameView, { description: 'Who asked for it.' })
  get account(): AccountNameView {
    return new AccountNameView(this.listed.account);
  }

  @Field(() => DisplayNumberView, { description: 'What was asked for.' })
  get displayNumber(): DisplayNumberView {
    return new DisplayNumberView(this.listed.displayNumber);
  }
}

export const DisplayNumberConnection = connectionOf(
  'DisplayNumber',
  DisplayNumberView,
  (displayNumber: DisplayNumber) => new DisplayNumberView(displayNumber),
);

export const DisplayNumberRequestConnection = connectionOf(
  'DisplayNumberRequest',
  DisplayNumberRequestView,
  (listed: ListedDisplayNumber) => new DisplayNumberRequestView(listed),
);
