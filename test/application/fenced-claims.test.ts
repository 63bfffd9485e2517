import { describe, expect, test } from 'vitest';
import type { CallNews } from '../../src/application/ports/telephony-gateway.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import type { Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { soon } from '../support/soon.ts';

/** Lets the first worker stand still behind its claim, as SIGSTOP would, until another has claimed the same call. */
function pausedBehindItsClaim(world: Scenario, meanwhile: () => Promise<void>): void {
  const { accounts } = world;
  const decide = accounts.decide.bind(accounts);
  let paused = false;
  accounts.decide = async (account, keys, rule) => {
    if (!paused && 'claim' in keys) {
      paused = true;
      world.clock.advanceWall(31);
      await meanwhile();
    }
    return decide(account, keys, rule);
  };
}

const claimedByAnother = (world: Scenario) => async (): Promise<void> => {
  expect(await world.ports.register.claimDue(world.clock.service(), 15, 10, 30)).toHaveLength(1);
};

describe('CRASH-9: a worker that stood still decides nothing by a claim that another has', () => {
  test('it does not void at the horizon', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 100 });
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const { id } = await world.start(one);
    world.clock.advance(72 * 3600);
    pausedBehindItsClaim(world, claimedByAnother(world));
    await world.application.resolveOverdueCalls();
    expect(world.call(one.id, id).status).toBe('UNCONFIRMED');
    expect(world.account(one.id).reserved.fen).toBe(60n);
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test('it does not put a call off', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 100 });
    const before = await world.start(one);
    world.clock.advance(390);
    pausedBehindItsClaim(world, claimedByAnother(world));
    await world.application.resolveOverdueCalls();
    expect(world.call(one.id, before.id)).toEqual(before);
  });

  test('it does not take a call for abandoned', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 100 });
    world.outside.dial = () => Promise.reject(new Error('the process died'));
    await expect(world.start(one)).rejects.toThrow('died');
    world.clock.advance(16);
    pausedBehindItsClaim(world, claimedByAnother(world));
    await world.application.resolveOverdueCalls();
    expect([...world.records(one.id).calls.values()]).toMatchObject([{ status: 'PLACING' }]);
  });

  test('but what the provider told it settles the call, whoever has the claim', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 100 });
    const { id, session } = await world.start(one);
    const report = a.report({ source: 'QUERY', session: session as ProviderSession });
    let tell!: (news: CallNews) => void;
    world.outside.query = () => new Promise((resolve) => (tell = resolve));
    world.clock.advance(390);
    const paused = world.application.resolveOverdueCalls();
    await soon(() => world.outside.queried.length === 1);
    world.clock.advanceWall(31);
    await claimedByAnother(world)();
    tell({ kind: 'ENDED', report });
    await paused;
    expect(world.call(one.id, id).status).toBe('COMPLETED');
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 76n }, reserved: { fen: 0n } });
  });
});

describe('CALL-5: the latest moment at which a call may be dialled', () => {
  test('lies within the time that its replica has for placing it', async () => {
    const world = scenario();
    const one = await world.customer();
    const placed = world.clock.wall();
    await world.start(one);
    expect(world.outside.dialled).toMatchObject([{ sendBefore: a.after(13, placed) }]);
  });

  test('lies within the lease that its replica had when the reservation was made', async () => {
    const world = scenario();
    const one = await world.customer();
    const leaseUntil = a.after(4, world.clock.wall());
    world.ports.register.leaseUntil = () => leaseUntil;
    await world.start(one);
    expect(world.outside.dialled).toMatchObject([{ sendBefore: leaseUntil }]);
  });
});
