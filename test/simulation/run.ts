import { Tally } from './coverage.ts';
import { play } from './sequence.ts';
import { combinedHash } from './trace.ts';

/** What one worker found, in plain values. */
export interface Report {
  readonly sequences: number;
  readonly counts: readonly (readonly [string, number])[];
  readonly hash: string;
  readonly cpuSeconds: number;
  readonly violations: readonly { readonly seed: number; readonly claims: readonly string[] }[];
}

/** Plays the seeds from `from` up to, and without, `from + seeds`, each `stride`-th of them. */
export async function run(from: number, seeds: number, stride = 1): Promise<Report> {
  const tally = new Tally();
  const begun = process.cpuUsage();
  const hashes: string[] = [];
  const violations: { seed: number; claims: readonly string[] }[] = [];
  for (let seed = from; seed < from + seeds; seed += stride) {
    const played = await play(seed);
    tally.add(played.labels);
    hashes.push(played.hash);
    if (played.violations.length > 0) violations.push({ seed, claims: played.violations });
  }
  const { user, system } = process.cpuUsage(begun);
  const cpuSeconds = (user + system) / 1e6;
  return { sequences: tally.sequences, counts: [...tally.counts], hash: combinedHash(hashes), cpuSeconds, violations };
}
