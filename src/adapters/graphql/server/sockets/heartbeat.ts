/** Each socket has one of these turns; a turn comes round again after as many seconds. */
const TURNS = 12;
const TURN_MS = 1000;

/** What of a socket is needed for it. */
interface Pinged {
  ping(): void;
  terminate(): void;
  on(event: 'pong', listener: () => void): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/**
 * Pings each socket every 12 seconds, and ends it where the ping before was not answered. One timer serves all of them, and
 * takes a twelfth of them each second: the pings of thousands do not go out at once.
 */
export class Heartbeat {
  readonly #turns = Array.from({ length: TURNS }, () => new Set<Pinged>());
  readonly #silent = new WeakSet<Pinged>();
  readonly #timer: NodeJS.Timeout;
  #added = 0;
  #beats = 0;

  constructor(turnMs = TURN_MS) {
    this.#timer = setInterval(() => this.#beat(), turnMs).unref();
  }

  add(socket: Pinged): void {
    const turn = this.#turn(this.#added++);
    turn.add(socket);
    socket.on('pong', () => this.#silent.delete(socket));
    socket.once('close', () => turn.delete(socket));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const socket of this.#turn(this.#beats++)) {
      if (this.#silent.has(socket)) {
        socket.terminate();
      } else {
        this.#silent.add(socket);
        socket.ping();
      }
    }
  }

  #turn(index: number): Set<Pinged> {
    return this.#turns[index % TURNS] as Set<Pinged>;
  }
}
