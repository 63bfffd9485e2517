import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { CallbackMessage } from '../wire/callback-message.ts';

/**
 * Posts a callback once and returns the HTTP status, or null when no answer came within `timeoutMs` wall milliseconds
 * or the address cannot be reached. Follows no redirect. Unlike fetch it keeps the provider's spelling of the headers.
 */
export function postCallback(url: string, message: CallbackMessage, timeoutMs: number): Promise<number | null> {
  return new Promise((resolve) => {
    const request = url.startsWith('https:') ? requestHttps : requestHttp;
    const outgoing = request(url, {
      method: 'POST',
      agent: false,
      headers: { ...message.headers, 'Content-Length': Buffer.byteLength(message.body) },
      signal: AbortSignal.timeout(timeoutMs),
    });
    outgoing.on('response', (response) => {
      resolve(response.statusCode ?? null);
      response.on('error', () => undefined);
      response.resume();
    });
    outgoing.on('error', () => resolve(null));
    outgoing.end(message.body);
  });
}
