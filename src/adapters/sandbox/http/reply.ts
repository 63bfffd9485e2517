import type { ServerResponse } from 'node:http';
import { cutResponse } from './cut-response.ts';
import type { WholeReply } from './whole-reply.ts';

/** What goes back to the client. NEVER holds the connection for `holdMs` and drops it; times are wall milliseconds. */
export type Reply =
  | WholeReply
  | { readonly kind: 'NEVER'; readonly holdMs: number }
  | { readonly kind: 'LATE'; readonly ms: number; readonly reply: WholeReply }
  /** After `atByte` bytes of the whole response the connection ends; null stands for the middle of the body. */
  | { readonly kind: 'CUT'; readonly atByte: number | null; readonly reset: boolean; readonly reply: WholeReply };

export function json(status: number, value: unknown): WholeReply {
  return { kind: 'WHOLE', status, contentType: 'application/json;charset=utf-8', body: JSON.stringify(value) };
}

export function html(status: number, body: string): WholeReply {
  return { kind: 'WHOLE', status, contentType: 'text/html;charset=utf-8', body };
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  switch (reply.kind) {
    case 'NEVER':
      whileConnected(response, reply.holdMs, () => response.destroy());
      break;
    case 'LATE':
      whileConnected(response, reply.ms, () => sendWhole(response, reply.reply));
      break;
    case 'CUT':
      cutResponse(response, reply.reply, reply.atByte, reply.reset);
      break;
    case 'WHOLE':
      sendWhole(response, reply);
  }
}

/** Does `act` after `ms`, unless the connection ended before. */
function whileConnected(response: ServerResponse, ms: number, act: () => void): void {
  const timer = setTimeout(act, ms);
  response.on('close', () => clearTimeout(timer));
}

function sendWhole(response: ServerResponse, reply: WholeReply): void {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, {
    'Content-Type': reply.contentType,
    'Content-Length': body.length,
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
