import { createUnionType } from 'type-graphql';
import type { AnyCall } from '../../../domain/any-call.ts';
import { ConferenceView } from '../conferences/conference.ts';
import { CallView } from './call.ts';

/** `resolveType` goes by the class of the view. */
export const PlacedUnion = createUnionType({
  name: 'CallOrConference',
  description: 'What costs money by the minute.',
  types: () => [CallView, ConferenceView] as const,
  resolveType: (view) => (view instanceof CallView ? 'Call' : 'Conference'),
});

export function placedView(call: AnyCall): CallView | ConferenceView {
  return call.kind === 'CALL' ? new CallView(call) : new ConferenceView(call);
}
