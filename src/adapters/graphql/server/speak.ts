import type { Server } from 'graphql-ws';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { Outlet } from '../live/outlet.ts';
import type { Log } from '../../../application/ports/ports.ts';

const PING_INTERVAL_MS = 12_000;

/** What the protocol's hooks know of a connection. */
export interface Speaker {
  readonly socket: WebSocket;
  readonly outlet: Outlet;
}

/**
 * Lets the protocol speak over one socket, and ends the socket when it does not answer pings any more. What a client
 * breaks is written to our log; graphql-ws's own wiring would write it to the console.
 */
export function speak(protocol: Server<Speaker>, socket: WebSocket, log: Log): void {
  const outlet = new Outlet(socket);
  const send = (data: string): void => {
    outlet.send(data);
    outlet.requireListener();
  };
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
    { socket, outlet },
  );
  const stopPinging = ping(socket);
  // The answer to a ping goes past us.
  socket.on('ping', () => outlet.requireListener());
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
