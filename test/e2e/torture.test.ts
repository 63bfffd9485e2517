import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../support/figures.ts';
import { fromSources } from '../torture/build.ts';
import { conferencesOf, quantile, settledOf } from '../torture/figures.ts';
import { reportOf } from '../torture/report.ts';
import { torture } from '../torture/torture.ts';

const KILLS = figure(5, 500);

describe('Three replicas that are killed and stopped while clients place calls and conferences', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhuanxian-torture-'));
  });
  afterAll(() => rm(folder, { recursive: true, maxRetries: 3 }));

  it(
    'lose nothing, double nothing, and keep books that equal the provider’s hidden truth to the fen',
    async () => {
      const result = await torture({
        kills: KILLS,
        seed: 'sample',
        folder,
        command: fromSources('main'),
        say: () => undefined,
      });
      const report = reportOf(result);
      expect(result.kills.total, report).toBe(KILLS);
      expect(result.harms.KILL, report).toBeGreaterThan(0);
      expect(result.books.calls.length, report).toBeGreaterThan(10);
      expect(settledOf(conferencesOf(result.books)).length, report).toBeGreaterThan(0);
      expect({ audit: result.audit, differences: result.differences }, report).toEqual({ audit: [], differences: [] });
      // What a busy machine cannot show in a few seconds.
      const late = quantile(
        result.takeovers.map(({ milliseconds }) => milliseconds),
        0.99,
      );
      if (KILLS >= 500) expect(late, report).toBeLessThan(2000);
    },
    KILLS * 10_000 + 60_000,
  );
});
