import { parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';

export interface Options {
  /** Replay this one. */
  readonly seed: number | null;
  readonly seeds: number;
  readonly from: number;
  readonly workers: number;
  /** Three replicas over one database instead of the memory adapters. */
  readonly onPostgres: boolean;
}

/** Reads `[--postgres] --seeds N [--from S] [--workers W]`, or `--seed X --trace`. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      seeds: { type: 'string', default: '10000' },
      from: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(availableParallelism()) },
      seed: { type: 'string' },
      postgres: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
    },
  });
  const seed = values.seed === undefined ? null : whole('seed', values.seed);
  const [seeds, from, workers] = [
    whole('seeds', values.seeds),
    whole('from', values.from),
    whole('workers', values.workers),
  ];
  return { seed, seeds, from, workers: Math.max(1, Math.min(workers, seeds)), onPostgres: values.postgres };
}

function whole(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Error(`--${name} is a whole number, not ${text}.`);
  return Number(text);
}
