import { describe, expect, test } from 'vitest';
import { OutcomeUnknown } from '../../src/application/ports/outcome-unknown.ts';
import { ServiceBusy } from '../../src/application/ports/service-busy.ts';
import * as a from '../support/a.ts';
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

/** Records what it is asked to from the dial on, and does not say so the first times. */
function silentAfterTheDial(world: Scenario, times: number): void {
  let left = times;
  const { accounts } = world;
  const decide = accounts.decide.bind(accounts);
  accounts.decide = async (account, keys, rule) => {
    const answer = await decide(account, keys, rule);
    if (world.outside.dialled.length > 0 && left-- > 0) throw new OutcomeUnknown('The answer to COMMIT was lost.');
    return answer;
  };
}

describe('The answer to a start, while the database does not say whether it has recorded it', () => {
  test.each([
    ['STARTED', { kind: 'STARTED', session: a.aSession }, 'DIALING', 60n],
    ['REJECTED', { kind: 'REJECTED', refusal: { providerCode: 403, retryAfterSeconds: null } }, 'REFUSED', 0n],
    ['AMBIGUOUS', { kind: 'AMBIGUOUS', why: 'no answer' }, 'UNCONFIRMED', 60n],
  ] as const)('is recorded once, and told: %s', async (_kind, answer, status, reserved) => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => answer;
    silentAfterTheDial(world, 2);
    const starting = world.start(one);
    for (let second = 0; second < 2; second++) {
      await soon(() => world.clock.sleeping === 1);
      world.clock.advanceWall(1);
    }
    expect(await starting).toMatchObject({ status, version: 2 });
    expect(world.account(one.id).reserved.fen).toBe(reserved);
    expect(world.outside.dialled).toHaveLength(1);
  });

  test('is the only thing that is asked again: an order is not', async () => {
    const world = scenario();
    const one = await world.customer();
    let tries = 0;
    world.accounts.decide = () => {
      tries += 1;
      return Promise.reject(new OutcomeUnknown('The answer to COMMIT was lost.'));
    };
    await expect(world.start(one)).rejects.toThrow(OutcomeUnknown);
    expect(tries).toBe(1);
  });
});

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
