import { Field, ObjectType } from 'type-graphql';
import type { Conference } from '../../../domain/conference.ts';
import { PlacedUpdateView } from '../calls/call-update.ts';
import { ConferenceView } from './conference.ts';

@ObjectType('ConferenceUpdate', {
  description: 'A conference at a version. Versions grow; some may be merged; the end is never missed (LIVE-1).',
})
export class ConferenceUpdateView extends PlacedUpdateView<Conference> {
  @Field(() => ConferenceView, { description: 'The conference.' })
  get conference(): ConferenceView {
    return new ConferenceView(this.update.call);
  }
}
