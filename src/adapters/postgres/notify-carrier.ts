import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { HintCarrier } from '../../application/ports/hint-carrier.ts';
import type { Log } from '../../application/ports/ports.ts';
import { prepared } from './statements.ts';

const CHANNEL = 'zhuanxian_hints';
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Hints over LISTEN and NOTIFY, on one connection that does nothing else: a NOTIFY inside a decision would make commits
 * wait for one another. It connects again by itself, and says once that it is gone and once that it is back.
 */
export class NotifyCarrier implements HintCarrier {
  /** PostgreSQL takes less than 8000 bytes. */
  readonly most = 7_900;
  readonly #end = new AbortController();
  #client: Client | null = null;
  #running: Promise<void> | null = null;

  constructor(
    private readonly url: string,
    private readonly log: Log,
  ) {}

  async tell(text: string): Promise<void> {
    // A connection that fails says so itself, and is replaced.
    await this.#client?.query(prepared('SELECT pg_notify($1, $2)', [CHANNEL, text])).catch(() => undefined);
  }

  listen(heard: (text: string) => void, missed: () => void): void {
    this.#running = this.#stayConnected(heard, missed);
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  async #stayConnected(heard: (text: string) => void, missed: () => void): Promise<void> {
    let pauseMs = SHORTEST_PAUSE_MS;
    let isDown = false;
    while (!this.#end.signal.aborted) {
      try {
        await this.#connection(heard, () => {
          if (isDown) this.log('info', 'Hints from other replicas come again.');
          isDown = false;
          pauseMs = SHORTEST_PAUSE_MS;
          missed();
        });
      } catch (error) {
        isDown ||= this.#sayDown(error);
      }
      const signal = this.#end.signal;
      await pause(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Answers that it is down, unless we have ended it. */
  #sayDown(error: unknown): boolean {
    if (this.#end.signal.aborted) return false;
    const reason = String(error);
    this.log('warn', 'No hints from other replicas; heads are compared once a second.', { reason });
    return true;
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
