import { randomInt } from 'node:crypto';
import { Redis } from 'ioredis';
import type { HintCarrier, HintListener } from '../../application/ports/hint-carrier.ts';

const CHANNEL = 'zhuanxian:hints';
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A server that takes longer is of no use: the heads have been compared by then. */
const ANSWER_MS = 1_000;
const PING_EVERY_MS = 1_000;

/**
 * Hints over Redis' publish and subscribe, for when one database should not carry the fan-out. It needs two connections:
 * one that listens may not tell. Services of several databases may share a server, since hints are not believed.
 */
export class RedisCarrier implements HintCarrier {
  readonly most = 64_000;
  readonly #ears: Redis;
  readonly #mouth: Redis;
  #isClosed = false;
  #pings: NodeJS.Timeout | null = null;

  constructor(url: string) {
    const connection = (): Redis =>
      new Redis(url, {
        lazyConnect: true,
        connectTimeout: 5_000,
        commandTimeout: ANSWER_MS,
        // What cannot be told now is lost: kept, it would be old news, and grow.
        enableOfflineQueue: false,
        autoResubscribe: false,
        maxRetriesPerRequest: 0,
        retryStrategy: pauseMs,
        connectionName: 'zhuanxian-hints',
      });
    this.#ears = connection();
    this.#mouth = connection();
  }

  async tell(text: string): Promise<void> {
    await this.#mouth.publish(CHANNEL, text).catch(() => undefined);
  }

  listen(listener: HintListener): void {
    const isOpen = new Set<Redis>();
    const ready = (connection: Redis): void => {
      isOpen.add(connection);
      if (isOpen.size === 2) listener.connected();
    };
    for (const connection of [this.#ears, this.#mouth]) {
      let reason = 'The connection has ended.';
      // The message alone: the error of a refused password carries the command, and so the password.
      connection.on('error', (error: Error) => (reason = error.message));
      connection.on('close', () => {
        isOpen.delete(connection);
        if (!this.#isClosed) listener.lost(reason);
      });
    }
    this.#ears.on('message', (_channel, text: string) => listener.heard(text));
    this.#ears.on('ready', () => {
      this.#ears.subscribe(CHANNEL).then(
        () => ready(this.#ears),
        () => this.#ears.disconnect(true),
      );
    });
    this.#mouth.on('ready', () => ready(this.#mouth));
    this.#pings = setInterval(() => this.#pingBoth(), PING_EVERY_MS).unref();
    // Where it fails, it is tried again, and `close` tells of it.
    for (const connection of [this.#ears, this.#mouth]) connection.connect().catch(() => undefined);
  }

  close(): Promise<void> {
    this.#isClosed = true;
    if (this.#pings !== null) clearInterval(this.#pings);
    for (const connection of [this.#ears, this.#mouth]) connection.disconnect();
    return Promise.resolve();
  }

  /** A server that stands still, or is behind a network that does not deliver, closes nothing by itself. */
  #pingBoth(): void {
    for (const connection of [this.#ears, this.#mouth]) {
      if (connection.status === 'ready') connection.ping().catch(() => connection.disconnect(!this.#isClosed));
    }
  }
}

/** Twice as long after each failure in a row, half of it by chance, so that not all replicas come back at once. */
function pauseMs(failures: number): number {
  const most = Math.min(SHORTEST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
  return most / 2 + randomInt(most / 2 + 1);
}
