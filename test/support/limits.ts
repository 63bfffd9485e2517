import type { CallLimits } from '../../src/domain/limits.ts';

/** For tests that place more calls than a customer would. */
export const noCallLimits: CallLimits = {
  callsAtOncePerAccount: null,
  callsAtOncePerApp: null,
  spendPerDay: null,
  coolDownSeconds: 0,
  ringsPerCalleePerHour: null,
};
