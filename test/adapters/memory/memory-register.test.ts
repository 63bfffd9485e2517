import { describe, expect, test } from 'vitest';
import type { CallStatus } from '../../../src/domain/placed.ts';
import { scenario } from '../../support/scenario.ts';

describe('claiming calls that are due', () => {
  const far = new Date('2030-01-01');
  const never = Infinity;

  test('a claim lasts as long as was asked for, in wall time', async () => {
    const world = scenario();
    const one = await world.customer();
    const { id } = await world.start(one);
    const claim = () => world.ports.register.claimDue(far, never, 10, 30);
    expect(await claim()).toEqual([{ account: one.id, call: id, token: 1n }]);
    world.clock.advanceService(3600);
    world.clock.advanceWall(29.999);
    expect(await claim()).toEqual([]);
    world.clock.advanceWall(0.001);
    expect(await claim()).toEqual([{ account: one.id, call: id, token: 2n }]);
  });

  test('takes no more than was asked for', async () => {
    const world = scenario();
    const one = await world.customer();
    for (const callee of ['13800000002', '13800000003', '13800000004']) await world.start(one, { callee });
    expect(await world.ports.register.claimDue(far, never, 2, 30)).toHaveLength(2);
    expect(await world.ports.register.claimDue(far, never, 2, 30)).toHaveLength(1);
  });

  test.each<[CallStatus, number]>([
    ['DIALING', 390],
    ['UNCONFIRMED', 72 * 3600],
  ])('finds %s by service time alone', async (status, seconds) => {
    const world = scenario();
    const one = await world.customer();
    if (status === 'UNCONFIRMED') world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const { order } = await world.start(one);
    const due = new Date(order.placedAt.getTime() + seconds * 1000);
    expect(await world.ports.register.claimDue(new Date(due.getTime() - 1), 0, 10, 30)).toEqual([]);
    expect(await world.ports.register.claimDue(due, never, 10, 30)).toHaveLength(1);
  });

  test('finds PLACING by wall time alone', async () => {
    const world = scenario();
    const one = await world.customer();
    world.clock.advanceService(-86_400);
    world.outside.dial = () => Promise.reject(new Error('the process died'));
    await expect(world.start(one)).rejects.toThrow('died');
    world.clock.advanceWall(15);
    expect(await world.ports.register.claimDue(far, 15, 10, 30)).toEqual([]);
    world.clock.advanceWall(0.001);
    expect(await world.ports.register.claimDue(new Date(0), 15, 10, 30)).toHaveLength(1);
  });
});
