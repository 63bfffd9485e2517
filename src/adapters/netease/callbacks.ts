import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { Router } from 'express';
import type { Metrics } from '../../application/ports/metrics.ts';
import type { Log } from '../../application/ports/ports.ts';
import type { ReceivedCallback } from '../../application/receive-callback.ts';
import type { App } from '../../domain/app.ts';
import { signingTime, verifyCallback } from './callback-verification.ts';
import { reportInCallback } from './messages/callback-body.ts';
import { readRawBody } from './raw-body.ts';
import type { HangCauses } from './settings.ts';

export interface CallbackDoor {
  readonly appByKey: (callbackKey: string) => Promise<App | null>;
  /** The secrets with which the provider may sign for this app. */
  readonly openSecrets: (app: App) => readonly string[];
  /** Resolves when the callback is durable; the provider is answered 200 only then (CALLBACK-1). */
  readonly receive: (callback: ReceivedCallback) => Promise<unknown>;
  readonly hangCauses: HangCauses;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'callback'>;
}

/**
 * Takes the provider's end-of-call callbacks at `POST /callbacks/netease/<callback key>`. It reads the bodies itself:
 * mount it before anything that parses them.
 */
export function callbackRouter(door: CallbackDoor): Router {
  const router = Router();
  // Keys are URL-safe base64. Other paths are not ours, and never reach a decoder that could fail.
  router.post(/^\/callbacks\/netease\/([\w-]+)$/, async (request, response) => {
    const status = await answer(request, request.params[0] ?? '', door);
    if (status !== null) response.status(status).json({ code: status });
  });
  return router;
}

/** The HTTP status to answer; null when nobody is there any more to read it. */
async function answer(request: Request, callbackKey: string, door: CallbackDoor): Promise<number | null> {
  try {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding.toLowerCase() !== 'identity') return 415;
    const rawBody = await readRawBody(request);
    if (rawBody === 'CUT') return null;
    if (rawBody === 'TOO_LARGE') {
      door.metrics.callback('TOO_LARGE');
      return 413;
    }
    const app = await door.appByKey(callbackKey);
    if (app === null) return 404;
    return await take(app, rawBody, request.rawHeaders, door);
  } catch (error) {
    // The provider sends it again.
    door.metrics.callback('NOT_STORED');
    door.log('error', 'callback not kept', { error: String(error) });
    return 503;
  }
}

async function take(app: App, rawBody: Buffer, rawHeaders: readonly string[], door: CallbackDoor): Promise<number> {
  const text = new TextDecoder().decode(rawBody);
  // The provider tries an address with an unsigned `{}` before it takes it.
  if (['', '{}'].includes(text.trim())) return 200;
  const appSecrets = door.openSecrets(app);
  if (verifyCallback({ rawBody, rawHeaders, appSecrets, appKey: app.appKey }) === 'FORGED') {
    door.metrics.callback('FORGED');
    door.log('warn', 'forged callback refused', { app: app.id });
    return 401;
  }
  const bodyHash = createHash('sha256').update(rawBody).digest('hex');
  const report = reportInCallback(text, door.hangCauses);
  await door.receive({ app, signedAt: signingTime(rawHeaders), bodyHash, body: rawBody, report });
  door.metrics.callback('STORED');
  return 200;
}
