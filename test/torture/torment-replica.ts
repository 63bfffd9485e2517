import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { Kills } from './kills.ts';
import type { Replica } from './replica.ts';
import type { Turns } from './turns.ts';

/** Wall milliseconds. */
const LONGEST_LIFE = 2500;
const POINT_PATIENCE = 2500;
const STARTING = 1200;
const SHORTEST_STOP = 3000;
const LONGEST_STOP = 9000;

/** Kills and stops one replica, again and again, until enough have died; leaves it serving. */
export async function tormentReplica(replica: Replica, kills: Kills, turns: Turns, chance: Chance): Promise<void> {
  while (kills.take()) {
    await pause(chance.between(0, LONGEST_LIFE));
    if (chance.happens(0.2)) await turns.during(() => stopAndContinue(replica, kills, chance));
    await turns.during(async () => {
      await killOnce(replica, kills, chance);
      if (chance.happens(0.05) && kills.take()) await killWhileStarting(replica, kills, chance);
      await replica.start();
    });
  }
}

/** Kills it at a fail point, at any moment, or while it stands still; it does not serve afterwards. */
export async function killOnce(replica: Replica, kills: Kills, chance: Chance): Promise<void> {
  const how = chance.weighted([
    [45, 'POINT' as const],
    [45, 'RANDOM' as const],
    [10, 'WHILE_STOPPED' as const],
  ]);
  if (how === 'WHILE_STOPPED') {
    replica.pause();
    await pause(chance.between(SHORTEST_STOP, LONGEST_STOP));
    await replica.kill();
    kills.died('WHILE_STOPPED');
    return;
  }
  const point = how === 'POINT' ? kills.next(() => chance.fraction()) : null;
  if (point === null) {
    await replica.kill();
    kills.died('RANDOM');
    return;
  }
  replica.arm({ point, pass: 1 });
  const died = await replica.diesWithin(POINT_PATIENCE);
  await replica.kill();
  kills.died(died ? 'FAIL_POINT' : 'RANDOM', died ? point : null);
}

async function killWhileStarting(replica: Replica, kills: Kills, chance: Chance): Promise<void> {
  const starting = replica.start(1);
  await pause(chance.between(0, STARTING));
  await replica.kill();
  await starting;
  kills.died('WHILE_STARTING');
}

/** Longer than a lease, mostly: what it was doing is another's by the time it goes on. */
async function stopAndContinue(replica: Replica, kills: Kills, chance: Chance): Promise<void> {
  replica.pause();
  kills.stops += 1;
  await pause(chance.between(SHORTEST_STOP, LONGEST_STOP));
  replica.resume();
}
