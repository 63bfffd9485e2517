import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/**
 * Gives each connection to the next replica that takes it. As a real one between two health checks, it does not know
 * who was killed or stopped a moment ago.
 */
export class Balancer {
  readonly #sockets = new Set<Socket>();
  #next = 0;

  private constructor(
    private readonly server: Server,
    private readonly ports: readonly number[],
  ) {
    server.on('connection', (client) => {
      this.#keep(client);
      this.#next += 1;
      this.#lead(client, this.#next, ports.length);
    });
  }

  static async before(ports: readonly number[]): Promise<Balancer> {
    const server = createServer({ noDelay: true, pauseOnConnect: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Balancer(server, ports);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #lead(client: Socket, which: number, tries: number): void {
    const replica = connect({ port: this.ports[which % this.ports.length]!, host: '127.0.0.1', noDelay: true });
    const refused = (): void => {
      if (tries > 1) this.#lead(client, which + 1, tries - 1);
      else client.destroy();
    };
    this.#keep(replica);
    replica.once('error', refused);
    replica.once('connect', () => {
      replica.off('error', refused);
      client.pipe(replica).pipe(client);
      client.on('close', () => replica.destroy());
      replica.on('close', () => client.destroy());
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
