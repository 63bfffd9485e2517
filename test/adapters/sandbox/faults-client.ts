import { connect } from 'node:net';
import type { FaultRule } from '../../../src/adapters/sandbox/faults/fault.ts';
import { caller, postJson, signedHeaders, type TestApp } from './client.ts';

/** Adds a rule over HTTP and returns its id. */
export async function addFault(url: string, rule: FaultRule): Promise<number> {
  const { status, json } = await postJson(`${url}/sandbox/faults`, rule);
  if (status !== 201) throw new Error(`The rule was refused: ${JSON.stringify(json)}`);
  return json['id'] as number;
}

export interface RawAnswer {
  readonly bytes: Buffer;
  /** The connection ended with an error (`ECONNRESET`), or null when it ended in order. */
  readonly error: string | null;
}

/** Starts a call over a connection that wants to be kept alive, and returns all that came until the server ended it. */
export async function rawStart(url: string, app: TestApp, callee: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const body = new URLSearchParams({ callerAcc: app.accid, caller, callee, maxDur: '600' }).toString();
  const headers = { Host: 'x', Connection: 'keep-alive', ...signedHeaders(app), 'Content-Length': String(body.length) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  let error: string | null = null;
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', (cause: NodeJS.ErrnoException) => (error = cause.code ?? 'unknown'));
  socket.write(`POST /call/ecp/startcall.action HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  await new Promise((resolve) => socket.on('close', resolve));
  return { bytes: Buffer.concat(chunks), error };
}
