import type { Ports } from '../ports/ports.ts';
import type { Settings } from '../settings.ts';
import { Turns } from './turns.ts';
import { WaitingRoom } from './waiting-room.ts';
import type { WatchedBreaker } from './watched-breaker.ts';
import { watchedBreakers } from './watched-breaker.ts';

/** What the provider counts as one: an AppKey, or a group of them. */
export interface RateRoom {
  readonly room: WaitingRoom;
  readonly breaker: WatchedBreaker;
}

export interface RateRooms {
  /** Where errands of an AppKey wait: its own, or that of its group. */
  of(appKey: string): RateRoom;
  /** From now on nobody waits in any of them. */
  dismiss(): void;
}

export function rateRooms(
  ports: Pick<Ports, 'alarms' | 'clock' | 'log' | 'metrics' | 'register'>,
  { providerRate: { perSecond, groups }, billChecks: { perSecond: checks } }: Settings,
): RateRooms {
  const { clock, metrics, register } = ports;
  const breakerOf = watchedBreakers(ports);
  const rooms = new Map<string, RateRoom>();
  let isDismissed = false;
  const open = (name: string): RateRoom => {
    const room = new WaitingRoom(new Turns(perSecond, () => register.liveReplicas(), checks), clock, metrics);
    if (isDismissed) room.dismiss();
    return { room, breaker: breakerOf(name) };
  };
  return {
    of(appKey) {
      const group = groups.get(appKey);
      const name = group === undefined ? `AppKey ${appKey}` : `group ${group}`;
      const found = rooms.get(name) ?? open(name);
      rooms.set(name, found);
      return found;
    },
    dismiss() {
      isDismissed = true;
      for (const { room } of rooms.values()) room.dismiss();
    },
  };
}
