import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { AnyCall } from '../../../domain/any-call.ts';
import { callFilter } from '../calls/call-filter.ts';
import { CallFilterInput } from '../calls/call-inputs.ts';
import { PlacedUnion, placedView } from '../calls/call-or-conference.ts';
import type { OperationContext } from '../operations/context.ts';
import { connectionOf } from '../types/connection.ts';
import { pageRequest } from '../types/cursor.ts';
import { CallStatisticsView } from './statistics.ts';

const CallRecordConnection = connectionOf('CallRecord', PlacedUnion, (call: AnyCall) => placedView(call));

const FILTER = 'Which; all where it is not said.';

/** The record and the statistics of calls and conferences together (STAT-1). */
@Resolver()
export class RecordResolver {
  @Query(() => CallRecordConnection, { description: 'Calls and conferences of the account in one list, newest first.' })
  async callRecords(
    @Arg('filter', () => CallFilterInput, { nullable: true, description: FILTER })
    filter: CallFilterInput | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor behind which the page begins.' })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof CallRecordConnection>> {
    return new CallRecordConnection(await context.view.callRecords(callFilter(filter), pageRequest(first, after)));
  }

  @Query(() => CallStatisticsView, { description: 'What the calls and conferences of the account add up to (STAT-1).' })
  callStatistics(
    @Arg('filter', () => CallFilterInput, { nullable: true, description: FILTER })
    filter: CallFilterInput | null | undefined,
    @Ctx() context: OperationContext,
  ): CallStatisticsView {
    context.view.requireCalls();
    return new CallStatisticsView(callFilter(filter));
  }
}
