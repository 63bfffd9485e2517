import type { FaultRule } from '../../src/adapters/sandbox/faults/fault.ts';
import type { Chance } from './chance.ts';

/** Beside what the numbers do by themselves: any start, and any callback, may go wrong. */
export function providerFaults(chance: Chance): readonly FaultRule[] {
  const cuts = Array.from({ length: 5 }, () => chance.between(0, 200));
  return [
    { on: 'start', probability: 0.01, fault: { kind: 'NEVER' } },
    { on: 'start', probability: 0.01, fault: { kind: 'NEVER', started: false } },
    ...cuts.map((atByte) => ({ on: 'start', probability: 0.004, fault: { kind: 'CUT', atByte } }) as const),
    { on: 'start', probability: 0.01, fault: { kind: 'HTTP', status: 503, started: true } },
    { on: 'start', probability: 0.01, fault: { kind: 'HTTP', status: 503 } },
    { on: 'start', probability: 0.05, fault: { kind: 'LATE', ms: 700 } },
    { on: 'callback', probability: 0.01, fault: { kind: 'LOST' } },
    { on: 'callback', probability: 0.03, fault: { kind: 'LATE', seconds: 120 } },
    { on: 'callback', probability: 0.05, fault: { kind: 'COPIES', copies: 3 } },
    { on: 'callback', probability: 0.03, fault: { kind: 'EARLY' } },
    { on: 'callback', probability: 0.02, fault: { kind: 'FORGED', how: 'WRONG_SECRET' } },
  ];
}
