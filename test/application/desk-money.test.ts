import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenBooks, deskSteps, playDesk } from '../support/desk-money.ts';
import { operatorOf } from '../support/operators.ts';
import { scenario } from '../support/scenario.ts';

/** What every commit must leave true is looked at by the scenario itself. */
test('ADJUST-1, SUSPENSE-1, CALL-6: whatever operators do in whatever order, the books add up and a key decides once', async () => {
  const world = scenario();
  const { principal: operator } = await operatorOf(world.application, world.ports);
  await fc.assert(
    fc.asyncProperty(deskSteps, async (steps) => {
      const { id: account, app } = await world.customer({ fen: 150 });
      const { accounts, random } = world;
      const played = await playDesk({ accounts, random, operator, account, app }, steps);
      expect(brokenBooks(150, played)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
