import { afterEach } from 'vitest';
import type { SandboxSettings } from '../../../src/adapters/sandbox/settings.ts';
import { type RunningSandbox, startSandbox } from '../../../src/adapters/sandbox/start-sandbox.ts';
import type { SandboxStore } from '../../../src/adapters/sandbox/store/store.ts';
import { MemoryStore } from '../../../src/adapters/sandbox/store/memory-store.ts';
import { type CallbackReceiver, startReceiver } from './callback-receiver.ts';
import { registeredApp, type TestApp } from './client.ts';
import { HandClock } from './hand-clock.ts';

/** 2026-03-01 00:00:00 in Beijing, and half a second. */
export const opening = '2026-02-28T16:00:00.500Z';

const running: { stop(): Promise<void> }[] = [];

/** Ends, after each test of the file, what `launch` and `receiver` have started. */
export function stopAfterEach(): void {
  afterEach(async () => {
    for (const each of running.splice(0).reverse()) await each.stop();
  });
}

export async function launch(
  clock: HandClock,
  store: SandboxStore = new MemoryStore(),
  settings: Partial<SandboxSettings> = {},
  home?: string,
): Promise<RunningSandbox> {
  const log = (): void => undefined;
  const generous = { ratePerSecond: 10_000, rateBurst: 10_000 };
  const sandbox = await startSandbox({
    host: '127.0.0.1',
    port: 0,
    clock,
    store,
    log,
    settings: { ...generous, ...settings },
    ...(home !== undefined && { home: () => home }),
  });
  running.push(sandbox);
  return sandbox;
}

export async function receiver(): Promise<CallbackReceiver> {
  const started = await startReceiver();
  running.push(started);
  return started;
}

export interface Scene {
  readonly clock: HandClock;
  readonly url: string;
  readonly app: TestApp;
  readonly customer: CallbackReceiver;
}

/** A sandbox with one app, whose callbacks go to `customer`. */
export async function scene(store?: SandboxStore, settings: Partial<SandboxSettings> = {}): Promise<Scene> {
  const clock = new HandClock(opening);
  const customer = await receiver();
  const { url } = await launch(clock, store, settings, customer.url);
  return { clock, url, customer, app: await registeredApp(url, customer.url) };
}
