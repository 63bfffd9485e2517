import type { ExecutionResult } from 'graphql';
import type { Update } from '../../../application/live/update.ts';
import type { Outlet } from './outlet.ts';

/** What a watcher is shown: an update, and the text of what its operation makes of it. */
export interface Shown {
  readonly update: Update;
  readonly text: string;
}

/**
 * One subscription of one socket. It holds where it is (a cursor), and never what it has not read yet.
 *
 * It is also what the protocol's library iterates over: without results, since the text goes straight to the socket, and
 * to its end. Returning it leaves.
 */
export class Watcher implements AsyncIterableIterator<ExecutionResult, void, void> {
  /** What a reading must have heard for this watcher to be opened by it; null once it is open. */
  opensFrom: number | null = null;
  #over = false;
  #wake: () => void = () => undefined;
  #leave: () => void = () => undefined;
  readonly #head: string;
  readonly #ends: (() => void)[] = [];
  #tail: string;
  #version = 0;

  constructor(
    id: string,
    private readonly outlet: Outlet,
    /** The last cursor that it has. */
    private after: bigint | null,
    /** Told with the first that it is shown, and with that alone. */
    extensions: Readonly<Record<string, unknown>>,
  ) {
    this.#tail = `,"extensions":${JSON.stringify(extensions)}}}`;
    this.#head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  }

  get cursor(): bigint | null {
    return this.after;
  }

  get isOpen(): boolean {
    return this.opensFrom === null;
  }

  get hasRoom(): boolean {
    return this.outlet.hasRoom;
  }

  get over(): boolean {
    return this.#over;
  }

  /** `leave` runs once, when it ends from the client's side. */
  joined(leave: () => void): void {
    this.#leave = leave;
  }

  /** Runs once, whenever and however it ends. */
  onOver(callback: () => void): void {
    this.#ends.push(callback);
  }

  whenRoom(callback: () => void): void {
    this.outlet.whenRoom(callback);
  }

  /** Never goes back: what is older than what was shown is left out. */
  show({ update, text }: Shown): void {
    if (this.#over || update.version < this.#version) return;
    this.#version = update.version;
    if (update.cursor !== null) this.after = update.cursor;
    this.#say(text);
  }

  /** Says what went wrong. */
  fail(text: string): void {
    if (!this.#over) this.#say(text);
  }

  /** `text` is an object of JSON with something in it. */
  #say(text: string): void {
    this.outlet.send(`${this.#head}${text.slice(0, -1)}${this.#tail}`);
    this.#tail = '}}';
  }

  /** Nothing more is to come. */
  complete(): void {
    if (this.#over) return;
    this.#over = true;
    this.#wake();
    for (const end of this.#ends) end();
  }

  async next(): Promise<IteratorResult<ExecutionResult, void>> {
    if (!this.#over) await new Promise<void>((resolve) => (this.#wake = resolve));
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<ExecutionResult, void>> {
    const leaves = !this.#over;
    this.complete();
    if (leaves) this.#leave();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
