import type { Violation } from '../../src/application/ports/auditor.ts';
import { toldItsEnd } from './compare.ts';
import type { History } from './history.ts';
import type { Kills } from './kills.ts';
import { pairOf } from './pair.ts';
import type { Takeover } from './takeovers.ts';
import type { Harms } from './torment-database.ts';
import type { Books, CallRow, HiddenTruth } from './truth.ts';

/** All that a run found out. */
export interface Result {
  readonly seed: string;
  readonly seconds: number;
  readonly kills: Kills;
  readonly harms: Harms;
  readonly cutCommits: number;
  readonly failedStarts: number;
  readonly history: History;
  readonly books: Books;
  readonly truth: HiddenTruth;
  readonly takeovers: readonly Takeover[];
  readonly audit: readonly Violation[];
  /** In which the books and the truth differ, and what else must not be. */
  readonly differences: readonly string[];
}

export function counted(keys: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** The value below which that share of the values lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function conferencesOf({ calls }: Books): readonly CallRow[] {
  return calls.filter(({ kind }) => kind === 'CONFERENCE');
}

export function settledOf(calls: readonly CallRow[]): readonly CallRow[] {
  return calls.filter((call) => call.money_state === 'SETTLED');
}

/** Calls and conferences that ended without a charge: refused, or voided at the horizon, since nothing of theirs was ever heard. */
export function voids({ calls }: Books, truth: HiddenTruth): { readonly rang: number; readonly silent: number } {
  const rang = new Map(truth.calls.map((call) => [pairOf(call), call]));
  const voided = calls.filter((call) => call.status === 'FAILED' && call.charge_fen === null);
  return {
    rang: voided.filter((call) => rang.has(pairOf(call)) && !toldItsEnd(rang.get(pairOf(call)))).length,
    silent: voided.filter((call) => !rang.has(pairOf(call))).length,
  };
}
