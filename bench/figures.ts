/** A second's worth of what a run did. */
export interface Figure {
  readonly perSecond: number;
  /** Milliseconds of one, by rank. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Runs `work` for each index from 0 to `count` − 1, `atOnce` of them at a time, each worker beginning its next as soon as
 * its last is done.
 */
export async function pressure(count: number, atOnce: number, work: (index: number) => Promise<void>): Promise<Figure> {
  const times: number[] = [];
  let next = 0;
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      const start = performance.now();
      await work(index);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const rank = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { perSecond: count / seconds, p50: rank(0.5), p99: rank(0.99) };
}

/** The run in the middle: of several, by rate. */
export function middle(figures: readonly Figure[]): Figure {
  const sorted = [...figures].sort((a, b) => a.perSecond - b.perSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (found === undefined) throw new Error('Nothing was measured.');
  return found;
}
