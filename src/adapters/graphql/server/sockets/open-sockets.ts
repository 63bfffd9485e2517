import type { Application } from '../../../../application/application.ts';
import type { Log } from '../../../../application/ports/ports.ts';
import type { Footing } from '../../../../domain/footing.ts';
import { letInBy } from '../../../../domain/footing.ts';
import type { Principal } from '../../../../domain/principal.ts';
import { Places } from './places.ts';

const ASKED_EVERY_MS = 1000;
/** Of one question to the database. */
const MOST_AT_ONCE = 2000;

/** A socket whose person is known. It ends itself where that person may not stay. */
export interface OpenSocket {
  readonly principal: Principal;
  stays(now: Footing | null): boolean;
}

/**
 * The sockets of this replica whose people are known. Once a second it is asked for all of them whether those are still
 * let in, also where nothing happens on a socket: what was decided on any replica ends them within two seconds.
 */
export class OpenSockets {
  readonly #open = new Set<OpenSocket>();
  readonly #places: Places;
  readonly #timer: NodeJS.Timeout;
  #isAsking = false;

  constructor(
    private readonly application: Application,
    private readonly log: Log,
    private readonly perPerson: number | null,
  ) {
    this.#places = new Places(perPerson);
    this.#timer = setInterval(() => void this.#ask(), ASKED_EVERY_MS).unref();
  }

  /** A place for one more socket of this person or program; null where it has all that one may. */
  take(principal: Principal): (() => void) | null {
    return this.#places.take(principal.kind === 'API_KEY' ? letInBy(principal) : principal.id);
  }

  /** To whoever finds no place. */
  get full(): string {
    return `At most ${this.perPerson ?? 'any number of'} sockets of one person; close one, then try again.`;
  }

  add(connection: OpenSocket): void {
    this.#open.add(connection);
  }

  delete(connection: OpenSocket): void {
    this.#open.delete(connection);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #ask(): Promise<void> {
    if (this.#isAsking || this.#open.size === 0) return;
    this.#isAsking = true;
    try {
      const open = [...this.#open];
      for (let from = 0; from < open.length; from += MOST_AT_ONCE)
        await this.#askFor(open.slice(from, from + MOST_AT_ONCE));
    } catch (error) {
      // Nobody can be shut out either while the database does not answer; tokens end by their own time all the same.
      this.log('warn', 'It could not be asked whether open sockets may stay.', { error });
    } finally {
      this.#isAsking = false;
    }
  }

  async #askFor(connections: readonly OpenSocket[]): Promise<void> {
    const footings = await this.application.footings(connections.map(({ principal }) => principal));
    connections.forEach((connection, index) => connection.stays(footings[index] ?? null));
  }
}
