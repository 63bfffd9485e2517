import { AsyncLocalStorage } from 'node:async_hooks';

/** More calls of one port in one run of a use case share the last name: loops have no end of points. */
const MOST_COUNTED = 3;

/** One run of a use case: names what happens in it, and counts what happens more than once. */
class Story {
  readonly #counts = new Map<string, number>();

  constructor(private readonly useCase: string) {}

  point(what: string): string {
    const count = Math.min((this.#counts.get(what) ?? 0) + 1, MOST_COUNTED);
    this.#counts.set(what, count);
    return `${this.useCase}:${what}#${count}`;
  }
}

const stories = new AsyncLocalStorage<Story>();

/** Whatever the work does, now and later, belongs to a run of the use case. */
export function inStory<Result>(useCase: string, work: () => Result): Result {
  return stories.run(new Story(useCase), work);
}

/** `<use case>:<what>#<n>`; null outside of every use case. */
export function pointOf(what: string): string | null {
  return stories.getStore()?.point(what) ?? null;
}
