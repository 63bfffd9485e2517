import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDemo } from '../../src/demo/story.ts';
import { leakIn } from '../support/secrecy.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';

const minute = (count: number, cost: string): string => `minute ${count}, ${cost} yuan so far`;

describe('A customer, from registration to settlement', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService(40);
  });
  afterAll(() => service.stop());

  it.each([
    [1, '0.12', []],
    [60, '0.12', [minute(1, '0.12')]],
    [61, '0.24', [minute(1, '0.12')]],
    [143, '0.36', [minute(1, '0.12'), minute(2, '0.24'), minute(3, '0.36')]],
  ])(
    'pays for a conversation of %i s exactly %s yuan, by call, ledger, balance and provider alike',
    async (talkSeconds, charge, ticks) => {
      const lines: string[] = [];
      await runDemo({ ...service, talkSeconds, print: (line) => lines.push(line) });
      const text = lines.join('\n');
      expect(text).toContain(`Settled          ${talkSeconds} s cost ${charge} yuan`);
      expect(text).toMatch(/DIALING[^]*COMPLETED/);
      for (const tick of ticks) expect(text).toContain(tick);
    },
  );

  it('leaves no telephone number and no secret in the log', () => {
    expect(service.logged.length).toBeGreaterThan(10);
    expect(service.logged.flatMap((line) => leakIn(line) ?? [])).toEqual([]);
  });
});
