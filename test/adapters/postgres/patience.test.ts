import { expect, it } from 'vitest';
import { patienceWithin } from '../../../src/adapters/postgres/patience.ts';

it.each([2, 3, 5, 10, 60])(
  'CRASH-9: with a lease of %i s, what a stopped process holds or stands in line for is free before the lease has ended',
  (leaseSeconds) => {
    const { lockMs, writerIdleMs } = patienceWithin(leaseSeconds);
    expect(lockMs + writerIdleMs).toBeLessThan(leaseSeconds * 1000);
    expect(lockMs).toBeGreaterThan(writerIdleMs);
  },
);
