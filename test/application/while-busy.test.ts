import { describe, expect, test } from 'vitest';
import { ServiceBusy } from '../../src/application/ports/service-busy.ts';
import type { Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { soon } from '../support/soon.ts';

/** Has no room from the dial on, for as long as it says so. */
function busyAfterTheDial(world: Scenario): { isOver: boolean } {
  const state = { isOver: false };
  const { accounts } = world;
  const decide = accounts.decide.bind(accounts);
  accounts.decide = (account, keys, rule) =>
    world.outside.dialled.length > 0 && !state.isOver ? Promise.reject(new ServiceBusy()) : decide(account, keys, rule);
  return state;
}

describe('The answer to a start, while the database has no room', () => {
  test('is recorded as soon as it has', async () => {
    const world = scenario();
    const one = await world.customer();
    const busy = busyAfterTheDial(world);
    const starting = world.start(one);
    await soon(() => world.clock.sleeping === 1);
    world.clock.advanceWall(1);
    await soon(() => world.clock.sleeping === 1);
    busy.isOver = true;
    world.clock.advanceWall(1);
    expect((await starting).status).toBe('DIALING');
    expect(world.outside.dialled).toHaveLength(1);
  });

  test('is given up in the end, and not with an error that says that nothing was done', async () => {
    const world = scenario();
    const one = await world.customer();
    busyAfterTheDial(world);
    const failure = world.start(one).catch((error: unknown) => error);
    for (let second = 0; second < 15; second++) {
      await soon(() => world.clock.sleeping === 1);
      world.clock.advanceWall(1);
    }
    expect(await failure).not.toBeInstanceOf(ServiceBusy);
    expect(await failure).toMatchObject({ message: 'What happened could not be recorded.' });
  });
});
