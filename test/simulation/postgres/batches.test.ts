import { expect, it } from 'vitest';
import { createDatabase } from '../../support/database.ts';
import { figure } from '../../support/figures.ts';
import { saboteurs } from '../saboteurs.ts';
import type { BatchesReport } from './play-batches.ts';
import { playBatches } from './play-batches.ts';

const MINUTES = 60_000;
const SEQUENCES = figure(30, 600);
const AT_ONCE = 30;

async function played(given: Omit<Parameters<typeof playBatches>[1], 'from' | 'atOnce'>): Promise<BatchesReport> {
  const database = await createDatabase();
  try {
    return await playBatches(database.url, { from: 1, atOnce: AT_ONCE, ...given });
  } finally {
    await database.drop();
  }
}

it(
  `${SEQUENCES} sequences on PostgreSQL, over three replicas that die and lose connections, leave what the model says`,
  { timeout: 10 * MINUTES },
  async () => {
    const { sequences, violations, struck } = await played({ seeds: SEQUENCES });
    expect(violations).toEqual([]);
    expect(sequences).toBe(SEQUENCES);
    expect(struck).not.toEqual([]);
  },
);

const tried = Object.keys(saboteurs).slice(0, figure(1, Infinity));

it.each(tried)('%s is caught on PostgreSQL', { timeout: 10 * MINUTES }, async (name) => {
  const [claim, tamper] = saboteurs[name]!;
  const { violations } = await played({ seeds: 10 * AT_ONCE, tamper });
  const claims = violations.flatMap((violation) => violation.claims);
  expect(claims.filter((one) => claim.test(one))).not.toEqual([]);
});
