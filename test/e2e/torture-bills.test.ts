import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { figure } from '../support/figures.ts';
import { tortureBills } from '../torture/billing/torture-bills.ts';
import { fromSources } from '../torture/build.ts';

const KILLS = figure(4, 100);
const size = { seed: 1, accounts: figure(20, 150), months: figure(5, 36), calls: figure(1500, 20_000) };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhuanxian-bills-'));
});
afterAll(() => rm(folder, { recursive: true, maxRetries: 3 }));

it(
  'BILL-3, MONEY-7: processes that are killed while they bill leave one bill per account and month, each as if nothing had happened',
  async () => {
    const command = fromSources('biller');
    const result = await tortureBills({ kills: KILLS, size, folder, command, say: () => undefined });
    expect(result.kills.total).toBe(KILLS);
    expect(result.midway).toBeGreaterThan(0);
    expect(result.bills).toBe(size.accounts * size.months);
    expect(result).toMatchObject({ differences: [], wrong: [], collapses: [] });
  },
  KILLS * 10_000 + 120_000,
);
