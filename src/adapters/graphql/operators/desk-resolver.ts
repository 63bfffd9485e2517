import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { OperationContext } from '../operations/context.ts';
import { pageRequest } from '../types/cursor.ts';
import { AlarmConnection } from './alarm.ts';
import { DiscrepancyConnection } from './discrepancy.ts';
import { OperatorCallConnection } from './operator-call.ts';
import { AlarmFilterInput, alarmFilter } from './operator-inputs.ts';
import { ParkedCallbackConnection } from './parked-callback.ts';
import { SuspenseConnection } from './suspense.ts';

const FIRST = 'How many, from 1 to 100.';
const AFTER = 'The `endCursor` or `cursor` behind which the page begins.';

/** What waits for a person, across accounts: each of these is for operators only. */
@Resolver()
export class DeskResolver {
  @Query(() => OperatorCallConnection, {
    description:
      'Calls whose answer was lost and of which nothing is known yet, and those whose end the provider could not tell ' +
      'until a person was called (CALL_OVERDUE), newest first.',
  })
  async unconfirmedCalls(
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof OperatorCallConnection>> {
    return new OperatorCallConnection(await context.desk.unconfirmedCalls(pageRequest(first, after)));
  }

  @Query(() => DiscrepancyConnection, {
    description: 'Reports that differ from what was settled, newest first (CALL-6).',
  })
  async discrepancies(
    @Arg('open', () => Boolean, { nullable: true, description: 'Whether they wait still; all where it is not said.' })
    open: boolean | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof DiscrepancyConnection>> {
    return new DiscrepancyConnection(await context.desk.discrepancies(open ?? null, pageRequest(first, after)));
  }

  @Query(() => SuspenseConnection, {
    description: 'What customers could not pay for calls, newest first (SUSPENSE-1).',
  })
  async suspense(
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof SuspenseConnection>> {
    return new SuspenseConnection(await context.desk.suspense(pageRequest(first, after)));
  }

  @Query(() => ParkedCallbackConnection, {
    description: 'Authentic callbacks that fit no call, newest first (CALLBACK-1).',
  })
  async parkedCallbacks(
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof ParkedCallbackConnection>> {
    return new ParkedCallbackConnection(await context.desk.parkedCallbacks(pageRequest(first, after)));
  }

  @Query(() => AlarmConnection, { description: 'What people were called for, newest first.' })
  async alarms(
    @Arg('filter', () => AlarmFilterInput, { nullable: true, description: 'Which; all where it is not said.' })
    filter: AlarmFilterInput | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof AlarmConnection>> {
    return new AlarmConnection(await context.desk.alarms(alarmFilter(filter), pageRequest(first, after)));
  }
}
