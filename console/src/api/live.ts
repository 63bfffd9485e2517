import { stringifyDocument } from '@urql/core';
import type { DocumentNode } from 'graphql';
import type { Client, SubscribePayload } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { session } from '../session/session.ts';
import { closeCodeOf, failureOf, isFinal, pauseMs } from './live-failure.ts';

const PING_MS = 10_000;
const PONG_MS = 5_000;
const FORBIDDEN = 4403;

/** What every update has. */
export interface Update {
  readonly kind: 'SNAPSHOT' | 'RESET' | 'CHANGE' | 'COST';
  readonly cursor?: string | null | undefined;
}

/** Whether what is shown live is as it is now. */
export type Line = 'IDLE' | 'CONNECTED' | 'RECONNECTING';

/**
 * All subscriptions of this tab, over one socket. Each goes on after its own cursor, whatever becomes of the socket:
 * `graphql-ws` does not retry, because it would resume from where a subscription began.
 */
export class Live {
  readonly #client: Client;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<() => void>();
  #silence: ReturnType<typeof setTimeout> | undefined;
  #line: Line = 'IDLE';
  #wake = new AbortController();

  constructor() {
    this.#client = createClient({
      url: `${location.protocol.replace('http', 'ws')}//${location.host}/graphql`,
      retryAttempts: 0,
      keepAlive: PING_MS,
      on: {
        connected: () => this.#become('CONNECTED'),
        closed: () => {
          clearTimeout(this.#silence);
        },
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

  get line(): Line {
    return this.#line;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Each update until the service ends it or the signal aborts. Throws what trying again would not mend. */
  async watch(
    document: DocumentNode,
    variables: object,
    signal: AbortSignal,
    onUpdate: (update: Update) => void,
  ): Promise<void> {
    const query = stringifyDocument(document);
    let after: string | null = null;
    let failures = 0;
    while (!this.#isOver(signal)) {
      try {
        const payload: SubscribePayload = { query, variables: { ...variables, after } };
        const updates = this.#begin(payload);
        const leave = (): void => void updates.return?.();
        signal.addEventListener('abort', leave);
        for await (const { data, errors } of updates) {
          if (this.#isOver(signal)) return;
          if (errors !== undefined) throw failureOf(errors);
          if (data === null || data === undefined) continue;
          after = data.update.cursor ?? after;
          failures = 0;
          onUpdate(data.update);
        }
        return;
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (this.#isOver(signal) || session.state !== 'IN') return;
        if (isFinal(failure)) throw failure;
        failures += 1;
        // The token of the socket has ended, as each does: with the next one it goes on.
        if (failures === 1 && closeCodeOf(failure) === FORBIDDEN && (await session.refresh().catch(() => false)))
          continue;
        this.#become('RECONNECTING');
        await this.#pause(pauseMs(failure, failures));
      }
    }
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
    window.removeEventListener('offline', this.#offline);
    window.removeEventListener('online', this.#online);
    await this.#client.dispose();
  }

  /** The browser knows before any ping does. */
  readonly #offline = (): void => {
    if (this.#line === 'CONNECTED') this.#become('RECONNECTING');
    this.#client.terminate();
  };

  readonly #online = (): void => {
    this.#wake.abort();
    this.#wake = new AbortController();
  };

  #become(line: Line): void {
    if (line === this.#line) return;
    this.#line = line;
    for (const listener of this.#listeners) listener();
  }

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
