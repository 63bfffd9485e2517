import type { WebSocket } from 'ws';

/** Above this, a socket gets no events until it has read: it then gets the latest state instead of all it missed. */
const ROOM_BYTES = 32 * 1024;
/** Above this, whatever it was that a client asks for and does not read, its socket is ended. */
const MOST_BYTES = 1024 * 1024;

/** What of a socket is needed for it. */
export type Wire = Pick<WebSocket, 'bufferedAmount' | 'readyState' | 'OPEN' | 'terminate'> & {
  send(text: string, sent: () => void): void;
};

/**
 * What is said over one socket. It keeps nothing for a reader that is slow: who has an event to send looks for room
 * first, and is called when there is some again.
 */
export class Outlet {
  readonly #waiting = new Set<() => void>();

  constructor(private readonly socket: Wire) {}

  get hasRoom(): boolean {
    return this.socket.bufferedAmount < ROOM_BYTES;
  }

  /** Once, when there is room. */
  whenRoom(callback: () => void): void {
    this.#waiting.add(callback);
    this.#look();
  }

  send(text: string): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(text, this.#sent);
  }

  /** Ends a socket whose client makes us talk and does not listen. */
  requireListener(): void {
    if (this.socket.bufferedAmount > MOST_BYTES) this.socket.terminate();
  }

  readonly #sent = (): void => {
    if (this.#waiting.size > 0) this.#look();
  };

  #look(): void {
    if (!this.hasRoom) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const callback of waiting) callback();
  }
}
