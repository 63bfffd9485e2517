import { stringifyDocument } from '@urql/core';
import type { DocumentNode } from 'graphql';
import type { Client, SubscribePayload } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { session } from '../session/session.ts';
import { closeCodeOf, failureOf, isFinal, LONGEST_PAUSE_MS, pauseMs } from './live-failure.ts';
import { Looking } from './looking.ts';
import { Standstills } from './standstills.ts';

const PING_MS = 10_000;
const PONG_MS = 5_000;
const FORBIDDEN = 4403;
/** What the service does not take it refuses at once: what has lasted for so long, it took. */
const TAKEN_MS = 1_000;

/** What every update has. */
export interface Update {
  readonly kind: 'SNAPSHOT' | 'RESET' | 'CHANGE' | 'COST';
  readonly cursor?: string | null | undefined;
}

/**
 * All subscriptions of this tab, over one socket. Each goes on after its own cursor, whatever becomes of the socket:
 * `graphql-ws` does not retry, because it would resume from where a subscription began.
 */
export class Live {
  readonly #client: Client;
  readonly #closing = new AbortController();
  readonly standstills = new Standstills();
  #silence: ReturnType<typeof setTimeout> | undefined;
  /** Of this page's life, in milliseconds; null until the socket is acknowledged. */
  #openSince: number | null = null;
  #wake = new AbortController();
  /** A page that nobody looks at gives its socket to those that somebody does: a person may have a few. */
  readonly #looking = new Looking(() => this.#client.terminate());

  constructor() {
    this.#client = createClient({
      url: `${location.protocol.replace('http', 'ws')}//${location.host}/graphql`,
      retryAttempts: 0,
      keepAlive: PING_MS,
      on: {
        connecting: () => {
          this.#openSince = null;
        },
        connected: () => {
          this.#openSince = performance.now();
        },
        closed: () => clearTimeout(this.#silence),
        ping: (received) => {
          if (!received) this.#silence = setTimeout(() => this.#client.terminate(), PONG_MS);
        },
        pong: (received) => {
          if (received) clearTimeout(this.#silence);
        },
      },
    });
    window.addEventListener('offline', this.#offline);
    window.addEventListener('online', this.#online);
  }

  /** Each update until the service ends it or the signal aborts. Throws what trying again would not mend. */
  async watch(
    document: DocumentNode,
    variables: object,
    signal: AbortSignal,
    onUpdate: (update: Update) => void,
  ): Promise<void> {
    await this.#goOn(document, variables, signal, onUpdate).finally(() => this.standstills.end(signal));
  }

  async #goOn(
    document: DocumentNode,
    variables: object,
    signal: AbortSignal,
    onUpdate: (update: Update) => void,
  ): Promise<void> {
    const query = stringifyDocument(document);
    let after: string | null = null;
    let failures = 0;
    let isRenewed = false;
    const told = (update: Update): void => {
      after = update.cursor ?? after;
      failures = 0;
      isRenewed = false;
      onUpdate(update);
    };
    for (;;) {
      await this.#looking.back();
      if (this.#isOver(signal)) return;
      const begun = performance.now();
      try {
        await this.#follow({ query, variables: { ...variables, after } }, signal, told);
        return;
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (this.#isOver(signal) || session.state !== 'IN') return;
        if (isFinal(failure)) throw failure;
        if (this.#looking.isAway) continue;
        // Where nothing is new, nothing is told when it goes on: that it lasted says that it did.
        if (this.#lasted(begun) > LONGEST_PAUSE_MS) {
          failures = 0;
          isRenewed = false;
        }
        failures += 1;
        // The token of the socket has ended, as each does: with the next one it goes on.
        if (closeCodeOf(failure) === FORBIDDEN && (await session.refresh().catch(() => false)) && !isRenewed) {
          isRenewed = true;
          continue;
        }
        if (this.#isOver(signal)) return;
        this.standstills.begin(signal, failure);
        await this.#pause(pauseMs(failure, failures));
      }
    }
  }

  /** Once, for as long as the socket lasts. */
  async #follow(payload: SubscribePayload, signal: AbortSignal, told: (update: Update) => void): Promise<void> {
    const begun = performance.now();
    const goesOn = (): void => this.standstills.end(signal);
    const updates = this.#begin(payload);
    const leave = (): void => {
      goesOn();
      void updates.return?.();
    };
    signal.addEventListener('abort', leave);
    const taken = setInterval(() => this.#lasted(begun) >= TAKEN_MS && goesOn(), TAKEN_MS / 4);
    try {
      for await (const { data, errors } of updates) {
        if (this.#isOver(signal)) return;
        if (errors !== undefined) throw failureOf(errors);
        if (data === null || data === undefined) continue;
        goesOn();
        told(data.update);
      }
    } finally {
      clearInterval(taken);
    }
  }

  /** For how long what was begun then has had a socket. */
  #lasted(begun: number): number {
    return this.#openSince === null ? 0 : performance.now() - Math.max(begun, this.#openSince);
  }

  #isOver(signal: AbortSignal): boolean {
    return signal.aborted || this.#closing.signal.aborted;
  }

  /** The return type is `graphql-ws`'s own, which it does not export. */
  #begin(payload: SubscribePayload) {
    return this.#client.iterate<{ update: Update }>(payload);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake.abort();
    this.#looking.stop();
    window.removeEventListener('offline', this.#offline);
    window.removeEventListener('online', this.#online);
    await this.#client.dispose();
  }

  /** The browser knows before any ping does. */
  readonly #offline = (): void => this.#client.terminate();

  readonly #online = (): void => {
    this.#wake.abort();
    this.#wake = new AbortController();
  };

  /** Shorter where the network is back. */
  #pause(ms: number): Promise<void> {
    const { signal } = this.#wake;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
