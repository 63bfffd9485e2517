import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ticket } from '../../../src/application/pace/turns.ts';
import { Turns } from '../../../src/application/pace/turns.ts';

const start = (account: string, since = 0): Ticket => ({ errand: 'START', account, since });
const query = (account: string, since = 0): Ticket => ({ errand: 'QUERY', account, since });

const check = (account: string): Ticket => ({ errand: 'CHECK', account, since: 0 });

/** An empty bucket with nobody in front of it. */
function empty(perSecond: number, replicas = 1): Turns {
  const turns = new Turns(perSecond, () => replicas);
  const tickets = Array.from({ length: 100 }, () => start('before'));
  for (const ticket of tickets) turns.queue(ticket);
  turns.take(0);
  for (const ticket of tickets) turns.leave(ticket);
  return turns;
}

describe('turns at the provider', () => {
  test('begin with nine tenths of a second’s worth, and then come at the rate', () => {
    const turns = new Turns(20, () => 1);
    for (let count = 0; count < 100; count++) turns.queue(start('one'));
    expect(turns.take(0)).toHaveLength(18);
    expect(turns.nextAt(0)).toBe(50);
    expect(turns.take(49)).toHaveLength(0);
    expect(turns.take(50)).toHaveLength(1);
    expect(turns.take(1050)).toHaveLength(18);
  });

  test('are shared by the replicas', () => {
    const turns = empty(20, 4);
    for (let count = 0; count < 100; count++) turns.queue(start('one'));
    let taken = 0;
    for (let at = 0; at <= 10_000; at += 50) taken += turns.take(at).length;
    expect(taken).toBe(50);
  });

  test('go round the accounts, whatever one of them asks for', () => {
    const turns = empty(10);
    for (let count = 0; count < 5; count++) turns.queue(start('greedy'));
    turns.queue(start('modest'));
    turns.queue(start('other'));
    const order: string[] = [];
    for (let at = 0; at <= 700; at += 100) order.push(...turns.take(at).map(({ account }) => account));
    expect(order).toEqual(['greedy', 'modest', 'other', 'greedy', 'greedy', 'greedy', 'greedy']);
  });

  test('are for starts first; a query that has waited five seconds counts like one', () => {
    const turns = empty(1);
    turns.queue(query('one'));
    turns.queue(start('one'));
    expect(turns.take(1000)).toMatchObject([{ errand: 'START' }]);
    expect(turns.take(2000)).toMatchObject([{ errand: 'QUERY' }]);
    turns.queue(query('one', 2000));
    const taken: string[] = [];
    for (let at = 3000; at <= 9000; at += 1000) {
      turns.queue(start('one', at));
      taken.push(...turns.take(at).map(({ errand }) => errand));
    }
    expect(taken).toEqual(['START', 'START', 'START', 'START', 'START', 'QUERY', 'START']);
  });

  test('are waited for by a hundred of an account’s errands of a kind at most', () => {
    const turns = empty(1);
    const last = start('one');
    for (let count = 0; count < 99; count++) expect(turns.queue(start('one'))).toBe(true);
    expect([turns.queue(last), turns.queue(start('one')), turns.queue(start('other'))]).toEqual([true, false, true]);
    turns.leave(last);
    expect(turns.queue(start('one'))).toBe(true);
  });

  test('that were not used go to the next', () => {
    const turns = empty(1);
    turns.queue(start('one'));
    expect(turns.take(0)).toHaveLength(0);
    turns.giveBack(0);
    expect(turns.take(0)).toHaveLength(1);
  });

  test('pause after a refusal for as long as it says, five minutes at most', () => {
    const turns = new Turns(10, () => 1);
    turns.refused(0, 3000);
    turns.queue(start('one'));
    expect(turns.take(2999)).toHaveLength(0);
    expect(turns.nextAt(2999)).toBe(3000);
    expect(turns.take(3000)).toHaveLength(1);
    turns.refused(3000, 99_999_000);
    turns.queue(start('one'));
    expect(turns.nextAt(3000)).toBe(303_000);
  });

  test('are forgotten by whoever leaves, at whatever time', () => {
    const errands = fc.constantFrom('START' as const, 'QUERY' as const, 'CHECK' as const);
    const tickets = fc.array(fc.record({ errand: errands, account: fc.constantFrom('a', 'b'), since: fc.constant(0) }));
    fc.assert(
      fc.property(tickets, fc.nat(10_000), (all, at) => {
        const turns = empty(1);
        turns.refused(0, 60_000);
        const waiting = all.filter((ticket) => turns.queue(ticket));
        turns.take(at);
        for (const ticket of waiting) turns.leave(ticket);
        expect(turns.nextAt(at)).toBeNull();
      }),
    );
  });

  test('are for checks when nobody else waits, and leave half of the bucket, however long a check has waited', () => {
    const turns = new Turns(20, () => 1);
    for (let count = 0; count < 40; count++) turns.queue(check('one'));
    turns.queue(start('other'));
    turns.queue(query('other'));
    const taken = turns.take(0).map(({ errand }) => errand);
    expect(taken.slice(0, 2)).toEqual(['START', 'QUERY']);
    // Eighteen in the bucket, of which nine stay for whoever comes.
    expect(taken).toHaveLength(2 + 7);
    for (let count = 0; count < 9; count++) turns.queue(start('other'));
    expect(turns.take(0)).toHaveLength(9);
    // Starts that keep coming at the rate leave nothing for checks, and miss nothing by them.
    for (let at = 50; at <= 20_000; at += 50) {
      turns.queue(start('other', at));
      expect(turns.take(at)).toMatchObject([{ errand: 'START' }]);
    }
    expect(turns.nextAt(20_000)).toBe(20_500);
    expect(turns.take(20_499)).toEqual([]);
    expect(turns.take(20_500)).toMatchObject([{ errand: 'CHECK' }]);
  });

  test('are for checks at a rate of their own, which the replicas share', () => {
    const turns = new Turns(1000, () => 4, 2);
    for (let count = 0; count < 100; count++) turns.queue(check('one'));
    let taken = 0;
    for (let at = 0; at < 60_000; at += 10) taken += turns.take(at).length;
    expect(taken).toBe(30);
    expect(turns.nextAt(59_990)).toBe(60_000);
  });

  test('are never more than the rate and the burst allow, however they are asked for', () => {
    const steps = fc.array(fc.record({ pause: fc.nat(2000), asked: fc.nat(30), given: fc.nat(3) }), { minLength: 1 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 50 }), (all, perSecond) => {
        const turns = new Turns(perSecond, () => 1);
        let [at, taken, given] = [0, 0, 0];
        for (const step of all) {
          at += step.pause;
          for (let count = 0; count < step.asked; count++) turns.queue(start('one', at));
          taken += turns.take(at).length;
          for (let count = 0; count < Math.min(step.given, taken - given); count++, given++) turns.giveBack(at);
        }
        expect(taken - given).toBeLessThanOrEqual(Math.max(1, perSecond * 0.9) + (at * perSecond) / 1000 + 1e-6);
      }),
    );
  });
});
