import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { CallUpdate } from '../../../application/live/watch-call.ts';
import type { Conference } from '../../../domain/conference.ts';
import { QuoteView } from '../calls/tariff.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { pageRequest, sequenceFrom } from '../types/cursor.ts';
import { appIdFrom, callIdFrom } from '../types/ids.ts';
import { conferenceFilter } from './conference-filter.ts';
import { ConferenceFilterInput, QuoteConferenceInput, StartConferenceInput } from './conference-inputs.ts';
import * as results from './conference-results.ts';
import { ConferenceUpdateView } from './conference-update.ts';
import { ConferenceConnection, ConferenceView } from './conference.ts';

@Resolver()
export class ConferenceResolver {
  constructor(private readonly application: Application) {}

  @Query(() => ConferenceView, {
    nullable: true,
    description: 'A conference of the account; null where there is none such.',
  })
  async conference(
    @Arg('id', () => ID, { description: 'The conference.' }) id: string,
    @Ctx() context: OperationContext,
  ): Promise<ConferenceView | null> {
    const conference = await context.view.conference(callIdFrom(id));
    return conference === null ? null : new ConferenceView(conference);
  }

  @Query(() => ConferenceConnection, { description: 'The conferences of the account, newest first.' })
  async conferences(
    @Arg('filter', () => ConferenceFilterInput, { nullable: true, description: 'Which; all where it is not said.' })
    filter: ConferenceFilterInput | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor behind which the page begins.' })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof ConferenceConnection>> {
    const page = pageRequest(first, after);
    return new ConferenceConnection(await context.view.conferences(conferenceFilter(filter), page));
  }

  @Query(() => results.QuoteConferenceResult, {
    description: 'What a conference would be granted now, and the most it can cost.',
  })
  quoteConference(
    @Arg('input', () => QuoteConferenceInput, { description: 'The conference.' }) input: QuoteConferenceInput,
    @Ctx() context: OperationContext,
  ): Promise<results.QuoteConferenceSuccess | RejectionView> {
    return answer(context, async () => {
      const { appId, parties, maxDurationSeconds = null, minDurationSeconds = null } = input;
      const asked = { app: appIdFrom(appId), parties, maxDurationSeconds, minDurationSeconds };
      const { quote, available } = await this.application.quoteConference(context.signedIn, asked);
      return new results.QuoteConferenceSuccess(new QuoteView(quote), available);
    });
  }

  @Mutation(() => results.StartConferenceResult, {
    description: 'Reserves the worst case of all parties and dials, once (CONF-1, CALL-3 to CALL-5).',
  })
  startConference(
    @Arg('input', () => StartConferenceInput, { description: 'The conference.' }) input: StartConferenceInput,
    @Ctx() context: OperationContext,
  ): Promise<results.StartConferenceSuccess | RejectionView> {
    return answer(context, async () => {
      const { appId, maxDurationSeconds = null, minDurationSeconds = null, reference = null, ...rest } = input;
      const order = { ...rest, app: appIdFrom(appId), maxDurationSeconds, minDurationSeconds, reference };
      const { conference, replayed } = await this.application.startConference(context.signedIn, order);
      return new results.StartConferenceSuccess(new ConferenceView(conference), replayed);
    });
  }

  @Subscription(() => ConferenceUpdateView, {
    description: 'A conference as it is, then each change and cost tick; completes when it has ended (LIVE-1, LIVE-2).',
    subscribe: ({ args, context }: { args: { id: string; after?: string | null }; context: OperationContext }) =>
      context.application.watchConference(context.signedIn, callIdFrom(args.id), sequenceFrom(args.after)),
  })
  conferenceUpdated(
    @Arg('id', () => ID, { description: 'The conference.' }) _id: string,
    @Arg('after', () => String, { nullable: true, description: 'The last `cursor` that you have.' })
    _after: string | undefined,
    @Root() update: CallUpdate<Conference>,
  ): ConferenceUpdateView {
    return new ConferenceUpdateView(update);
  }
}
