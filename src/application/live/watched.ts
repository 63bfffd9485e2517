import type { Ports } from '../ports/ports.ts';
import { Bell } from './bell.ts';
import type { Reading, Update } from './update.ts';

/** Something that can be watched, any number of times, each by any number of watchers together. */
export interface Watched<Of extends Update> extends AsyncIterable<Reading<Of>> {
  /** The cursor that was brought. */
  readonly after: bigint | null;
  [Symbol.asyncIterator](): Readings<Of>;
}

/** A reading at first, and whenever something may have happened. */
export interface Readings<Of extends Update> extends AsyncIterableIterator<Reading<Of>> {
  /** Reads again, for who has come since. @returns what `rings` a reading must have to be newer than this. */
  refresh(): number;
  return(): Promise<IteratorResult<Reading<Of>>>;
  [Symbol.asyncIterator](): Readings<Of>;
}

/** Has a bell rung when something may have changed. */
export type Listen = (bell: Bell) => { stop(): void };

/**
 * Watches by a generator that sleeps on a bell which rings with the news. Nothing is held before the first reading is
 * asked for. Asked to return, it wakes and ends at once, also in the middle of a wait.
 */
export function watched<Of extends Update>(
  { clock }: Pick<Ports, 'clock'>,
  after: bigint | null,
  listen: Listen,
  generate: (bell: Bell) => AsyncGenerator<Reading<Of>, void, void>,
): Watched<Of> {
  return { after, [Symbol.asyncIterator]: () => begin(new Bell(clock), listen, generate) };
}

function begin<Of extends Update>(
  bell: Bell,
  listen: Listen,
  generate: (bell: Bell) => AsyncGenerator<Reading<Of>, void, void>,
): Readings<Of> {
  const readings = generate(bell);
  let news: { stop(): void } | null = null;
  const end = async (): Promise<IteratorResult<Reading<Of>>> => {
    news?.stop();
    bell.stop();
    await readings.return();
    return { done: true, value: undefined };
  };
  return {
    refresh() {
      bell.ring();
      return bell.rings;
    },
    async next() {
      try {
        if (!bell.stopped) news ??= listen(bell);
        const reading = await readings.next();
        if (reading.done === true) news?.stop();
        return reading;
      } catch (error) {
        news?.stop();
        throw error;
      }
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
