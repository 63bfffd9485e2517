import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDemo } from '../../src/demo/story.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';

describe('A customer, from registration to settlement', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService(40);
  });
  afterAll(() => service.stop());

  it.each([
    [1, '0.12'],
    [60, '0.12'],
    [61, '0.24'],
    [143, '0.36'],
  ])(
    'pays for a conversation of %i s exactly %s yuan, by call, ledger, balance and provider alike',
    async (talkSeconds, charge) => {
      const lines: string[] = [];
      await runDemo({ ...service, talkSeconds, print: (line) => lines.push(line) });
      const text = lines.join('\n');
      expect(text).toContain(`Settled          ${talkSeconds} s cost ${charge} yuan`);
      expect(text).toMatch(/DIALING[^]*CALLER_RINGING[^]*IN_PROGRESS[^]*COMPLETED/);
      expect(text).toContain('minute 1, 0.12 yuan so far');
      if (talkSeconds > 120) expect(text).toContain('minute 3, 0.36 yuan so far');
    },
  );
});
