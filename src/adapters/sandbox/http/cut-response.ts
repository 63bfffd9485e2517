import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { WholeReply } from './whole-reply.ts';

/**
 * Writes the first `atByte` bytes of the response (null: up to the middle of its body) and ends the connection, by RST
 * when `reset` is true and by FIN otherwise. It writes to the socket itself: Node's own response would send its headers
 * as one piece, and a client could not be left with half of them.
 */
export function cutResponse(response: ServerResponse, reply: WholeReply, atByte: number | null, reset: boolean): void {
  const { socket } = response;
  if (!socket) return;
  const bytes = responseBytes(reply);
  const length = atByte ?? bytes.length - Math.ceil(Buffer.byteLength(reply.body) / 2);
  const end = (): Socket => (reset ? socket.resetAndDestroy() : socket.destroy());
  if (length === 0) end();
  else socket.write(bytes.subarray(0, length), end);
}

/** The same length for bodies of the same length: there is no Date. */
function responseBytes({ status, contentType, body }: WholeReply): Buffer {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: keep-alive',
    '',
    body,
  ];
  return Buffer.from(head.join('\r\n'));
}
