import type { Customer } from '../support/customer.ts';
import { startCall } from '../support/customer.ts';
import { Chance } from '../torture/chance.ts';
import { Watcher } from './watcher.ts';

export interface StormOptions {
  /** Where watchers connect, one of these at a time, by chance. Calls are started at each in turn. */
  readonly urls: readonly string[];
  readonly customers: readonly Customer[];
  /** At least so many of each; where the calls do not last for so many disconnects, there are more. */
  readonly disconnects: number;
  readonly calls: number;
  readonly seed: string;
  readonly pace: Pace;
  /** Hears how many disconnects there have been. */
  readonly onDisconnect: (count: number) => void;
  /** Resolves when the call has ended in the database: its watchers are given up some seconds later. */
  readonly callEnded: (call: string) => Promise<unknown>;
}

export interface Pace {
  readonly callsAtOnce: number;
  /** Of a call, at the least and at the most; service time runs sixty times as fast as the wall's. */
  readonly talkSeconds: readonly [number, number];
  /** Wall milliseconds for which a watcher keeps a socket that is cut, from its first step towards it. */
  readonly longestStay: number;
}

/** For a busy machine: sockets that are cut before they were open show nothing. */
export const gentle: Pace = { callsAtOnce: 32, talkSeconds: [300, 1400], longestStay: 3000 };
/** For a sample of some seconds. */
export const brisk: Pace = { callsAtOnce: 16, talkSeconds: [120, 420], longestStay: 900 };

export interface Storm {
  readonly watchers: readonly Watcher[];
  readonly disconnects: number;
}

const WATCHERS_PER_CALL = 2;
const PATIENCE_MS = 15_000;

/** Calls that are watched by clients who lose their connections again and again. */
export async function storm(options: StormOptions): Promise<Storm> {
  const { customers, calls, disconnects, seed, pace } = options;
  const chance = new Chance(seed);
  const watchers: Watcher[] = [];
  let [placed, cut] = [0, 0];
  const mayCut = (): boolean => {
    if (cut >= disconnects) return false;
    cut += 1;
    options.onDisconnect(cut);
    return true;
  };
  const line = async (): Promise<void> => {
    while (placed < calls || cut < disconnects) {
      const number = placed;
      placed += 1;
      const customer = customers[number % customers.length]!;
      const call = await place(customer, number, chance.between(...pace.talkSeconds));
      const { token } = customer.client;
      const watching = { urls: options.urls, token: token ?? '', call, longestStay: pace.longestStay };
      const own = Array.from({ length: WATCHERS_PER_CALL }, (_, index) => {
        return new Watcher(watching, chance.of(`${number}/${index}`), mayCut);
      });
      watchers.push(...own);
      await watched(own, options.callEnded(call));
    }
  };
  await Promise.all(Array.from({ length: Math.min(pace.callsAtOnce, calls) }, line));
  return { watchers, disconnects: cut };
}

async function place(customer: Customer, number: number, talkSeconds: number): Promise<string> {
  const more = { caller: `139${String(number).padStart(8, '0')}`, maxDurationSeconds: 1800 };
  const callee = `1380000${String(talkSeconds).padStart(4, '0')}`;
  const answer = await startCall(customer, callee, { ...more, idempotencyKey: `storm-${number}` });
  if (answer.__typename !== 'StartCallSuccess') throw new Error(`A call was refused: ${JSON.stringify(answer)}`);
  return answer.call.id;
}

/**
 * Until all have seen the end. Long after it was there to be seen they are left in peace, since a machine that takes
 * longer to connect them than they stay would show nothing; and much later they are given up.
 */
async function watched(watchers: readonly Watcher[], ended: Promise<unknown>): Promise<void> {
  const running = Promise.all(watchers.map((watcher) => watcher.run()));
  await ended;
  const peace = setTimeout(() => watchers.forEach((watcher) => watcher.rest()), PATIENCE_MS);
  const end = setTimeout(() => watchers.forEach((watcher) => watcher.stop()), 2 * PATIENCE_MS);
  await running;
  clearTimeout(peace);
  clearTimeout(end);
}
