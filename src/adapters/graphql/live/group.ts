import type { Reading, Update } from '../../../application/live/update.ts';
import type { Readings } from '../../../application/live/watched.ts';
import type { Shown, Watcher } from './watcher.ts';

/** What an operation makes of an update, as text; and what it says of an error. */
export interface Telling {
  readonly of: (update: Update) => Promise<string>;
  readonly failure: (error: unknown) => string;
}

/**
 * All who watch the same with the same operation and rights. Each update is executed and written down once, however
 * many watch. Nothing is queued: a watcher whose socket has no room is opened anew from its cursor when it has.
 */
export class Group {
  readonly #watchers = new Set<Watcher>();
  readonly #texts = new WeakMap<Update, Promise<string>>();

  constructor(
    private readonly readings: Readings<Update>,
    private readonly telling: Telling,
  ) {}

  add(watcher: Watcher): void {
    this.#watchers.add(watcher);
    watcher.opensFrom = this.readings.refresh();
  }

  /** @returns whether nobody is left. */
  remove(watcher: Watcher): boolean {
    this.#watchers.delete(watcher);
    return this.#watchers.size === 0;
  }

  async stop(): Promise<void> {
    await this.readings.return();
  }

  /** Shows every reading to all. `onEnd` is told who has not seen the last one when the watch has ended. */
  async run(onEnd: (unseen: readonly Watcher[]) => void): Promise<void> {
    try {
      for await (const reading of this.readings) await this.#tell(reading);
      for (const watcher of this.#watchers) if (watcher.isOpen) watcher.complete();
    } catch (error) {
      this.#fail(error);
    }
    onEnd([...this.#watchers].filter((watcher) => !watcher.over));
  }

  #fail(error: unknown): void {
    const text = this.telling.failure(error);
    for (const watcher of this.#watchers) {
      watcher.fail(text);
      watcher.complete();
    }
  }

  async #tell(reading: Reading<Update>): Promise<void> {
    const { change } = reading;
    const opening = [...this.#watchers].filter(({ opensFrom }) => opensFrom !== null && opensFrom <= reading.rings);
    if (change !== null && this.#isSeen()) {
      const shown = await this.#shown(change);
      for (const watcher of this.#watchers) if (watcher.isOpen) this.#show(watcher, shown);
    }
    // Whoever is opened by what others are opened by, costs no execution of its own.
    await Promise.all(opening.map((watcher) => this.#open(watcher, reading)));
  }

  #isSeen(): boolean {
    for (const { isOpen } of this.#watchers) if (isOpen) return true;
    return false;
  }

  #show(watcher: Watcher, shown: Shown): void {
    if (watcher.hasRoom) watcher.show(shown);
    else if (shown.update.cursor !== null) this.#later(watcher);
  }

  async #open(watcher: Watcher, reading: Reading<Update>): Promise<void> {
    if (!watcher.hasRoom) {
      this.#later(watcher);
      return;
    }
    const update = await reading.opening(watcher.cursor);
    watcher.opensFrom = null;
    if (update !== null) watcher.show(await this.#shown(update));
  }

  /** It is opened anew when its client has read. */
  #later(watcher: Watcher): void {
    watcher.opensFrom = Infinity;
    watcher.whenRoom(() => {
      if (this.#watchers.has(watcher)) watcher.opensFrom = this.readings.refresh();
    });
  }

  async #shown(update: Update): Promise<Shown> {
    const text = this.#texts.get(update) ?? this.telling.of(update);
    this.#texts.set(update, text);
    return { update, text: await text };
  }
}
