/**
 * Imported first by a process that plays worlds by the million: what costs a third of its time there, and nobody looks
 * at. Refusals are thrown without a trace of where. The loader's names on functions are left out. Aborting makes no
 * exception and no event; who is told, and when, is as ever, so a seed has the same trace with it and without.
 */
Error.stackTraceLimit = 0;

const define = Object.defineProperty.bind(Object);
Object.defineProperty = (target, key, attributes) =>
  typeof target === 'function' && key === 'name' ? target : define(target, key, attributes);

class LeanSignal {
  aborted = false;
  #listeners: readonly (() => void)[] = [];

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners = [...this.#listeners, listener];
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners = this.#listeners.filter((one) => one !== listener);
  }

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    for (const listener of this.#listeners) listener();
  }

  static any(signals: readonly LeanSignal[]): LeanSignal {
    const either = new LeanSignal();
    for (const signal of signals) {
      if (signal.aborted) either.abort();
      else signal.addEventListener('abort', () => either.abort());
    }
    return either;
  }
}

class LeanController {
  readonly signal = new LeanSignal();

  abort(): void {
    this.signal.abort();
  }
}

Object.assign(globalThis, { AbortController: LeanController, AbortSignal: LeanSignal });
