import type { Server } from 'graphql-ws';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Log } from '../../../application/ports/ports.ts';

const PING_INTERVAL_MS = 12_000;

/** What the protocol's hooks know of a connection. */
export type Speaker = Record<'socket', WebSocket>;

/**
 * Lets the protocol speak over one socket, and ends the socket when it does not answer pings any more. What a client
 * breaks is written to our log; graphql-ws's own wiring would write it to the console.
 */
export function speak(protocol: Server<Speaker>, socket: WebSocket, log: Log): void {
  const send = (data: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (socket.readyState === socket.OPEN) socket.send(data, (error) => (error ? reject(error) : resolve()));
      else resolve();
    });
  const broken = (error: unknown): void => {
    log('warn', 'A socket broke.', { error });
    socket.close(CloseCode.InternalServerError, 'Internal server error');
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send,
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) => socket.on('message', (data: Buffer) => void handle(data.toString('utf8')).catch(broken)),
    },
    { socket },
  );
  const stopPinging = ping(socket);
  socket.on('error', broken);
  socket.once('close', (code, reason) => {
    stopPinging();
    closed(code, reason.toString('utf8')).catch(broken);
  });
}

function ping(socket: WebSocket): () => void {
  let answered = true;
  const interval = setInterval(() => {
    if (!answered) socket.terminate();
    answered = false;
    socket.ping();
  }, PING_INTERVAL_MS);
  socket.on('pong', () => (answered = true));
  return () => clearInterval(interval);
}
