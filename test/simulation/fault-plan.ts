import type { Chance } from './chance.ts';
import type { Fault } from './coverage.ts';

/** How often each fault strikes a step, in hundredths of a percent, in a world that has it. */
const rates: readonly (readonly [Fault, number])[] = [
  ['step: crash before the effect', 60],
  ['step: crash after the effect', 90],
  ['step: error before the effect', 120],
  ['step: error after the effect', 150],
  ['step: answer delayed', 900],
  ['step: conflict, decided again', 200],
  ['replica: paused', 100],
];

/** Each world has some of the faults and not the others, so that what one hides another shows. */
export class FaultPlan {
  readonly #rates: readonly (readonly [Fault, number])[];
  readonly #rest: number;

  constructor(chance: Chance) {
    const isQuiet = chance.happens(10);
    this.#rates = rates.filter(() => !isQuiet && chance.happens(60));
    this.#rest = this.#rates.reduce((sum, [, rate]) => sum + rate, 0);
  }

  /** What strikes this step, if anything does. */
  strike(chance: Chance, step: string): Fault | null {
    let left = chance.below(10_000);
    if (left >= this.#rest) return null;
    for (const [fault, rate] of this.#rates) {
      if (left < rate) return canStrike(fault, step) ? fault : null;
      left -= rate;
    }
    return null;
  }
}

function canStrike(fault: Fault, step: string): boolean {
  if (fault === 'step: conflict, decided again') return step === 'accounts.decide';
  return step !== 'clock.sleep' || fault === 'replica: paused';
}
