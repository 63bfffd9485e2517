import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { HintCarrier, HintListener } from '../../application/ports/hint-carrier.ts';
import { prepared } from './statements.ts';

const CHANNEL = 'zhuanxian_hints';
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Hints over LISTEN and NOTIFY, on one connection that does nothing else: a NOTIFY inside a decision would make commits
 * wait for one another.
 */
export class NotifyCarrier implements HintCarrier {
  /** PostgreSQL takes less than 8000 bytes. */
  readonly most = 7_900;
  readonly #end = new AbortController();
  #client: Client | null = null;
  #running: Promise<void> | null = null;

  constructor(private readonly url: string) {}

  async tell(text: string): Promise<void> {
    // A connection that fails says so itself, and is replaced.
    await this.#client?.query(prepared('SELECT pg_notify($1, $2)', [CHANNEL, text])).catch(() => undefined);
  }

  listen(listener: HintListener): void {
    this.#running = this.#stayConnected(listener);
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  #isClosed(): boolean {
    return this.#end.signal.aborted;
  }

  async #stayConnected(listener: HintListener): Promise<void> {
    let pauseMs = SHORTEST_PAUSE_MS;
    while (!this.#isClosed()) {
      try {
        await this.#connection(listener.heard, () => {
          pauseMs = SHORTEST_PAUSE_MS;
          listener.connected();
        });
      } catch (error) {
        if (!this.#isClosed()) listener.lost(String(error));
      }
      const signal = this.#end.signal;
      await pause(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Listens until the connection ends, and rejects then. */
  async #connection(heard: (text: string) => void, listening: () => void): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'zhuanxian hints',
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    const { signal } = this.#end;
    let endEarly = (): void => undefined;
    const ended = new Promise<never>((_, reject) => {
      endEarly = () => reject(new Error('The connection was ended by us.'));
      client.on('error', reject).on('end', () => reject(new Error('The connection has ended.')));
    });
    ended.catch(() => undefined);
    signal.addEventListener('abort', endEarly);
    client.on('notification', ({ payload }) => heard(payload ?? ''));
    try {
      // We may be asked to end while it is still connecting.
      await Promise.race([client.connect(), ended]);
      await Promise.race([client.query(`LISTEN ${CHANNEL}`), ended]);
      this.#client = client;
      listening();
      await ended;
    } finally {
      this.#client = null;
      signal.removeEventListener('abort', endEarly);
      // Not waited for: nobody may answer any more.
      client.end().catch(() => undefined);
    }
  }
}
