import type { Ports } from '../ports/ports.ts';
import type { Settings } from '../settings.ts';
import { Turns } from './turns.ts';
import { WaitingRoom } from './waiting-room.ts';

export interface RateRooms {
  /** The waiting room of an AppKey: its own, or that of the group whose rate the provider counts as one. */
  of(appKey: string): WaitingRoom;
  /** From now on nobody waits in any of them. */
  dismiss(): void;
}

export function rateRooms(
  { clock, metrics, register }: Pick<Ports, 'clock' | 'metrics' | 'register'>,
  { providerRate: { perSecond, groups }, billChecks: { perSecond: checks } }: Settings,
): RateRooms {
  const rooms = new Map<string, WaitingRoom>();
  let isDismissed = false;
  return {
    of(appKey) {
      const group = groups.get(appKey);
      const name = group === undefined ? `key ${appKey}` : `group ${group}`;
      let room = rooms.get(name);
      if (room === undefined) {
        room = new WaitingRoom(new Turns(perSecond, () => register.liveReplicas(), checks), clock, metrics);
        if (isDismissed) room.dismiss();
        rooms.set(name, room);
      }
      return room;
    },
    dismiss() {
      isDismissed = true;
      for (const room of rooms.values()) room.dismiss();
    },
  };
}
