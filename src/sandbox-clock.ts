import type { SandboxClock } from './adapters/sandbox/clock.ts';
import type { Clock } from './application/ports/clock.ts';

/** The sandbox follows the service's clock, so that both agree on when a call rings and ends. */
export function sandboxClock(clock: Clock): SandboxClock {
  return {
    now: () => clock.service(),
    wallMillisecondsUntil: (at) => {
      const left = at.getTime() - clock.service().getTime();
      return left <= 0 ? 0 : left / clock.rate;
    },
    onChange: (listener) => {
      const end = new AbortController();
      const listen = async (): Promise<void> => {
        for (;;) {
          await clock.sleep(Infinity, end.signal);
          if (end.signal.aborted) return;
          listener();
        }
      };
      void listen();
      return () => end.abort();
    },
  };
}
