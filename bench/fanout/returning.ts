import { setTimeout as pause } from 'node:timers/promises';
import { Closed, pauseMs } from '../../examples/after-failure.js';
import { WatcherSocket } from './watcher-socket.ts';

/** Thousands of clients that come back when they lose their sockets, in a process of their own. */
export interface Returning {
  readonly port: number;
  readonly payload: object;
  readonly query: string;
  readonly sockets: number;
}

/** A reason to wait as a client does whose socket was closed. */
const closed = new Closed(1006, '');
/** How many are shown what they watch, over the sockets that they have now. */
let shown = 0;

async function watch({ port, payload, query, sockets }: Returning): Promise<never> {
  for (let failures = 0; ;) {
    const seen = { it: false };
    const show = (): void => {
      if (seen.it) return;
      seen.it = true;
      shown += 1;
      if (shown === sockets) process.send?.({ allAt: Date.now() });
    };
    const socket = await WatcherSocket.open(port, payload, query, show).catch(() => null);
    await socket?.gone;
    if (seen.it) shown -= 1;
    failures = seen.it ? 1 : failures + 1;
    await pause(pauseMs(closed, failures));
  }
}

process.on('message', (order: Returning) => {
  for (let index = 0; index < order.sockets; index++) void watch(order);
});
