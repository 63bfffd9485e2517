import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { connect } from './connection.ts';
import type { HttpResult } from './http-exchange.ts';
import { exchange } from './http-exchange.ts';
import { requestCheckSum } from './signature.ts';

export const NETEASE_URL = 'https://api.netease.im';

export interface ClientOptions {
  /** {@link NETEASE_URL} where none is given. */
  readonly baseUrl?: string;
  /** Wall milliseconds for one request: connecting with its retries, sending, and the whole answer. 10 s by default. */
  readonly deadlineMs?: number;
  /** Wall milliseconds before the first, second … further attempt to connect; there are as many as pauses. */
  readonly retryPausesMs?: readonly number[];
  /** Wall time, which the provider compares with its own: it refuses requests that are 5 minutes off. */
  readonly now?: () => Date;
  /** Unpredictable text of at most 128 characters; 32 hex digits by default. */
  readonly nonce?: () => string;
}

export interface Signer {
  readonly appKey: string;
  readonly appSecret: string;
}

/** Signs requests and sends each at most once. Knows HTTP, not calls; never throws for what a provider may do. */
export class NeteaseClient {
  readonly #options: Required<ClientOptions>;

  constructor(options: ClientOptions = {}) {
    this.#options = {
      baseUrl: NETEASE_URL,
      deadlineMs: 10_000,
      retryPausesMs: [100, 300],
      now: () => new Date(),
      nonce: () => randomBytes(16).toString('hex'),
      ...options,
    };
  }

  /**
   * Posts a form under one deadline. Connecting is tried again after a failure, since nothing was sent yet; from the
   * first byte on there is no second attempt, whatever happens.
   *
   * @param path begins with a slash.
   * @param sendBefore wall time from which on nothing is sent any more.
   */
  post(path: string, signer: Signer, form: URLSearchParams, sendBefore?: Date): Promise<HttpResult> {
    return within(this.#options.deadlineMs, async (deadline) => {
      const url = this.#url(path);
      const connection = await this.#connect(url, deadline);
      if (connection.kind === 'NOT_SENT') return connection;
      // Nothing is awaited from here to the first byte: however long this process stood still before, it is seen here.
      if (sendBefore !== undefined && this.#options.now() >= sendBefore) {
        connection.socket.destroy();
        return { kind: 'NOT_SENT', why: 'too late to be sent' };
      }
      const body = form.toString();
      const headers = {
        'Content-Type': 'application/x-www-form-urlencoded;charset=utf-8',
        'Content-Length': String(Buffer.byteLength(body)),
        ...this.#signature(signer),
      };
      return exchange(connection.socket, url, { method: 'POST', headers, body }, deadline);
    });
  }

  /** Whether the base URL gives an HTTP answer, whatever it says, within so many wall milliseconds. */
  isAnswered(withinMs: number): Promise<boolean> {
    return within(withinMs, async (deadline) => {
      const url = this.#url('/');
      const connection = await connect(url, deadline);
      if (connection.kind === 'NOT_SENT') return false;
      const result = await exchange(connection.socket, url, { method: 'HEAD', headers: {}, body: '' }, deadline);
      return result.kind === 'ANSWERED';
    });
  }

  #url(path: string): URL {
    return new URL(this.#options.baseUrl.replace(/\/$/, '') + path);
  }

  async #connect(url: URL, deadline: AbortSignal): Promise<Connection> {
    for (const pauseMs of this.#options.retryPausesMs) {
      const connection = await connect(url, deadline);
      if (connection.kind === 'CONNECTED' || deadline.aborted) return connection;
      await pause(pauseMs, undefined, { signal: deadline }).catch(() => undefined);
    }
    return connect(url, deadline);
  }

  #signature({ appKey, appSecret }: Signer): Record<string, string> {
    const nonce = this.#options.nonce();
    const curTime = String(Math.floor(this.#options.now().getTime() / 1000));
    const checkSum = requestCheckSum(appSecret, nonce, curTime);
    return { AppKey: appKey, Nonce: nonce, CurTime: curTime, CheckSum: checkSum };
  }
}

async function within<T>(milliseconds: number, work: (deadline: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), milliseconds);
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}
