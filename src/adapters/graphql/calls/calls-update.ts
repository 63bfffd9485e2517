import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { CallsUpdate } from '../../../application/live/watch-calls.ts';
import { ConferenceView } from '../conferences/conference.ts';
import { UpdateView } from '../live/update.ts';
import { CallCostView } from './call-update.ts';
import { CallView } from './call.ts';

/** `resolveType` goes by the class of the view. */
const PlacedUnion = createUnionType({
  name: 'CallOrConference',
  description: 'What costs money by the minute.',
  types: () => [CallView, ConferenceView] as const,
  resolveType: (view) => (view instanceof CallView ? 'Call' : 'Conference'),
});

type Item = CallsUpdate['items'][number];

@ObjectType('LiveCall', { description: 'A call or conference on a live board.' })
export class LiveCallView {
  constructor(private readonly item: Item) {}

  @Field(() => PlacedUnion, { description: 'The call or conference, as it is now.' })
  get call(): CallView | ConferenceView {
    const { call } = this.item;
    return call.kind === 'CALL' ? new CallView(call) : new ConferenceView(call);
  }

  @Field(() => CallCostView, { nullable: true, description: 'While a conversation is known to be under way.' })
  get cost(): CallCostView | null {
    return this.item.cost === null ? null : new CallCostView(this.item.cost);
  }
}

@ObjectType('CallsUpdate', {
  description: 'A live board: all that is under way, then what changes. What has ended comes once more (LIVE-1).',
})
export class CallsUpdateView extends UpdateView<CallsUpdate> {
  @Field(() => [LiveCallView], {
    description: 'All that is under way (SNAPSHOT, RESET), or those of which it tells (CHANGE, COST).',
  })
  get calls(): LiveCallView[] {
    return this.update.items.map((item) => new LiveCallView(item));
  }

  @Field(() => Boolean, { description: 'False where more are under way than the 1000 newest, which a board shows.' })
  get isWhole(): boolean {
    return this.update.isWhole;
  }
}
