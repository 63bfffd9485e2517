import type { Server } from 'graphql-ws';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { Outlet } from '../live/outlet.ts';
import type { Log } from '../../../application/ports/ports.ts';
import { Subscriptions } from './sockets/subscriptions.ts';

/** What the protocol's hooks know of a connection. */
export interface Speaker {
  readonly socket: WebSocket;
  readonly outlet: Outlet;
  readonly subscriptions: Subscriptions;
  /** The access token that came with the handshake; null where none did, or none counts. */
  readonly cookie: string | null;
}

/**
 * Lets the protocol speak over one socket. What a client breaks is written to our log; graphql-ws's own wiring would
 * write it to the console.
 */
export function speak(protocol: Server<Speaker>, socket: WebSocket, cookie: string | null, log: Log): void {
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
      close: (code, reason) => socket.close(code, brief(reason)),
      onMessage: (handle) => socket.on('message', (data: Buffer) => void handle(data.toString('utf8')).catch(broken)),
    },
    { socket, outlet, subscriptions: new Subscriptions(), cookie },
  );
  // The answer to a ping goes past us.
  socket.on('ping', () => outlet.requireListener());
  socket.on('error', broken);
  socket.once('close', (code, reason) => {
    closed(code, reason.toString('utf8')).catch(broken);
  });
}

/** RFC 6455 has room for 123 bytes; the library repeats whatever a client has called its subscription. */
function brief(reason = ''): string {
  return Buffer.byteLength(reason) <= 123 ? reason : `${reason.slice(0, 40)}…`;
}
