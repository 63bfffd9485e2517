import { Field, ObjectType } from 'type-graphql';
import type { CallsUpdate } from '../../../application/live/watch-calls.ts';
import type { ConferenceView } from '../conferences/conference.ts';
import { UpdateView } from '../live/update.ts';
import { CallCostView } from './call-update.ts';
import { PlacedUnion, placedView } from './call-or-conference.ts';
import type { CallView } from './call.ts';

type Item = CallsUpdate['items'][number];

@ObjectType('LiveCall', { description: 'A call or conference on a live board.' })
export class LiveCallView {
  constructor(private readonly item: Item) {}

  @Field(() => PlacedUnion, { description: 'The call or conference, as it is now.' })
  get call(): CallView | ConferenceView {
    return placedView(this.item.call);
  }

  @Field(() => CallCostView, { nullable: true, description: 'While a conversation is known to be under way.' })
  get cost(): CallCostView | null {
    return this.item.cost === null ? null : new CallCostView(this.item.cost);
  }
}

@ObjectType('CallsUpdate', {
  description:
    'A live board: all that is under way and passes the filter, then what changes. What has ended, or has left the filter, ' +
    'comes once more, as it is then (LIVE-1).',
})
export class CallsUpdateView extends UpdateView<CallsUpdate> {
  @Field(() => [LiveCallView], {
    description: 'All that is under way (SNAPSHOT, RESET), or those of which it tells (CHANGE, COST).',
  })
  get calls(): LiveCallView[] {
    return this.update.items.map((item) => new LiveCallView(item));
  }

  @Field(() => Boolean, {
    description: 'False where some may be missing: of all that is under way, a board has room for the 1000 newest.',
  })
  get isWhole(): boolean {
    return this.update.isWhole;
  }
}
