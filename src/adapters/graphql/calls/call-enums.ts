import type { Kind } from '../../../domain/parties.ts';
import type { CallStatus, MoneyState } from '../../../domain/placed.ts';
import type { EndedBy, HangUpCause } from '../../../domain/report.ts';
import type { Basis } from '../../../domain/tariff.ts';
import { describedEnum } from '../types/described-enum.ts';

export const CallStatuses = describedEnum<CallStatus>(
  'CallStatus',
  'How far a call or conference is. It moves on and never back (a conference without the ringing): PLACING, UNCONFIRMED, DIALING, CALLER_RINGING, CALLEE_RINGING, IN_PROGRESS, and then one of the ends, which stays.',
  {
    PLACING: 'Reserved, and being sent to the provider.',
    UNCONFIRMED: "The provider's answer was lost. It may be ringing; it is never dialled again.",
    DIALING: 'Accepted; progress is unknown.',
    CALLER_RINGING: "The caller's telephone rings.",
    CALLEE_RINGING: "The caller has answered; the callee's telephone rings.",
    IN_PROGRESS: 'The caller and a callee have answered.',
    COMPLETED: 'A conversation took place.',
    NO_ANSWER: 'Somebody did not answer.',
    BUSY: 'Somebody was engaged.',
    DECLINED: 'Somebody declined.',
    REFUSED: 'The provider refused to place it: see `failure`.',
    FAILED: 'It ended otherwise without a conversation, or nothing was heard of it.',
  },
);

export const CallKinds = describedEnum<Kind>('CallKind', 'What was placed.', {
  CALL: 'A callback call of two.',
  CONFERENCE: 'A conference of three or more.',
});

export const MoneyStates = describedEnum<MoneyState>('MoneyState', "What became of a call's reservation.", {
  RESERVED: 'Its worst case is set aside.',
  SETTLED: 'Charged (0 or more) by a report; the rest was given back.',
  VOIDED: 'Given back without a report.',
});

export const EndedBys = describedEnum<EndedBy>('EndedBy', 'Who ended a call, as far as the report tells (CALL-11).', {
  CALLER: 'The caller.',
  CALLEE: 'The callee.',
  PROVIDER: 'The provider, because nobody answered.',
  LIMIT: 'The granted duration was over.',
  UNKNOWN: 'The report does not tell.',
});

export const HangUpCauses = describedEnum<HangUpCause>('HangUpCause', 'Why a leg ended.', {
  NORMAL: 'Hung up.',
  BUSY: 'Engaged.',
  NO_ANSWER: 'Not answered.',
  DECLINED: 'Declined.',
  CANCELED: 'Canceled before it was answered.',
  LIMIT: 'The granted duration was over.',
  OTHER: "Something else: see the provider's own word.",
});

export const Bases = describedEnum<Basis>('TariffBasis', 'What a started minute is counted for (PRICE-2).', {
  CONVERSATION: 'The conversation, once.',
  EACH_PARTY: 'Each party of the conversation.',
});
