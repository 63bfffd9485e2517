import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { causeOf } from './connection.ts';

const BODY_LIMIT_BYTES = 64 * 1024;

/** What became of one HTTP request. `why` is one plain phrase for the log. */
export type HttpResult =
  /** No byte of it has left: the other side cannot have seen it. */
  | { readonly kind: 'NOT_SENT'; readonly why: string }
  /** It may have been seen, and no whole answer came. */
  | { readonly kind: 'SILENT'; readonly why: string }
  | {
      readonly kind: 'ANSWERED';
      readonly status: number;
      readonly body: string;
      /** The headers of those names, as they came. */
      readonly retryAfter: string | null;
      readonly date: string | null;
    };

export interface HttpMessage {
  readonly method: 'POST' | 'HEAD';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request on a fresh connection and closes it. The request is never repeated; an answer that is cut,
 * malformed, larger than 64 KiB or not there in full when the deadline aborts is SILENT.
 */
export function exchange(socket: Socket, url: URL, message: HttpMessage, deadline: AbortSignal): Promise<HttpResult> {
  return new Promise((resolve) => {
    const finish = (result: HttpResult): void => {
      socket.destroy();
      resolve(result);
    };
    const silent = (why: string): void =>
      finish({ kind: 'SILENT', why: deadline.aborted ? 'no whole answer within the deadline' : why });
    let outgoing: ClientRequest;
    try {
      outgoing = prepare(socket, url, message, deadline);
    } catch (error) {
      // A header that HTTP cannot carry, such as an AppKey in Chinese.
      finish({ kind: 'NOT_SENT', why: causeOf(error as Error) });
      return;
    }
    const closed = (): void => silent('the connection was closed without an answer');
    outgoing.on('error', (error) => silent(causeOf(error)));
    outgoing.on('close', closed);
    outgoing.on('response', (response) => {
      // The request may close before the last of the response was read.
      outgoing.off('close', closed);
      collect(response, finish, silent);
    });
    outgoing.end(message.body);
  });
}

function prepare(socket: Socket, url: URL, message: HttpMessage, deadline: AbortSignal): ClientRequest {
  return request({
    // Without an agent there is no reuse of connections, whose resets nobody could explain, and no second attempt.
    createConnection: () => socket,
    signal: deadline,
    method: message.method,
    path: `${url.pathname}${url.search}`,
    headers: { Host: url.host, ...message.headers },
  });
}

function collect(response: IncomingMessage, finish: (result: HttpResult) => void, silent: (why: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) silent('the answer is larger than 64 KiB');
    else chunks.push(chunk);
  });
  response.on('error', (error) => silent(causeOf(error)));
  response.on('close', () => silent('the connection was closed in the middle of the answer'));
  response.on('end', () => {
    const status = response.statusCode ?? 0;
    const body = new TextDecoder().decode(Buffer.concat(chunks));
    const { 'retry-after': retryAfter = null, date = null } = response.headers;
    finish({ kind: 'ANSWERED', status, body, retryAfter, date });
  });
}
