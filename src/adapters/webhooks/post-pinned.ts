import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP, isIPv6 } from 'node:net';

/** An answer that is longer is not read on: nothing of a receiver is worth more of our memory. */
const BODY_LIMIT_BYTES = 64 * 1024;

export interface PinnedRequest {
  readonly url: URL;
  /** What the host was resolved to, checked; the connection goes there and nowhere else. */
  readonly addresses: readonly [string, ...string[]];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends the request, wherever it is. */
  readonly deadline: AbortSignal;
  /** For tests of the trust in a receiver's certificate. */
  readonly ca?: string;
}

export interface PinnedAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * Posts once, on a connection of its own, to an address that was checked. Follows no redirect: whatever is answered is
 * the answer. TLS is verified for the name in the URL.
 *
 * @throws Error that tells in a phrase why there is no answer.
 */
export function postPinned({ url, addresses, headers, body, deadline, ca }: PinnedRequest): Promise<PinnedAnswer> {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const options: RequestOptions & { servername?: string; ca?: string } = {
    method: 'POST',
    host,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, ...headers, 'content-length': Buffer.byteLength(body) },
    agent: false,
    lookup: pinned(addresses),
    signal: deadline,
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? requestSecure : requestPlain)(options);
    outgoing.on('error', reject);
    outgoing.on('response', (response) => collect(response, resolve, reject));
    outgoing.end(body);
  });
}

function pinned(addresses: readonly [string, ...string[]]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_hostname, { all }, answer) => {
    const [first] = addresses;
    if (all === true) answer(null, found);
    else answer(null, first, isIPv6(first) ? 6 : 4);
  };
}

function collect(
  response: IncomingMessage,
  resolve: (answer: PinnedAnswer) => void,
  reject: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) response.destroy(new Error('the answer is larger than 64 KiB'));
    else chunks.push(chunk);
  });
  response.on('error', reject);
  response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
}
