import type { Update } from '../../../application/live/update.ts';
import type { Watched } from '../../../application/live/watched.ts';
import type { Telling } from './group.ts';
import { Group } from './group.ts';
import type { Watcher } from './watcher.ts';

/** What is watched, and how its updates are told. */
export interface Subject {
  readonly watched: Watched<Update>;
  readonly telling: Telling;
}

/** Brings together those who watch the same: by a key of what they watch, with which operation, with which rights. */
export class Groups {
  readonly #groups = new Map<string, Group>();

  /** The subject of the first who comes serves all who come with the same key. */
  join(key: string, watcher: Watcher, subject: Subject): void {
    const known = this.#groups.get(key);
    const group = known ?? new Group(subject.watched[Symbol.asyncIterator](), subject.telling);
    group.add(watcher);
    watcher.joined(() => this.#leave(key, group, watcher));
    if (known === undefined) this.#begin(key, group, subject);
  }

  #begin(key: string, group: Group, subject: Subject): void {
    this.#groups.set(key, group);
    void group.run((unseen) => {
      this.#forget(key, group);
      for (const watcher of unseen) this.#again(key, watcher, subject);
    });
  }

  /** What it watched has ended, and it has not seen the end: its client was not reading, or it came too late. */
  #again(key: string, watcher: Watcher, subject: Subject): void {
    watcher.whenRoom(() => {
      if (!watcher.over) this.join(key, watcher, subject);
    });
  }

  #leave(key: string, group: Group, watcher: Watcher): void {
    if (!group.remove(watcher)) return;
    this.#forget(key, group);
    void group.stop();
  }

  #forget(key: string, group: Group): void {
    if (this.#groups.get(key) === group) this.#groups.delete(key);
  }
}
