import type { ServerResponse } from 'node:http';

/** What goes back to the client. CUT stops in mid-body; NEVER holds the connection for `holdMs` and drops it. */
export type Reply =
  | { readonly kind: 'WHOLE' | 'CUT'; readonly status: number; readonly contentType: string; readonly body: string }
  | { readonly kind: 'NEVER'; readonly holdMs: number };

export function json(status: number, value: unknown): Reply & { kind: 'WHOLE' | 'CUT' } {
  return { kind: 'WHOLE', status, contentType: 'application/json;charset=utf-8', body: JSON.stringify(value) };
}

export function html(status: number, body: string): Reply {
  return { kind: 'WHOLE', status, contentType: 'text/html;charset=utf-8', body };
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'NEVER') {
    const timer = setTimeout(() => response.destroy(), reply.holdMs);
    response.on('close', () => clearTimeout(timer));
    return;
  }
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, {
    'Content-Type': reply.contentType,
    'Content-Length': body.length,
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    'X-Content-Type-Options': 'nosniff',
  });
  if (reply.kind === 'CUT') response.write(body.subarray(0, body.length / 2), () => response.destroy());
  else response.end(body);
}
