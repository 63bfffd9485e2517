import type { StartScript } from '../call/start-script.ts';
import { timelineOf } from '../call/timeline.ts';
import type { SandboxContext } from '../context.ts';
import type { ScheduleFault } from '../faults/fault.ts';
import type { SandboxApp, SandboxCall } from '../store/store.ts';

export type PlacedCall = Pick<SandboxCall, 'kind' | 'session' | 'caller' | 'callees' | 'maxDur'>;

/** When the copies of a callback are sent, in service seconds after it would be by itself. */
interface Schedule {
  readonly early: boolean;
  readonly lateSeconds: readonly number[];
}

/** Service milliseconds. What began longer ago than this, nobody takes for what was asked for just now. */
const LONGEST_EARLY_MS = 240_000;

/**
 * Keeps a call and its callbacks. An early one is over at once, as if it had begun before it was asked for, and resolves
 * when the callback was attempted; one that lasts too long for that is not early.
 */
export async function placeCall(
  app: SandboxApp,
  placed: PlacedCall,
  script: StartScript,
  context: SandboxContext,
): Promise<void> {
  const { clock, store, settings, callbacks, faults } = context;
  const schedule = scheduleOf(script, faults.onSchedule({ appKey: app.appKey, ...placed }));
  const { lateSeconds } = schedule;
  const now = clock.now();
  const lasts = timelineOf({ ...placed, startedAt: now }).endedAt.getTime() - now.getTime();
  const early = schedule.early && lasts <= LONGEST_EARLY_MS;
  const span = early ? lasts : 0;
  const call = { ...placed, appKey: app.appKey, accid: app.accid, startedAt: new Date(now.getTime() - span) };
  const first = timelineOf(call).endedAt.getTime() + (early ? 0 : settings.callbackDelaySeconds * 1000);
  const dues = lateSeconds.map((seconds) => new Date(first + seconds * 1000));
  const deliveries = await store.addCall(call, dues, early ? callbacks.leaseMs : 0);
  if (early) await Promise.all(deliveries.map((delivery) => callbacks.attempt(delivery)));
  callbacks.wake();
}

function scheduleOf(script: StartScript, faults: readonly ScheduleFault[]): Schedule {
  let { copies, lateSeconds } = script.callback;
  let early = script.answer.kind === 'ACCEPTED_AFTER_CALLBACK';
  let everySeconds = 0;
  for (const fault of faults) {
    if (fault.kind === 'LATE') lateSeconds += fault.seconds;
    if (fault.kind === 'EARLY') early = true;
    if (fault.kind === 'COPIES') ({ copies, everySeconds = 0 } = fault);
  }
  if (faults.some(({ kind }) => kind === 'LOST')) copies = 0;
  return { early, lateSeconds: Array.from({ length: copies }, (_, index) => lateSeconds + index * everySeconds) };
}
