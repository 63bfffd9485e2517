import { Field, ObjectType } from 'type-graphql';
import type { ListedSuspense } from '../../../application/ports/operator-reads.ts';
import type { Money } from '../../../domain/money.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { MoneyScalar } from '../types/money.ts';
import { OperatorCallView } from './operator-call.ts';

@ObjectType('Suspense', {
  description: 'What a customer could not pay for a call; it waits for a person (SUSPENSE-1).',
})
export class SuspenseView {
  constructor(private readonly listed: ListedSuspense) {}

  @Field(() => OperatorCallView, { description: 'The call.' })
  get call(): OperatorCallView {
    return new OperatorCallView(this.listed);
  }

  @Field(() => MoneyScalar, { description: 'What is missing still.' })
  get amount(): Money {
    return this.listed.amount;
  }

  @Field(() => DateTimeScalar, { description: 'When something was first missing.' })
  get since(): Date {
    return this.listed.since;
  }
}

export const SuspenseConnection = connectionOf(
  'Suspense',
  SuspenseView,
  (listed: ListedSuspense) => new SuspenseView(listed),
);
