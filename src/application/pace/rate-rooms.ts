import type { Ports } from '../ports/ports.ts';
import type { Settings } from '../settings.ts';
import { Turns } from './turns.ts';
import { WaitingRoom } from './waiting-room.ts';

/** The waiting room of an AppKey: its own, or that of the group whose rate the provider counts as one. */
export function rateRooms(
  { clock, metrics, register }: Pick<Ports, 'clock' | 'metrics' | 'register'>,
  { providerRate: { perSecond, groups }, billChecks: { perSecond: checks } }: Settings,
): (appKey: string) => WaitingRoom {
  const rooms = new Map<string, WaitingRoom>();
  return (appKey) => {
    const group = groups.get(appKey);
    const name = group === undefined ? `key ${appKey}` : `group ${group}`;
    let room = rooms.get(name);
    if (room === undefined) {
      room = new WaitingRoom(new Turns(perSecond, () => register.liveReplicas(), checks), clock, metrics);
      rooms.set(name, room);
    }
    return room;
  };
}
