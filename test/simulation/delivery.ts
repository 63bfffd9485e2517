import type { App } from '../../src/domain/app.ts';
import type { CallReport } from '../../src/domain/report.ts';
import type { Chance } from './chance.ts';
import type { Reached } from './coverage.ts';
import type { Dial } from './dial.ts';
import { reportOf } from './dial.ts';

const HOUR = 3_600_000;

/** One callback on its way to the address of an app. */
export interface Delivery {
  due: number;
  tries: number;
  /** Whose address, and whose signature. */
  readonly to: App;
  readonly dial: Dial;
  readonly report: CallReport | null;
  /** When the provider signed it; null: just now, whenever it is sent. */
  readonly signedAt: Date | null;
  /** The same for each copy. */
  readonly body: string;
  /** Whether it is the provider's honest word about a call of this app. */
  readonly isTrue: boolean;
}

/** Up to more than three days: past the horizon, often enough. */
function lateness(chance: Chance): number {
  return chance.happens(25) ? chance.below(72 * HOUR) : chance.between(72 * HOUR, 80 * HOUR);
}

/** What the provider sends about a call, and what becomes of it on the way. */
export function deliveriesOf(
  dial: Dial,
  others: readonly App[],
  parts: { chance: Chance; reached: Reached; now: number },
): readonly Delivery[] {
  const { chance, reached, now } = parts;
  const isStale = chance.happens(12);
  if (isStale) reached.fault('callback: signed long ago');
  const signedAt = isStale ? new Date(dial.endsAt) : null;
  const truth = { to: dial.app, dial, tries: 0, isTrue: true, signedAt };
  const honest = reportOf(dial, 'CALLBACK', dial.talkSeconds);
  const sent: Delivery[] = [];
  const way = chance.weighed<'ON_TIME' | 'EARLY' | 'LATE' | 'LOST'>([
    [dial.isForgotten ? 0 : 45, 'ON_TIME'],
    [15, 'EARLY'],
    [30, 'LATE'],
    [dial.isForgotten ? 50 : 12, 'LOST'],
  ]);
  if (way === 'LOST') {
    reached.fault('callback: lost');
  } else {
    if (way === 'EARLY') reached.fault('callback: early');
    if (way === 'LATE') reached.fault('callback: late');
    const copies = chance.happens(25) ? chance.between(2, 4) : 1;
    if (copies > 1) reached.fault('callback: duplicated');
    for (let copy = 0; copy < copies; copy++) {
      const due = way === 'EARLY' ? now : dial.endsAt + (way === 'LATE' ? lateness(chance) : chance.below(3000));
      sent.push({
        ...truth,
        due: due + (copy > 0 ? chance.below(HOUR) : 0),
        report: honest,
        body: `${dial.session} end`,
      });
    }
  }
  if (chance.happens(6)) {
    reached.fault('callback: another duration');
    const talkSeconds = dial.talkSeconds + chance.between(1, 100);
    const due = dial.endsAt + chance.below(2 * HOUR);
    sent.push({ ...truth, due, report: reportOf(dial, 'CALLBACK', talkSeconds), body: `${dial.session} end, differs` });
  }
  const falsehood = { ...truth, isTrue: false, due: now + chance.below(HOUR) };
  if (others.length > 0 && chance.happens(6)) {
    reached.fault('callback: to another app');
    sent.push({ ...falsehood, to: chance.pick(others), report: honest, body: `${dial.session} for another` });
  }
  if (chance.happens(5)) {
    reached.fault('callback: absurd');
    const talkSeconds = chance.pick([-1, 86_401, 1e308, Number.NaN, 0.5, Infinity]);
    sent.push({ ...falsehood, report: { ...honest, talkSeconds }, body: `${dial.session} absurd` });
  }
  if (chance.happens(4)) {
    reached.fault('callback: not understood');
    sent.push({ ...falsehood, report: null, body: `${dial.session} in a new format` });
  }
  return sent;
}
