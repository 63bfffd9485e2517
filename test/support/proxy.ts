import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** What happens to a connection on whose way to the server a text has been seen. */
export type Cut = 'BEFORE_IT_ARRIVES' | 'BEFORE_THE_ANSWER';

/** A loopback proxy that loses connections at a chosen moment, as a network does. */
export class Proxy {
  #cut: { text: string; when: Cut; times: number } | null = null;
  readonly #sockets = new Set<Socket>();
  /** How often it has cut. */
  cuts = 0;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    private readonly target: URL,
  ) {}

  static async before(target: string): Promise<Proxy> {
    const server = createServer();
    const proxy = new Proxy(server, new URL(target));
    server.on('connection', (client) => proxy.#join(client));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** The next `times` connections that send the text are lost: before it arrives, or before it is answered. */
  cutAt(text: string, when: Cut, times = 1): void {
    this.#cut = { text, when, times };
  }

  /** Loses every connection that is open. */
  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cutAll();
    this.server.close();
    await once(this.server, 'close');
  }

  #join(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [client, server].forEach((each) => each.destroy()));
    }
    let muted = false;
    client.on('data', (bytes) => {
      const cut = this.#cut;
      if (cut === null || cut.times === 0 || !bytes.includes(cut.text)) {
        server.write(bytes);
        return;
      }
      cut.times -= 1;
      this.cuts += 1;
      muted = cut.when === 'BEFORE_THE_ANSWER';
      if (muted) server.write(bytes);
      else client.destroy();
    });
    server.on('data', (bytes) => {
      if (muted) client.destroy();
      else client.write(bytes);
    });
  }
}
