import type { Thrown } from '../../src/application/ports/housekeeping.ts';

/** By housekeeping that finds nothing old. */
export const nothingThrown: Thrown = {
  keys: 0,
  callees: 0,
  replicas: 0,
  tries: 0,
  turns: 0,
  events: 0,
  decisions: 0,
  codes: 0,
  logins: 0,
  deliveries: 0,
  notices: 0,
};
