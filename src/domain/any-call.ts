import type { Call } from './call.ts';
import type { Conference } from './conference.ts';

/** Whatever costs money by the minute: settlement, recovery and callbacks treat the two alike. */
export type AnyCall = Call | Conference;
