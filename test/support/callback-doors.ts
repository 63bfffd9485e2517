import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { callbackRouter } from '../../src/adapters/netease/callbacks.ts';
import { freeSwitchHangCauses } from '../../src/adapters/netease/settings.ts';
import type { Application } from '../../src/application/application.ts';
import type { Log } from '../../src/application/ports/ports.ts';
import { CountedFigures } from './counted-figures.ts';

export interface Signed {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The end-of-call callback about this document, as the provider signs it. */
export function signed(document: object, appSecret: string, signedAt: Date): Signed {
  const body = Buffer.from(JSON.stringify({ eventType: '10', callback: JSON.stringify(document) }));
  const curTime = String(signedAt.getTime());
  const md5 = createHash('md5').update(body).digest('hex');
  const checkSum = createHash('sha1')
    .update(appSecret + md5 + curTime)
    .digest('hex');
  return { body, headers: { CurTime: curTime, MD5: md5, CheckSum: checkSum } };
}

/** The callback address of an application, on loopback, with kept connections. */
export class CallbackDoorway {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 32 });

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async open(application: Application, log: Log): Promise<CallbackDoorway> {
    const router = callbackRouter({
      appByKey: application.appByCallbackKey,
      openSecrets: application.signingSecrets,
      receive: application.receiveCallback,
      hangCauses: freeSwitchHangCauses,
      log,
      metrics: new CountedFigures(),
    });
    // Idle connections stay: one that the server closes just when it is taken again would look like a lost answer.
    const server = createServer({ keepAliveTimeout: 0 }, express().use(router)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CallbackDoorway(server, (server.address() as AddressInfo).port);
  }

  /** The status of the answer. */
  post(callbackKey: string, { body, headers }: Signed): Promise<number> {
    return new Promise((resolve, reject) => {
      const url = `http://127.0.0.1:${this.port}/callbacks/netease/${encodeURIComponent(callbackKey)}`;
      const outgoing = request(url, { method: 'POST', headers: { ...headers }, agent: this.#agent });
      outgoing.on('error', reject);
      outgoing.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      outgoing.end(body);
    });
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
