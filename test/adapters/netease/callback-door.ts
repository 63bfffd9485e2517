import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { onTestFinished } from 'vitest';
import type { CallbackDoor } from '../../../src/adapters/netease/callbacks.ts';
import { callbackRouter } from '../../../src/adapters/netease/callbacks.ts';
import { freeSwitchHangCauses } from '../../../src/adapters/netease/settings.ts';
import type { ReceivedCallback } from '../../../src/application/receive-callback.ts';
import { App, standardDurationLimits } from '../../../src/domain/app.ts';
import { standardConferenceBounds } from '../../../src/domain/conference-bounds.ts';
import type { AccountId, AppId } from '../../../src/domain/ids.ts';
import { CountedFigures } from '../../support/counted-figures.ts';
import { appKey, appSecret } from './golden.ts';

export const callbackKey = 'the-key_0123456789';

export const goldenApp = App.restore({
  id: 'app-1' as AppId,
  account: 'account-1' as AccountId,
  name: 'Golden',
  appKey,
  sealedSecret: `sealed ${appSecret}`,
  replacedSecret: null,
  suspension: null,
  accid: 'alice',
  callbackKey,
  service: 'ENABLED',
  limits: standardDurationLimits,
  stoppedByProvider: null,
  conferences: standardConferenceBounds,
  callsAtOnce: null,
  createdAt: new Date(0),
  version: 1,
});

export interface Door {
  readonly url: string;
  readonly port: number;
  /** What came through, in order. */
  readonly received: ReceivedCallback[];
  readonly logged: string[];
  readonly counts: ReadonlyMap<string, number>;
}

/** The callback router on loopback, for the one app, with nothing behind it but a list. */
export async function openDoor(overrides: Partial<CallbackDoor> = {}): Promise<Door> {
  const received: ReceivedCallback[] = [];
  const logged: string[] = [];
  const figures = new CountedFigures();
  const door: CallbackDoor = {
    appByKey: (key) => Promise.resolve(key === callbackKey ? goldenApp : null),
    openSecrets: (app) => [app.sealedSecret.replace('sealed ', '')],
    receive: (callback) => Promise.resolve(received.push(callback)),
    hangCauses: freeSwitchHangCauses,
    log: (level, message, fields) => logged.push(JSON.stringify([level, message, fields])),
    metrics: figures,
    ...overrides,
  };
  const server = createServer(express().use(callbackRouter(door))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/callbacks/netease/${callbackKey}`,
    port,
    received,
    logged,
    counts: figures.counts,
  };
}

/** Posts with exactly these headers; names and values in turn. */
export function post(
  url: string,
  body: string | Uint8Array,
  rawHeaders: readonly string[],
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const host = new URL(url).host;
    const outgoing = request(url, { method: 'POST', headers: ['Host', host, ...rawHeaders], agent: false });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    outgoing.end(body);
  });
}
