import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { CallUpdate } from '../../../application/live/watch-call.ts';
import type { CallsUpdate } from '../../../application/live/watch-calls.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { pageRequest, sequenceFrom } from '../types/cursor.ts';
import { appIdFrom, callIdFrom } from '../types/ids.ts';
import { callFilter } from './call-filter.ts';
import { CallFilterInput, QuoteCallInput, StartCallInput } from './call-inputs.ts';
import { QuoteCallResult, QuoteCallSuccess, StartCallResult, StartCallSuccess } from './call-results.ts';
import { CallUpdateView } from './call-update.ts';
import { CallsUpdateView } from './calls-update.ts';
import { CallConnection, CallView } from './call.ts';
import { QuoteView } from './tariff.ts';

@Resolver()
export class CallResolver {
  constructor(private readonly application: Application) {}

  @Query(() => CallView, { nullable: true, description: 'A call of the account; null where there is none such.' })
  async call(
    @Arg('id', () => ID, { description: 'The call.' }) id: string,
    @Ctx() context: OperationContext,
  ): Promise<CallView | null> {
    const call = await context.view.call(callIdFrom(id));
    return call === null ? null : new CallView(call);
  }

  @Query(() => CallConnection, { description: 'The calls of the account, newest first.' })
  async calls(
    @Arg('filter', () => CallFilterInput, { nullable: true, description: 'Which; all where it is not said.' })
    filter: CallFilterInput | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor behind which the page begins.' })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof CallConnection>> {
    return new CallConnection(await context.view.calls(callFilter(filter), pageRequest(first, after)));
  }

  @Query(() => QuoteCallResult, { description: 'What a call would be granted now, and the most it can cost.' })
  quoteCall(
    @Arg('input', () => QuoteCallInput, { description: 'The call.' }) input: QuoteCallInput,
    @Ctx() context: OperationContext,
  ): Promise<QuoteCallSuccess | RejectionView> {
    return answer(context, async () => {
      const { appId, maxDurationSeconds = null, minDurationSeconds = null } = input;
      const asked = { app: appIdFrom(appId), maxDurationSeconds, minDurationSeconds };
      const { quote, available } = await this.application.quoteCall(context.signedIn, asked);
      return new QuoteCallSuccess(new QuoteView(quote), available);
    });
  }

  @Mutation(() => StartCallResult, { description: 'Reserves the worst case and dials, once (CALL-1 to CALL-5).' })
  startCall(
    @Arg('input', () => StartCallInput, { description: 'The call.' }) input: StartCallInput,
    @Ctx() context: OperationContext,
  ): Promise<StartCallSuccess | RejectionView> {
    return answer(context, async () => {
      const { appId, maxDurationSeconds = null, minDurationSeconds = null, reference = null, ...rest } = input;
      const order = { ...rest, app: appIdFrom(appId), maxDurationSeconds, minDurationSeconds, reference };
      const { call, replayed } = await this.application.startCall(context.signedIn, order);
      return new StartCallSuccess(new CallView(call), replayed);
    });
  }

  @Subscription(() => CallUpdateView, {
    description: 'A call as it is, then each change and cost tick; completes when the call has ended (LIVE-1, LIVE-2).',
    subscribe: ({ args, context }: { args: { id: string; after?: string | null }; context: OperationContext }) =>
      context.application.watchCall(context.signedIn, callIdFrom(args.id), sequenceFrom(args.after)),
  })
  callUpdated(
    @Arg('id', () => ID, { description: 'The call.' }) _id: string,
    @Arg('after', () => String, { nullable: true, description: 'The last `cursor` that you have.' })
    _after: string | undefined,
    @Root() update: CallUpdate,
  ): CallUpdateView {
    return new CallUpdateView(update);
  }

  @Subscription(() => CallsUpdateView, {
    description: 'All calls and conferences under way, then each change and the cost ticks (LIVE-1, LIVE-2).',
    subscribe: ({ args, context }: { args: BoardArgs; context: OperationContext }) =>
      context.application.watchCalls(context.signedIn, callFilter(args.filter), sequenceFrom(args.after)),
  })
  callsUpdated(
    @Arg('filter', () => CallFilterInput, { nullable: true, description: 'Which; all where it is not said.' })
    _filter: CallFilterInput | undefined,
    @Arg('after', () => String, { nullable: true, description: 'The last `cursor` that you have.' })
    _after: string | undefined,
    @Root() update: CallsUpdate,
  ): CallsUpdateView {
    return new CallsUpdateView(update);
  }
}

interface BoardArgs {
  readonly filter?: CallFilterInput | null;
  readonly after?: string | null;
}
