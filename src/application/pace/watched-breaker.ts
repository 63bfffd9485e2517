import { DomainError } from '../../domain/errors.ts';
import type { Ports } from '../ports/ports.ts';
import type { DialAnswer } from '../ports/telephony-gateway.ts';
import { Breaker } from './breaker.ts';

/** The breaker of an account at the provider, with the alarm that calls a person to fill it. */
export interface WatchedBreaker {
  /** @throws DomainError PROVIDER_UNAVAILABLE while open, unless a probe is due. */
  requireClosed(): void;
  /** Lets a start through. @throws DomainError PROVIDER_UNAVAILABLE */
  pass(): void;
  /** The start that was let through is not sent after all. */
  giveBack(): void;
  /** Takes in the answer to a start that was sent at `sentAt`, in wall milliseconds. Never rejects. */
  learn(answer: DialAnswer, sentAt: number): Promise<void>;
}

/** A breaker for each account at the provider, by its name: one that is empty holds back nobody else's starts. */
export function watchedBreakers(
  ports: Pick<Ports, 'alarms' | 'clock' | 'log' | 'metrics'>,
): (name: string) => WatchedBreaker {
  const open = new Set<string>();
  return (name) =>
    watchedBreaker(ports, name, (isOpen) => {
      if (isOpen) open.add(name);
      else open.delete(name);
      ports.metrics.breaker(open.size > 0);
    });
}

function watchedBreaker(
  { alarms, clock, log }: Pick<Ports, 'alarms' | 'clock' | 'log'>,
  name: string,
  measure: (isOpen: boolean) => void,
): WatchedBreaker {
  const breaker = new Breaker();
  const now = (): number => clock.wall().getTime();

  function requireClosed(): void {
    const until = breaker.waitsUntil(now());
    if (until !== null) throw new DomainError({ code: 'PROVIDER_UNAVAILABLE', retryAt: new Date(until) });
  }

  /** What became of the call is recorded in any case. */
  async function tell(alarm: Promise<unknown>): Promise<void> {
    await alarm.catch((error: unknown) => {
      log('error', "The alarm about the provider's account could not be changed.", { error });
    });
  }

  return {
    requireClosed,
    pass() {
      requireClosed();
      breaker.pass(now());
    },
    giveBack: () => breaker.giveBack(now()),
    async learn(answer, sentAt) {
      if (answer.kind === 'REJECTED' && answer.refusal.cause === 'OUT_OF_MINUTES') {
        const isNews = breaker.empty(sentAt, now());
        measure(breaker.isOpen);
        if (isNews) log('error', 'An account at the provider is empty: its starts are held back.', { account: name });
        if (breaker.isOpen) await tell(alarms.open('PROVIDER_EMPTY', name));
      } else if (answer.kind === 'STARTED') {
        const isConfirmed = breaker.started(sentAt, now());
        measure(breaker.isOpen);
        if (isConfirmed) await tell(alarms.close('PROVIDER_EMPTY', name));
      }
    },
  };
}
