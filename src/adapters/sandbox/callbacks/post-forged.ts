import { connect } from 'node:net';
import type { CallbackMessage } from '../wire/callback-message.ts';

/**
 * Posts a forged callback as an attacker would, byte by byte: Node's own client refuses to send the zero bytes that a
 * length extension puts into a header. Returns the HTTP status, or null when there was no answer within `timeoutMs`.
 */
export function postForged(url: string, { headers, body }: CallbackMessage, timeoutMs: number): Promise<number | null> {
  const { hostname, port, pathname, search, host } = new URL(url);
  const fields = { Host: host, ...headers, 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`POST ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
  return new Promise((resolve) => {
    const socket = connect(Number(port === '' ? 80 : port), hostname.replace(/^\[|\]$/g, ''));
    let answer = '';
    socket.setTimeout(timeoutMs, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (answer.length >= 12) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? NaN) || null));
    socket.write(Buffer.concat([head, Buffer.from(body)]));
  });
}
