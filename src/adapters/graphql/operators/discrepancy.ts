import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ListedDiscrepancy } from '../../../application/ports/operator-reads.ts';
import type { Discrepancy } from '../../../domain/alarm.ts';
import type { DiscrepancyDecision } from '../../../domain/discrepancy.ts';
import type { Money } from '../../../domain/money.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { MoneyScalar } from '../types/money.ts';
import { OperatorCallView } from './operator-call.ts';

const ReportSources = describedEnum<Discrepancy['source']>('ReportSource', 'How the provider told of a call.', {
  CALLBACK: 'In a callback.',
  QUERY: 'In the answer to a query.',
});

export const DiscrepancyDecisions = describedEnum<DiscrepancyDecision>(
  'DiscrepancyDecision',
  'Which of two reports is right.',
  {
    CLOSE: 'The settled seconds stand; no money moves.',
    POST: 'The reported seconds are right: the call costs what they cost, by its own tariff, and the difference is posted.',
  },
);

@ObjectType('Discrepancy', {
  description: 'A later report that differs from the one that settled a call. It moves no money by itself (CALL-6).',
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

  @Field(() => DiscrepancyDecisions, { nullable: true, description: 'What was decided; null while it waits.' })
  get decision(): DiscrepancyDecision | null {
    return this.listed.discrepancy.resolution?.decision ?? null;
  }

  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'What the call costs more by the decision; negative where it costs less.',
  })
  get difference(): Money | null {
    return this.listed.discrepancy.resolution?.difference ?? null;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided about.' })
  get resolvedAt(): Date | null {
    return this.listed.discrepancy.resolution?.at ?? null;
  }
}

export const DiscrepancyConnection = connectionOf(
  'Discrepancy',
  DiscrepancyView,
  (listed: ListedDiscrepancy) => new DiscrepancyView(listed),
);
