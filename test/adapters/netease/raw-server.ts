import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** Everything that each connection sent, in the order of connecting. */
  readonly received: string[];
}

/**
 * A loopback server that leaves it to the test what happens on the socket once a whole request of ours has come, and
 * on the first bytes of whatever came. Port 0 takes a free one.
 */
export async function rawServer(
  onRequest: (socket: Socket, text: string) => void,
  port = 0,
  onFirstBytes: (socket: Socket) => void = () => undefined,
): Promise<RawServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const index = received.push('') - 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const before = received[index]!;
      received[index] = before + chunk.toString();
      if (before === '') onFirstBytes(socket);
      if (!isWhole(before) && isWhole(received[index])) onRequest(socket, received[index]);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${taken}`, port: taken, received };
}

function isWhole(request: string): boolean {
  const [head = '', body] = request.split('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(head)?.[1] ?? '0';
  return body !== undefined && body.length >= Number(length);
}

/** A port of the loopback on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
