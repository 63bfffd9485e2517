import type { CallFilter } from '../../../domain/call-filter.ts';
import { nationalDigits } from '../calls/national-digits.ts';
import { appIdFrom } from '../types/ids.ts';
import type { ConferenceFilterInput } from './conference-inputs.ts';

/** Leaves out what the client did not say. */
export function conferenceFilter(input: ConferenceFilterInput | null | undefined): CallFilter {
  if (input == null) return {};
  const { from, to, appId, participant, reference } = input;
  return {
    ...(from != null && { from }),
    ...(to != null && { to }),
    ...(appId != null && { app: appIdFrom(appId) }),
    ...(participant != null && { number: nationalDigits(participant) }),
    ...(reference != null && { reference: reference.trim() }),
  };
}
