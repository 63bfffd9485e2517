import { LOGIN_MEMORY_MS } from '../domain/login.ts';
import { KEY_LIFETIME_MS } from '../domain/request.ts';
import { RING_MEMORY_MS } from '../domain/rings.ts';
import { CODE_MEMORY_MS } from '../domain/sms-code.ts';
import { TRY_MEMORY_MS } from '../domain/tries.ts';
import type { Thrown } from './ports/housekeeping.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/** Throws away what no rule looks at any more. Answers what it was. */
export function tidyUp(
  { housekeeping, clock, log }: Pick<Ports, 'housekeeping' | 'log'> & { clock: Clocks },
  { eventSeconds, deliverySeconds, noticeSeconds }: Kept,
) {
  return async (): Promise<Thrown> => {
    const before = (now: Date, milliseconds: number): Date => new Date(now.getTime() - milliseconds);
    const thrown = await housekeeping.tidy({
      keys: before(clock.service(), KEY_LIFETIME_MS),
      callees: before(clock.service(), RING_MEMORY_MS),
      tries: before(clock.wall(), TRY_MEMORY_MS),
      events: before(clock.wall(), eventSeconds * 1000),
      // A decision that announces nothing leaves its trace beside the events, for as long as they.
      decisions: before(clock.wall(), eventSeconds * 1000),
      codes: before(clock.wall(), CODE_MEMORY_MS),
      logins: before(clock.wall(), LOGIN_MEMORY_MS),
      deliveries: before(clock.wall(), deliverySeconds * 1000),
      notices: before(clock.wall(), noticeSeconds * 1000),
    });
    log('info', 'What nobody asks about any more was thrown away.', thrown);
    return thrown;
  };
}

type Clocks = Pick<Ports['clock'], 'service' | 'wall'>;
type Kept = Pick<Settings, 'eventSeconds' | 'deliverySeconds' | 'noticeSeconds'>;
