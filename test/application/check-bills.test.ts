import { describe, expect, test } from 'vitest';
import type { CallNews } from '../../src/application/ports/telephony-gateway.ts';
import type { BillCheck } from '../../src/domain/bill-check.ts';
import type { Bill } from '../../src/domain/bill.ts';
import { noTotals } from '../../src/domain/bill.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import { shanghaiMonth } from '../../src/domain/month.ts';
import * as a from '../support/a.ts';
import { soon } from '../support/soon.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

const DAY = 86_400;

/** A world in which `one` has talked so often, for 61 seconds each time. Calls have the sessions 1, 2, … */
async function billed(count: number, world = scenario()): Promise<{ world: Scenario; one: Customer; bill: Bill }> {
  const one = await world.customer();
  for (let index = 1; index <= count; index++) {
    const callee = `1390000${String(index).padStart(4, '0')}`;
    const { session } = await world.start(one, { callee });
    await world.deliver(one.app, a.report({ session: session!, callee, talkSeconds: 61, legs: [] }));
  }
  const month = shanghaiMonth(world.clock.service());
  const figures = { month, opening: Money.zero, totals: noTotals, hash: 'a'.repeat(64) };
  const bill = { ...figures, id: world.random.id(), account: one.id, issuedAt: world.clock.service() };
  await world.accounts.decide(one.id, {}, () => ({ answer: undefined, saves: { bill } }));
  return { world, one, bill };
}

const told = (session: ProviderSession, talkSeconds = 61): CallNews => ({
  kind: 'ENDED',
  report: a.report({ source: 'QUERY', session, talkSeconds }),
});

/** Turns until nothing is due. */
async function check(world: Scenario): Promise<void> {
  while ((await world.application.checkBills()) > 0);
}

const counts = (check: BillCheck): readonly number[] => [check.matched, check.durationDiffers, check.missingAtProvider];

describe('BILL-5: a bill is compared with what the provider tells of its calls', () => {
  test('once each, and what differs is an alarm about the bill, which changes nothing else', async () => {
    const { world, one, bill } = await billed(40);
    const before = world.records(one.id);
    world.outside.query = (session) => {
      if (session === 'session-7') return told(session, 62);
      if (session === 'session-9') return { kind: 'UNKNOWN', why: 'result code 404', isMissing: true };
      return told(session);
    };
    await check(world);
    expect(world.outside.queried).toHaveLength(40);
    expect(new Set(world.outside.queried).size).toBe(40);
    expect(counts(world.billChecks.check(bill.id))).toEqual([38, 1, 1]);
    expect(world.billChecks.check(bill.id).finishedAt).toEqual(world.clock.service());
    const after = world.records(one.id);
    expect(after.alarms).toMatchObject([{ kind: 'BILL_DIFFERS', subject: bill.id, open: true }]);
    expect({ ...after, alarms: before.alarms }).toEqual(before);
    world.clock.advance(DAY);
    await check(world);
    expect(world.outside.queried).toHaveLength(40);
  });

  test('and no alarm is opened where all match', async () => {
    const { world, one, bill } = await billed(3);
    world.outside.query = (session) => told(session);
    await check(world);
    expect(counts(world.billChecks.check(bill.id))).toEqual([3, 0, 0]);
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test.each<[string, CallNews]>([
    ['silence', { kind: 'UNKNOWN', why: 'silent' }],
    ['a call that lives', { kind: 'ALIVE', status: null, answeredAt: null }],
  ])('and %s is no difference: it is asked again, and left unchecked after two days', async (_, news) => {
    const { world, one, bill } = await billed(3);
    world.outside.query = (session) => (session === 'session-2' ? news : told(session));
    await check(world);
    expect(world.outside.queried).toHaveLength(3);
    world.clock.advance(300);
    await check(world);
    expect(world.outside.queried.slice(3)).toEqual(['session-2']);
    expect(world.billChecks.check(bill.id).finishedAt).toBeNull();
    for (let days = 0; days < 5; days++) {
      for (let hours = 0; hours < 4; hours++) {
        world.clock.advance(DAY / 4);
        await check(world);
      }
    }
    expect(counts(world.billChecks.check(bill.id))).toEqual([2, 0, 0]);
    expect(world.billChecks.check(bill.id).finishedAt).not.toBeNull();
    expect(world.outside.queried.length).toBe(3 + 13);
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test('and what is too old for the provider is not asked about', async () => {
    const world = scenario({ billChecks: { share: 1, perSecond: Infinity, days: 10 } });
    const { bill } = await billed(3, world);
    world.clock.advance(11 * DAY);
    await check(world);
    expect(world.outside.queried).toEqual([]);
    expect(world.billChecks.check(bill.id)).toMatchObject({ matched: 0, finishedAt: world.clock.service() });
  });

  test('and nothing is asked where the share is none', async () => {
    const world = scenario({ billChecks: { share: 0, perSecond: Infinity, days: 90 } });
    const { bill } = await billed(2, world);
    expect(await world.application.checkBills()).toBe(0);
    expect(world.billChecks.check(bill.id)).toMatchObject({ share: null, finishedAt: null });
  });

  test('and it goes on where a turn was lost in the middle', async () => {
    const { world, bill } = await billed(40);
    world.outside.query = (session) => told(session);
    expect(await world.application.checkBills()).toBe(1);
    const record = world.billChecks.record.bind(world.billChecks);
    world.billChecks.record = () => Promise.reject(new Error('the connection was lost'));
    await expect(world.application.checkBills()).rejects.toThrow('the connection was lost');
    world.billChecks.record = record;
    expect(await world.application.checkBills()).toBe(0);
    world.clock.advanceWall(300);
    await check(world);
    expect(counts(world.billChecks.check(bill.id))).toEqual([40, 0, 0]);
    expect(world.outside.queried).toHaveLength(40 + 16);
  });
});

test('PACE-1: a check waits for its turn behind everybody, and comes back where there was none', async () => {
  const providerRate = { perSecond: 1, patienceMs: 2000, groups: new Map<string, string>() };
  const { world, one, bill } = await billed(1, scenario({ providerRate }));
  world.outside.query = (asked) => told(asked);

  const checking = world.application.checkBills();
  for (const callee of ['13800000062', '13800000063', '13800000064']) {
    const starting = world.start(one, { callee });
    // The check, the start, and who calls the next.
    await soon(() => world.clock.sleeping === 3);
    world.clock.advanceWall(1);
    expect((await starting).status).toBe('DIALING');
  }
  expect(await checking).toBe(1);
  expect(world.outside.queried).toEqual([]);
  world.clock.advanceWall(4);
  expect(await world.application.checkBills()).toBe(0);
  world.clock.advanceWall(1);
  await check(world);
  expect(world.outside.queried).toEqual(['session-1']);
  expect(counts(world.billChecks.check(bill.id))).toEqual([1, 0, 0]);
});
