import { setTimeout as pause } from 'node:timers/promises';
import type { Availability } from './availability.ts';
import type { Chance } from './chance.ts';
import type { Database } from './database.ts';
import type { FaultProxy } from './fault-proxy.ts';

const harms = ['CUT', 'LOST_COMMIT', 'LOST_ANSWER', 'STALL', 'KILL'] as const;
export type Harm = (typeof harms)[number];

/** What was done to PostgreSQL and to the way there. */
export type Harms = Record<Harm, number>;

export interface Victim {
  readonly database: Database;
  readonly proxy: FaultProxy;
  readonly availability: Availability;
}

/** Wall milliseconds. */
const SHORTEST_PEACE = 1500;
const LONGEST_PEACE = 4000;

/** Harms PostgreSQL and the way to it until it is told to end; leaves both whole. */
export async function tormentDatabase(victim: Victim, chance: Chance, end: AbortSignal, harms: Harms): Promise<void> {
  // The short sample shall see each of them, too.
  const first: Harm[] = ['LOST_ANSWER', 'KILL'];
  const atPeace = (): Promise<boolean> =>
    pause(chance.between(SHORTEST_PEACE, LONGEST_PEACE), true, { signal: end }).catch(() => false);
  while (await atPeace()) {
    const harm =
      first.shift() ??
      chance.weighted<Harm>([
        [20, 'CUT'],
        [30, 'LOST_COMMIT'],
        [30, 'LOST_ANSWER'],
        [14, 'STALL'],
        [6, 'KILL'],
      ]);
    harms[harm] += 1;
    await inflict[harm](victim, chance);
  }
  victim.proxy.heal();
}

export function noHarms(): Harms {
  return Object.fromEntries(harms.map((harm) => [harm, 0])) as Harms;
}

const inflict: Readonly<Record<Harm, (victim: Victim, chance: Chance) => Promise<void>>> = {
  CUT: ({ proxy }) => {
    proxy.cutAll();
    return Promise.resolve();
  },
  LOST_COMMIT: ({ proxy }, chance) => {
    proxy.loseCommits('BEFORE_IT_ARRIVES', chance.between(1, 3));
    return Promise.resolve();
  },
  LOST_ANSWER: ({ proxy }, chance) => {
    proxy.loseCommits('BEFORE_THE_ANSWER', chance.between(1, 3));
    return Promise.resolve();
  },
  STALL: async ({ proxy, availability }, chance) => {
    availability.database(false);
    await proxy.stall(chance.between(200, 3000));
    availability.database(true);
  },
  KILL: async ({ database, proxy, availability }, chance) => {
    availability.database(false);
    await database.kill();
    await pause(chance.between(0, 700));
    await database.start();
    proxy.target = database.port;
    availability.database(true);
  },
};
