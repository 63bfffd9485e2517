import type { Log } from './application/ports/ports.ts';

/** A terminal and npm both pass Ctrl-C on, milliseconds apart; people who mean it press it again later. */
const ECHO_MS = 2000;
const PARENT_LOOK_MS = 500;

/**
 * Calls `stop` once: at SIGINT or SIGTERM, or when the npm script that started this process has been ended, since
 * npm's shell may die of a signal without passing it on. A signal 2 s later or more ends the process at once with 1.
 */
export function onStopSignal(stop: () => void): void {
  let first: number | null = null;
  const stopOnce = (): void => {
    if (first !== null) return;
    first = performance.now();
    stop();
  };
  const onSignal = (): void => {
    if (first !== null && performance.now() - first > ECHO_MS) process.exit(1);
    stopOnce();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  // Whoever read our output may end before us, and what is said then must not end us in the middle of stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(stopOnce);
}

/** Never on Windows, where a process keeps its parent's number, and Ctrl-C reaches everybody. */
function whenOrphaned(then: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, PARENT_LOOK_MS).unref();
}

/** Stops and exits with `code`; with 1 when it failed or took longer than `withinMs`. */
export function stopAndExit(stop: () => Promise<void>, withinMs: number, log: Log, code = 0): void {
  setTimeout(() => process.exit(1), withinMs).unref();
  stop().then(
    () => process.exit(code),
    (error: unknown) => {
      log('error', 'The service did not stop cleanly.', { error });
      process.exit(1);
    },
  );
}
