import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ListedDiscrepancy } from '../../../application/ports/operator-reads.ts';
import type { Discrepancy } from '../../../domain/alarm.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { OperatorCallView } from './operator-call.ts';

const ReportSources = describedEnum<Discrepancy['source']>('ReportSource', 'How the provider told of a call.', {
  CALLBACK: 'In a callback.',
  QUERY: 'In the answer to a query.',
});

@ObjectType('Discrepancy', {
  description: 'A later report that differs from the one that settled a call. It moved no money (CALL-6).',
})
export class DiscrepancyView {
  constructor(private readonly listed: ListedDiscrepancy) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.listed.id;
  }

  @Field(() => OperatorCallView, { description: 'The call, as it was settled.' })
  get call(): OperatorCallView {
    return new OperatorCallView(this.listed);
  }

  @Field(() => Int, { description: 'The seconds that the call was charged for.' })
  get settledSeconds(): number {
    return this.listed.discrepancy.settledSeconds;
  }

  @Field(() => Int, { description: 'The seconds that were reported later.' })
  get reportedSeconds(): number {
    return this.listed.discrepancy.reportedSeconds;
  }

  @Field(() => ReportSources, { description: 'Where the later report came from.' })
  get source(): Discrepancy['source'] {
    return this.listed.discrepancy.source;
  }

  @Field(() => DateTimeScalar, { description: 'When it was received.' })
  get receivedAt(): Date {
    return this.listed.discrepancy.openedAt;
  }
}

export const DiscrepancyConnection = connectionOf(
  'Discrepancy',
  DiscrepancyView,
  (listed: ListedDiscrepancy) => new DiscrepancyView(listed),
);
