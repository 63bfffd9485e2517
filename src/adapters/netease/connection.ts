import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export type Connection =
  | { readonly kind: 'CONNECTED'; readonly socket: Socket }
  /** The name, the connection or its encryption failed, or the deadline passed: no byte of a request has left. */
  | { readonly kind: 'NOT_SENT'; readonly why: string };

/**
 * Opens a connection on which nothing has been asked yet: over https, one whose certificate was found good. Whoever
 * sends only on such a connection knows that whatever failed before was not seen by the other side.
 */
export function connect(url: URL, deadline: AbortSignal): Promise<Connection> {
  if (deadline.aborted) return Promise.resolve({ kind: 'NOT_SENT', why: 'not connected within the deadline' });
  return new Promise((resolve) => {
    const { socket, ready } = open(url);
    const giveUp = (): void => void socket.destroy(new Error('not connected within the deadline'));
    deadline.addEventListener('abort', giveUp, { once: true });
    socket.once(ready, () => {
      deadline.removeEventListener('abort', giveUp);
      resolve({ kind: 'CONNECTED', socket });
    });
    // Stays for the socket's whole life: an error without a listener would end the process.
    socket.on('error', (error) => {
      deadline.removeEventListener('abort', giveUp);
      resolve({ kind: 'NOT_SENT', why: causeOf(error) });
    });
  });
}

/** The system's word for an error where it has one, such as ECONNREFUSED. */
export function causeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message;
}

function open(url: URL): { socket: Socket; ready: 'connect' | 'secureConnect' } {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'https:') {
    return { socket: connectTcp({ host, port: Number(url.port || 80) }), ready: 'connect' };
  }
  // An address cannot be a server name in TLS.
  const servername = isIP(host) === 0 ? { servername: host } : {};
  const options = { host, port: Number(url.port || 443), ALPNProtocols: ['http/1.1'], ...servername };
  return { socket: connectTls(options), ready: 'secureConnect' };
}
