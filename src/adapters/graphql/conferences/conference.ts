import { Field, ObjectType } from 'type-graphql';
import type { Conference } from '../../../domain/conference.ts';
import { participantsOf } from '../../../domain/conference.ts';
import { PlacedView } from '../calls/placed.ts';
import { connectionOf } from '../types/connection.ts';
import { ParticipantView } from './participant.ts';

@ObjectType('Conference', { description: 'A call with several callees, who are all joined with the caller (CONF-1).' })
export class ConferenceView extends PlacedView<Conference> {
  @Field(() => [ParticipantView], { description: 'The parties, the caller first.' })
  get participants(): ParticipantView[] {
    return participantsOf(this.call).map((participant) => new ParticipantView(participant));
  }
}

export const ConferenceConnection = connectionOf(
  'Conference',
  ConferenceView,
  (conference: Conference) => new ConferenceView(conference),
);
