import { createClient } from 'graphql-ws/client';
import { failureOf, isFinal, LONGEST_PAUSE_MS, pauseMs } from './after-failure.js';

/** Of us, every ten seconds; who does not answer in five is not there any more. */
const PING_MS = 10_000;
const PONG_MS = 5_000;
const FORBIDDEN = 4403;

/**
 * What every update has, whatever else was asked about it.
 *
 * @typedef {object} Update
 * @property {'SNAPSHOT' | 'RESET' | 'CHANGE' | 'COST'} kind
 * @property {string | null} cursor
 */

/**
 * Who watches: see `Login` and `CookieLogin`. A token of null is one that the browser shows by itself.
 *
 * @typedef {object} Credentials
 * @property {() => Promise<string | null>} token
 * @property {(token: string) => void} refuse
 */

/**
 * Subscriptions over one socket that go on where they were, whatever becomes of the socket.
 *
 * `graphql-ws` would connect again by itself, but it sends a subscription again as it was, and so from the same cursor.
 * Here it never does (`retryAttempts: 0`): each subscription is begun anew, after the last cursor that it has. The first
 * to begin opens the socket for all.
 */
export class Live {
  #client;
  #credentials;
  #closing = new AbortController();
  /** With which the socket was opened. */
  #token = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;

  /**
   * @param {string} url the service's, as `https://phone.example.com`
   * @param {Credentials} credentials
   * @param {unknown} [webSocketImpl] where there is no global WebSocket, as in Node.js 20
   */
  constructor(url, credentials, webSocketImpl) {
    this.#credentials = credentials;
    this.#client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl,
      connectionParams: async () => {
        const token = await credentials.token();
        this.#token = token ?? '';
        return token === null ? {} : { authorization: `Bearer ${token}` };
      },
      retryAttempts: 0,
      keepAlive: PING_MS,
      on: {
        closed: (event) => this.#closed(event),
        ping: (received) => {
          if (!received) this.#silence = setTimeout(() => this.#client.terminate(), PONG_MS);
        },
        pong: (received) => {
          if (received) clearTimeout(this.#silence);
        },
      },
    });
  }

  /**
   * Each update of a subscription, until the service ends it, the caller leaves the loop, or all is closed. Throws what
   * trying again would not mend.
   *
   * @template {Update} Of
   * @param {string} query of one field, under the name `update`, with a variable `$after` for its `after`
   * @param {Readonly<Record<string, unknown>>} [variables]
   * @returns {AsyncGenerator<Of, void, void>}
   */
  async *watch(query, variables = {}) {
    /** @type {string | null} */
    let after = null;
    let failures = 0;
    while (!this.#closing.signal.aborted) {
      const begun = performance.now();
      try {
        // Refreshed, where need be, before the socket is open: then it has five seconds to say who it is.
        await this.#credentials.token();
        for await (const { data, errors } of this.#begin(query, { ...variables, after })) {
          if (errors !== undefined) throw failureOf(errors);
          const { update } = /** @type {{ update: Of }} */ (data);
          after = update.cursor ?? after;
          failures = 0;
          yield update;
        }
        return;
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (isFinal(failure)) throw failure;
        failures = performance.now() - begun > LONGEST_PAUSE_MS ? 1 : failures + 1;
        await this.#pause(pauseMs(failure, failures));
      }
    }
  }

  /** Ends all subscriptions and the socket. */
  async close() {
    this.#closing.abort();
    await this.#client.dispose();
  }

  /**
   * @param {string} query
   * @param {Record<string, unknown>} variables
   */
  #begin(query, variables) {
    return this.#client.iterate({ query, variables });
  }

  /** @param {unknown} event */
  #closed(event) {
    clearTimeout(this.#silence);
    if (/** @type {{ code?: number }} */ (event).code === FORBIDDEN) this.#credentials.refuse(this.#token);
  }

  /**
   * @param {number} ms
   * @returns {Promise<void>}
   */
  #pause(ms) {
    const { signal } = this.#closing;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      if (signal.aborted) done();
      else signal.addEventListener('abort', done);
    });
  }
}
