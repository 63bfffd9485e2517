import { setTimeout as pause } from 'node:timers/promises';

const betweenLooksMs = 15;

/** Looks again and again until `look` gives something; undefined when it did not within `patienceMs` milliseconds. */
export async function until<T>(patienceMs: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined || performance.now() > deadline) return seen;
    await pause(betweenLooksMs);
  }
}
