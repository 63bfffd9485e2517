import { describe, expect, it } from 'vitest';
import { figure } from '../support/figures.ts';
import { conferenceSaboteurs } from './conference-saboteurs.ts';
import { Tally } from './coverage.ts';
import { run } from './run.ts';
import { saboteurs } from './saboteurs.ts';
import { play } from './sequence.ts';

const MINUTES = 60_000;
const allSaboteurs = Object.entries({ ...saboteurs, ...conferenceSaboteurs });

describe('The simulation', () => {
  const size = figure(1500, 100_000);

  it(
    `finds nothing broken in ${size} worlds, and reaches every state and every fault`,
    { timeout: 20 * MINUTES },
    async () => {
      const report = await run(1, size);
      expect(report.violations).toEqual([]);
      const tally = new Tally();
      tally.merge(report);
      expect(tally.sequences).toBe(size);
      expect(tally.rare()).toEqual([]);
    },
  );

  it('has one trace for a seed', { timeout: MINUTES }, async () => {
    const seeds = Array.from({ length: figure(20, 200) }, (_, index) => 1000 + index);
    const hashes = [];
    for (const seed of seeds) {
      const [once, again] = [await play(seed), await play(seed, { keepsText: true })];
      expect(again.hash).toBe(once.hash);
      hashes.push(once.hash);
    }
    expect(new Set(hashes).size).toBe(seeds.length);
  });

  it.each(allSaboteurs)('catches %s', { timeout: MINUTES }, async (_name, [claim, tamper]) => {
    const found = [];
    for (let seed = 1; seed <= 400 && found.length === 0; seed++) {
      const { violations } = await play(seed, { tamper });
      found.push(...violations.filter((violation) => claim.test(violation)));
    }
    expect(found).not.toEqual([]);
  });
});
