import { KEY_LIFETIME_MS } from '../domain/request.ts';
import { RING_MEMORY_MS } from '../domain/rings.ts';
import { TRY_MEMORY_MS } from '../domain/tries.ts';
import type { Thrown } from './ports/housekeeping.ts';
import type { Ports } from './ports/ports.ts';

/** Throws away what no rule looks at any more. Answers what it was. */
export function tidyUp({ housekeeping, clock, log }: Pick<Ports, 'housekeeping' | 'log'> & { clock: Clocks }) {
  return async (): Promise<Thrown> => {
    const before = (milliseconds: number): Date => new Date(clock.service().getTime() - milliseconds);
    const triedBefore = new Date(clock.wall().getTime() - TRY_MEMORY_MS);
    const thrown = await housekeeping.tidy(before(KEY_LIFETIME_MS), before(RING_MEMORY_MS), triedBefore);
    log('info', 'What nobody asks about any more was thrown away.', thrown);
    return thrown;
  };
}

type Clocks = Pick<Ports['clock'], 'service' | 'wall'>;
