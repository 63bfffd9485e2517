import type { CallbackDeliverer } from './callbacks/callback-deliverer.ts';
import type { SandboxClock } from './clock.ts';
import type { Traffic } from './control/traffic.ts';
import type { FaultRules } from './faults/fault-rules.ts';
import type { Log } from './log.ts';
import type { SandboxSettings } from './settings.ts';
import type { SandboxStore } from './store/store.ts';
import type { RateBuckets } from './wire/rate-buckets.ts';

/** What the endpoints work with. */
export interface SandboxContext {
  readonly clock: SandboxClock;
  readonly store: SandboxStore;
  readonly settings: SandboxSettings;
  readonly log: Log;
  readonly callbacks: CallbackDeliverer;
  readonly buckets: RateBuckets;
  readonly faults: FaultRules;
  readonly traffic: Traffic;
}
