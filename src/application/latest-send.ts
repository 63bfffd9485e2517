import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/** For what lies between the last look at the clock and the first byte. */
const MARGIN_MS = 2000;

/**
 * CALL-5: wall time from which on a call that is placed now must not be dialled: others may then have found it
 * abandoned, because it was PLACING for too long or the lease of this replica has ended. Asked before the reservation
 * is committed, so that a process that stands still in between learns that it is too late.
 */
export function latestSend({ clock, register }: Pick<Ports, 'clock' | 'register'>, settings: Settings): Date {
  const placing = clock.wall().getTime() + settings.placingSeconds * 1000 - MARGIN_MS;
  return new Date(Math.min(placing, register.leaseUntil().getTime()));
}
