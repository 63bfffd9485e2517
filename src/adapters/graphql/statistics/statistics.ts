import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { CallFilter } from '../../../domain/call-filter.ts';
import type { GroupTally, Grouping, PeriodTally } from '../../../domain/call-statistics.ts';
import type { Period } from '../../../domain/period.ts';
import { periodOf } from '../../../domain/period.ts';
import type { OperationContext } from '../operations/context.ts';
import { badUserInput } from '../types/bad-user-input.ts';
import { pageRequest } from '../types/cursor.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { CallTallyView } from './call-tally.ts';

const Periods = describedEnum<Period>('StatisticsPeriod', "The parts of a series, by China's calendar (UTC+8).", {
  HOUR: 'Hours.',
  DAY: 'Days.',
  MONTH: 'Months.',
});

const Groupings = describedEnum<Grouping>('StatisticsGrouping', 'By what calls are put together.', {
  APP: 'The app that placed them: the key is its id.',
  NUMBER: 'Their numbers: a call counts for each of its parties, and so more than once.',
  HANG_UP_CAUSE: 'Why they ended: the key is a `HangUpCause`, and null where none is known.',
});

/** More is for a narrower filter, or a longer period. */
const MOST_PERIODS = 1000;

@ObjectType('CallPeriod', { description: 'The calls that were placed in one part of a series.' })
export class CallPeriodView {
  constructor(
    private readonly part: PeriodTally,
    private readonly period: Period,
  ) {}

  @Field(() => DateTimeScalar, { description: 'Its first moment.' })
  get from(): Date {
    return this.part.start;
  }

  @Field(() => DateTimeScalar, { description: 'The first moment behind it.' })
  get to(): Date {
    return periodOf(this.part.start, this.period).end;
  }

  @Field(() => CallTallyView, { description: 'Of those calls.' })
  get tally(): CallTallyView {
    return new CallTallyView(this.part.tally);
  }
}

@ObjectType('CallGroup', { description: 'Calls that have something in common.' })
export class CallGroupView {
  constructor(private readonly group: GroupTally) {}

  @Field(() => String, { nullable: true, description: 'What they have in common; null where it is not known.' })
  get key(): string | null {
    return this.group.key;
  }

  @Field(() => CallTallyView, { description: 'Of those calls.' })
  get tally(): CallTallyView {
    return new CallTallyView(this.group.tally);
  }
}

@ObjectType('CallStatistics', {
  description:
    'What the calls and conferences that pass a filter add up to: exactly what `callRecords` lists (STAT-1).',
})
export class CallStatisticsView {
  constructor(private readonly filter: CallFilter) {}

  @Field(() => CallTallyView, { description: 'Of all of them.' })
  async totals(@Ctx() { view }: OperationContext): Promise<CallTallyView> {
    return new CallTallyView(await view.callTally(this.filter));
  }

  @Field(() => [CallPeriodView], {
    description:
      'By when they were placed, oldest first, at most 1000 periods, from that of `from` (else of the first call) to that before `to` (else of the last call). Those without calls are in it, with zeros.',
  })
  async series(
    @Arg('by', () => Periods, { defaultValue: 'DAY', description: 'How long the parts are.' }) by: Period,
    @Ctx() { view }: OperationContext,
  ): Promise<CallPeriodView[]> {
    const parts = await view.callSeries(this.filter, by, MOST_PERIODS);
    if (parts === null) throw badUserInput('by', `The series has more than ${MOST_PERIODS} periods.`);
    return parts.map((part) => new CallPeriodView(part, by));
  }

  @Field(() => [CallGroupView], { description: 'Put together, those with most calls first.' })
  async groups(
    @Arg('by', () => Groupings, { defaultValue: 'APP', description: 'By what.' }) by: Grouping,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Ctx() { view }: OperationContext,
  ): Promise<CallGroupView[]> {
    const groups = await view.callGroups(this.filter, by, pageRequest(first, null).first);
    return groups.map((group) => new CallGroupView(group));
  }
}
