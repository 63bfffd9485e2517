import { setTimeout as pause } from 'node:timers/promises';
import { startMercurius } from './mercurius.ts';
import { startOurs } from './ours.ts';
import { startPlain } from './plain.ts';

/** A server of the bench in its own process: does what its parent says, and answers each. */
const starts = { ours: startOurs, mercurius: startMercurius, plain: startPlain };
export type ServerName = keyof typeof starts;

const served = await starts[process.argv[2] as ServerName]();
const answers = {
  publish: async (): Promise<object> => {
    const at = process.hrtime.bigint();
    await served.publish();
    return { at: String(at) };
  },
  measure: async (): Promise<object> => {
    for (let times = 0; times < 3; times++) {
      globalThis.gc?.();
      await pause(100);
    }
    return { rss: process.memoryUsage.rss() };
  },
};
process.on('message', (what: keyof typeof answers) => void answers[what]().then((answer) => process.send?.(answer)));
process.send?.({ port: served.port, payload: served.payload });
