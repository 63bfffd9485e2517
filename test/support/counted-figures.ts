import type { Errand, Metrics } from '../../src/application/ports/metrics.ts';

/** What was counted, by name: `alarm PROVIDER_EMPTY`, `dial STARTED`, `START TAKEN`, `callback FORGED`. */
export class CountedFigures implements Metrics {
  readonly counts = new Map<string, number>();
  isBreakerOpen = false;

  alarmOpened(kind: string): void {
    this.#count(`alarm ${kind}`);
  }

  dialled(outcome: string): void {
    this.#count(`dial ${outcome}`);
  }

  turn(errand: Errand, outcome: string): void {
    this.#count(`${errand} ${outcome}`);
  }

  callback(outcome: string): void {
    this.#count(`callback ${outcome}`);
  }

  breaker(isOpen: boolean): void {
    this.isBreakerOpen = isOpen;
  }

  hints(isCarried: boolean): void {
    this.#count(isCarried ? 'hints back' : 'hints lost');
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}
