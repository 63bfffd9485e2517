import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What becomes of the connection that sends the next COMMIT. */
export type LostCommit = 'BEFORE_IT_ARRIVES' | 'BEFORE_THE_ANSWER';

/** As the driver sends it: a simple query. */
const COMMIT = Buffer.from('COMMIT\0');

/** Stands before PostgreSQL, which moves to another port with each start, and fails as a network does. */
export class FaultProxy {
  /** Where PostgreSQL is now. */
  target = 0;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #lost: { readonly when: LostCommit; times: number } = { when: 'BEFORE_THE_ANSWER', times: 0 };
  #cutCommits = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', (client) => this.#join(client));
  }

  static async open(): Promise<FaultProxy> {
    const server = createServer({ noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultProxy(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** COMMITs that were lost, or whose answers were. */
  get cutCommits(): number {
    return this.#cutCommits;
  }

  loseCommits(when: LostCommit, times: number): void {
    this.#lost = { when, times };
  }

  cutAll(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  /** No answer passes for so many wall milliseconds. */
  async stall(milliseconds: number): Promise<void> {
    const servers = [...this.#pairs].map(([, server]) => server.pause());
    await pause(milliseconds);
    for (const server of servers) server.resume();
  }

  heal(): void {
    this.#lost = { ...this.#lost, times: 0 };
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.cutAll();
    await closed;
  }

  #join(client: Socket): void {
    const server = connect({ port: this.target, host: '127.0.0.1', noDelay: true });
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#pairs.delete(pair);
        pair.forEach((each) => each.destroy());
      });
    }
    let muted = false;
    client.on('data', (bytes) => {
      if (this.#lost.times > 0 && bytes.includes(COMMIT)) {
        this.#lost.times -= 1;
        this.#cutCommits += 1;
        if (this.#lost.when === 'BEFORE_IT_ARRIVES') return void client.destroy();
        muted = true;
      }
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (muted) client.destroy();
      else client.write(bytes);
    });
  }
}
