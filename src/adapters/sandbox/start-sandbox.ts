import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { CallbackDeliverer } from './callbacks/callback-deliverer.ts';
import type { SandboxClock } from './clock.ts';
import type { SandboxContext } from './context.ts';
import type { CallTruth } from './control/call-truth.ts';
import { callsAfter } from './control/calls.ts';
import { type ArrivedStart, Traffic } from './control/traffic.ts';
import { FaultRules } from './faults/fault-rules.ts';
import { BadRequest } from './http/bad-request.ts';
import { json, type Reply, sendReply } from './http/reply.ts';
import type { Log } from './log.ts';
import { route } from './routes.ts';
import { defaultSettings, type SandboxSettings } from './settings.ts';
import type { SandboxStore } from './store/store.ts';
import { RateBuckets } from './wire/rate-buckets.ts';

/** How long `stop` lets answers finish that are under way, in wall milliseconds. */
const stopGraceMs = 1000;

export interface RunningSandbox {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, ends those under way within a second, and waits for callbacks that are being delivered. */
  stop(): Promise<void>;
  /** The rules by which it misbehaves, as `/sandbox/faults` has them. */
  readonly faults: FaultRules;
  /** From now on, for every app key. */
  setRate(perSecond: number, burst: number): void;
  /** The starts that arrived and the calls that rang, all of them, oldest first. */
  truth(): Promise<{ readonly starts: readonly ArrivedStart[]; readonly calls: readonly CallTruth[] }>;
}

/**
 * Starts a stand-in for the provider; port 0 takes a free one. What an earlier server left in the store goes on:
 * calls live to their end, and callbacks whose time came meanwhile are delivered. Several servers may share a store.
 */
export async function startSandbox(options: {
  host: string;
  port: number;
  clock: SandboxClock;
  store: SandboxStore;
  log: Log;
  settings?: Partial<SandboxSettings>;
  /** Where callback addresses lead that are only a path: the service that the sandbox runs beside. */
  home?: () => string;
}): Promise<RunningSandbox> {
  const { clock, store, log } = options;
  const settings = { ...defaultSettings, ...options.settings };
  await store.prepare();
  const faults = new FaultRules(settings.seed);
  const traffic = new Traffic();
  const callbacks = new CallbackDeliverer({
    store,
    clock,
    settings,
    log,
    home: options.home ?? (() => 'http://localhost'),
    faults,
    traffic,
  });
  const buckets = new RateBuckets(settings.ratePerSecond, settings.rateBurst);
  const context: SandboxContext = { clock, store, settings, log, callbacks, buckets, faults, traffic };
  // Clients that leave out Host are served all the same.
  const server = createServer(
    { requireHostHeader: false, headersTimeout: 10_000, requestTimeout: 30_000 },
    (request, response) => {
      void serve(request, response, context);
    },
  );
  server.listen(options.port, options.host);
  await once(server, 'listening');
  callbacks.start();
  const { port } = server.address() as AddressInfo;
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= close(server).then(() => callbacks.stop()));
  return {
    url: `http://${reachableHost(options.host)}:${port}`,
    port,
    stop,
    faults,
    setRate: (perSecond, burst) => buckets.setRate(perSecond, burst),
    truth: async () => ({
      starts: traffic.starts(0, Infinity),
      calls: await callsAfter({}, null, Number.MAX_SAFE_INTEGER, context),
    }),
  };
}

/** An address that stands for all interfaces is reached at the loopback. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return isIPv6(host) ? `[${host}]` : host;
}

async function serve(request: IncomingMessage, response: ServerResponse, context: SandboxContext): Promise<void> {
  // A client that does not wait for its answer is nobody's error.
  response.on('error', () => undefined);
  let reply: Reply;
  try {
    reply = await route(request, context);
  } catch (error) {
    // The rest of a body that is too large is not waited for.
    if (error instanceof BadRequest && error.status === 413) response.setHeader('Connection', 'close');
    reply = failure(request, error, context.log);
  }
  if (!response.destroyed) sendReply(response, reply);
}

function failure(request: IncomingMessage, error: unknown, log: Log): Reply {
  if (error instanceof BadRequest) return json(error.status, { code: error.status, msg: error.message });
  if (!request.destroyed) log('error', 'sandbox request failed', { error: String(error) });
  return json(500, { code: 500, msg: 'internal error' });
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), stopGraceMs);
  await closed;
  clearTimeout(timer);
}
