import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import type { Chance } from '../torture/chance.ts';

/** Wall milliseconds. */
const LONGEST_AWAY = 200;

/** What may be watched, and where. */
export interface Watching {
  /** Of the service, or of its replicas: each connection goes to one of them, by chance. */
  readonly urls: readonly string[];
  readonly token: string;
  readonly call: string;
  /** Wall milliseconds, for a socket that is cut. */
  readonly longestStay: number;
}

/** A version that was shown, at a wall time in milliseconds. */
export interface Sight {
  readonly version: number;
  readonly cursor: bigint;
  readonly at: number;
  readonly hasEnded: boolean;
}

/** From the first step towards a socket until it is gone. */
export interface Stay {
  readonly from: number;
  to: number;
}

interface Message {
  readonly type: string;
  readonly payload?: { readonly data?: { readonly update: Update } | null; readonly errors?: unknown };
}

interface Update {
  readonly kind: string;
  readonly cursor: string | null;
  readonly version: number;
  readonly call: { readonly endedAt: string | null };
}

const query = `subscription ($id: ID!, $after: String) {
  update: callUpdated(id: $id, after: $after) { kind cursor version call { endedAt } }
}`;

/** Watches one call until it has ended, and loses its socket at any moment meanwhile, also before there is one. */
export class Watcher {
  readonly sights: Sight[] = [];
  readonly stays: Stay[] = [];
  /** What it was told that it should not have been. */
  readonly complaints: string[] = [];
  /** Times that it lost a socket which nobody had cut. */
  losses = 0;
  #socket: WebSocket | null = null;
  #isStopped = false;
  #isResting = false;

  constructor(
    readonly watching: Watching,
    private readonly chance: Chance,
    /** Whether the next socket may be cut. */
    private readonly mayCut: () => boolean,
  ) {}

  get hasSeenTheEnd(): boolean {
    return this.sights.at(-1)?.hasEnded === true;
  }

  async run(): Promise<void> {
    for (;;) {
      await this.#stay();
      if (this.#isStopped || this.hasSeenTheEnd) return;
      await pause(this.chance.between(0, LONGEST_AWAY));
    }
  }

  /** Its sockets are not cut any more. */
  rest(): void {
    this.#isResting = true;
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket?.terminate();
  }

  async #stay(): Promise<void> {
    const { urls, token, longestStay } = this.watching;
    const url = urls[this.chance.between(0, urls.length - 1)] ?? '';
    const stay = { from: Date.now(), to: Infinity };
    this.stays.push(stay);
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    this.#socket = socket;
    const life = !this.#isResting && this.mayCut() ? this.chance.between(0, longestStay) : null;
    const politely = this.chance.happens(0.3);
    const cut = life === null ? null : setTimeout(() => (politely ? socket.close(1000) : socket.terminate()), life);
    socket.on('open', () => say(socket, { type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    socket.on('message', (data) => this.#hear(socket, JSON.parse((data as Buffer).toString()) as Message));
    // Cut before there was a connection, it says that it failed.
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.on('close', resolve));
    stay.to = Date.now();
    if (cut === null && !this.hasSeenTheEnd) this.losses += 1;
    if (cut !== null) clearTimeout(cut);
  }

  #hear(socket: WebSocket, { type, payload }: Message): void {
    const update = payload?.data?.update;
    if (type === 'connection_ack') {
      const after = this.sights.at(-1)?.cursor.toString() ?? null;
      say(socket, { type: 'subscribe', id: '1', payload: { query, variables: { id: this.watching.call, after } } });
    } else if (type === 'ping') {
      say(socket, { type: 'pong' });
    } else if (type === 'next' && update !== undefined) {
      this.#see(update);
    } else if (type === 'complete') {
      socket.close(1000);
    } else {
      this.complaints.push(JSON.stringify({ type, payload }));
      socket.terminate();
    }
  }

  /** A tick carries no cursor and changes nothing. */
  #see({ kind, cursor, version, call }: Update): void {
    if (cursor === null || kind === 'COST') return;
    const sight = { version, cursor: BigInt(cursor), at: Date.now(), hasEnded: call.endedAt !== null };
    const before = this.sights.at(-1);
    if (before !== undefined && (version <= before.version || sight.cursor <= before.cursor))
      this.complaints.push(`version ${version} at ${cursor} after ${before.version} at ${before.cursor}`);
    this.sights.push(sight);
  }
}

function say(socket: WebSocket, message: object): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}
