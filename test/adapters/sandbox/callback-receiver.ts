import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface ReceivedCallback {
  /** As sent, names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** The innermost document. */
  readonly report: CallbackReport;
}

export interface CallbackReport {
  readonly session: string;
  readonly createtime: number;
  readonly starttime: string;
  readonly durationSec: number;
  readonly status: string;
  /** Of conferences. */
  readonly members?: string;
  /** Of calls. */
  readonly legs: readonly { readonly endpoint: string; readonly endTime: string; readonly hangCause: string }[];
}

/** A callback address of a customer; answers 200, or what `status` is set to. */
export async function startReceiver(): Promise<CallbackReceiver> {
  const received: ReceivedCallback[] = [];
  const receiver = { status: 200, answerAfter: Promise.resolve(), received };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const outer = JSON.parse(body) as { callback: string };
      const report = JSON.parse(outer.callback) as CallbackReport;
      received.push({ rawHeaders: request.rawHeaders, headers: request.headers, body, report });
      void receiver.answerAfter.then(() => response.writeHead(receiver.status).end('{}'));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callbacks`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(receiver, { url, stop });
}

export interface CallbackReceiver {
  status: number;
  /** What is received is answered when this resolves. */
  answerAfter: Promise<void>;
  readonly received: ReceivedCallback[];
  readonly url: string;
  stop(): Promise<void>;
}

/** Asks until the answer is not null; fails after 10 seconds. */
export async function eventually<T>(what: string, ask: () => T | null | Promise<T | null>): Promise<T> {
  const end = performance.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await pause(5);
  }
}
