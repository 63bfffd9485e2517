import { setImmediate as turn } from 'node:timers/promises';

const MOST_TURNS = 1000;

/** Lets the event loop turn until it is so; rejects when it is not after many turns. No time needs to pass. */
export async function soon(isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns++) {
    if (turns === MOST_TURNS) throw new Error(`Waited in vain until ${isSo.toString()}.`);
    await turn();
  }
}
