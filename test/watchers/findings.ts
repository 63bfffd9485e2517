import { quantile } from '../torture/figures.ts';
import type { Storm } from './storm.ts';
import type { Watcher } from './watcher.ts';

/** An event of a call: when its version was committed, in wall milliseconds. */
export interface Committed {
  readonly call: string;
  readonly version: number;
  readonly at: number;
}

export interface Findings {
  readonly calls: number;
  readonly watchers: number;
  readonly disconnects: number;
  /** Watchers that never saw the state in which their call ended. */
  readonly missedEnds: number;
  /** Sentences of what was shown and should not have been: versions that did not grow, and refusals. */
  readonly complaints: readonly string[];
  /** Sockets that were lost and that nobody had cut. */
  readonly losses: number;
  /** Milliseconds until a watcher knew what was committed. */
  readonly lags: {
    /** Of who was away meanwhile, from the first step of the connection over which it came: who is cut off once more begins anew. */
    readonly healed: readonly number[];
    /** Of who was connected all the time. */
    readonly live: readonly number[];
  };
  /** Of who was away: as long as it was connected or connecting altogether, with all connections that were cut too early. */
  readonly withAllTries: readonly number[];
}

/** Milliseconds within which 99 of 100 must know what they missed. */
const HEALED_WITHIN_MS = 2000;

export function findingsOf({ watchers, disconnects }: Storm, committed: readonly Committed[]): Findings {
  const versions = new Map<string, Committed[]>();
  for (const each of committed) versions.set(each.call, [...(versions.get(each.call) ?? []), each]);
  const of = ({ watching }: Watcher): readonly Committed[] => versions.get(watching.call) ?? [];
  const lags = watchers.flatMap((watcher) => of(watcher).flatMap((version) => lagOf(watcher, version) ?? []));
  const missed = watchers.filter((watcher) => {
    const last = Math.max(...of(watcher).map(({ version }) => version));
    return !watcher.hasSeenTheEnd || watcher.sights.at(-1)?.version !== last;
  });
  return {
    calls: new Set(watchers.map(({ watching }) => watching.call)).size,
    watchers: watchers.length,
    disconnects,
    missedEnds: missed.length,
    complaints: watchers.flatMap(({ complaints }) => complaints),
    losses: watchers.reduce((sum, { losses }) => sum + losses, 0),
    lags: {
      healed: lags.filter(({ wasAway }) => wasAway).map(({ last }) => last),
      live: lags.filter(({ wasAway }) => !wasAway).map(({ last }) => last),
    },
    withAllTries: lags.filter(({ wasAway }) => wasAway).map(({ all }) => all),
  };
}

interface Lag {
  readonly last: number;
  readonly all: number;
  readonly wasAway: boolean;
}

/** Null for what was committed before it came, and for what it never knew. */
function lagOf({ sights, stays }: Watcher, { version, at }: Committed): Lag | null {
  const known = sights.find((sight) => sight.version >= version);
  if (known === undefined || at < (stays[0]?.from ?? Infinity)) return null;
  const since = stays.filter(({ from, to }) => to > at && from < known.at);
  const spans = since.map(({ from, to }) => Math.max(0, Math.min(to, known.at) - Math.max(from, at)));
  const wasAway = since.length !== 1 || (since[0]?.from ?? 0) > at;
  return { last: spans.at(-1) ?? 0, all: spans.reduce((sum, span) => sum + span, 0), wasAway };
}

/** What the bars forbid, a sentence each. */
export function violationsOf({ missedEnds, complaints, lags }: Findings): readonly string[] {
  const late = Object.entries(lags).filter(([, values]) => quantile(values, 0.99) >= HEALED_WITHIN_MS);
  return [
    ...(missedEnds > 0 ? [`${missedEnds} watchers missed how their call ended`] : []),
    ...complaints.slice(0, 10),
    ...late.map(([which, values]) => `${which}: the 99th of 100 took ${quantile(values, 0.99)} ms`),
  ];
}

export function reportOf(findings: Findings): string {
  const { calls, watchers, disconnects, missedEnds, complaints, losses, lags, withAllTries } = findings;
  const spread = (values: readonly number[]): string =>
    `${values.length} times, p50 ${quantile(values, 0.5)} ms, p99 ${quantile(values, 0.99)} ms, longest ${quantile(values, 1)} ms`;
  return [
    `${disconnects} disconnects of ${watchers} watchers over ${calls} calls; ${losses} sockets lost besides`,
    `missed ends      ${missedEnds}`,
    `wrong versions   ${complaints.length}`,
    `healed           ${spread(lags.healed)}`,
    `with all tries   ${spread(withAllTries)}`,
    `live             ${spread(lags.live)}`,
  ].join('\n');
}
