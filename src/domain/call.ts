import type { Pair } from './parties.ts';
import type { Granted, Placed } from './placed.ts';

export interface CallOrder extends Granted, Pair {}

/** A callback call: the platform rings the caller, then the callee (CALL-2), on one reservation. */
export type Call = Placed<CallOrder>;
