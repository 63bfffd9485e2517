import { describe, expect, test } from 'vitest';
import { ServiceBusy } from '../../src/application/ports/service-busy.ts';
import type { PaymentReference } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

const amount = Money.fen(1000_00);

async function empty(): Promise<{ world: Scenario; one: Customer }> {
  const world = scenario();
  return { world, one: await world.customer({ fen: 0 }) };
}

const order = (idempotencyKey = 'k-1') => ({ amount, idempotencyKey });

describe('ACC-2, ACC-3: a top-up', () => {
  test('is paid and credited, with a posting', async () => {
    const { world, one } = await empty();
    const { topUp, replayed } = await world.application.topUp(one.principal, order());
    expect(topUp.state).toMatchObject({ status: 'PAID', reference: `payment-${topUp.id}` });
    expect(replayed).toBe(false);
    expect(world.account(one.id).balance.fen).toBe(1000_00n);
    expect(world.records(one.id).transfers.at(-1)).toMatchObject({
      kind: 'TOP_UP',
      debit: 'FUNDS',
      credit: 'CUSTOMER',
      subject: topUp.id,
    });
  });

  test.each([999_99, 0, -1000_00])('of %i fen leaves nothing', async (fen) => {
    const { world, one } = await empty();
    const before = world.records(one.id);
    const attempt = world.application.topUp(one.principal, { ...order(), amount: Money.fen(fen) });
    expect((await refused(attempt)).code).toBe('TOP_UP_OUT_OF_RANGE');
    expect(world.records(one.id)).toEqual(before);
    expect(world.outside.paid).toEqual([]);
  });

  test('repeated with its key is credited once', async () => {
    const { world, one } = await empty();
    const first = await world.application.topUp(one.principal, order());
    const again = await world.application.topUp(one.principal, order(' k-1 '));
    expect(again).toEqual({ topUp: first.topUp, replayed: true });
    expect(world.account(one.id).balance.fen).toBe(1000_00n);
    expect(world.outside.paid).toHaveLength(1);
  });

  test('repeated 100 times at once is credited once', async () => {
    const { world, one } = await empty();
    const results = await Promise.all(
      Array.from({ length: 100 }, () => world.application.topUp(one.principal, order())),
    );
    expect(new Set(results.map(({ topUp }) => topUp.id)).size).toBe(1);
    expect(results.every(({ topUp }) => topUp.status === 'PAID')).toBe(true);
    expect(results.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(world.account(one.id).balance.fen).toBe(1000_00n);
  });

  test('is PENDING where the service has no room for the rest once it is ordered, and is taken up', async () => {
    const { world, one } = await empty();
    const { accounts } = world;
    const decide = accounts.decide.bind(accounts);
    let decisions = 0;
    accounts.decide = (account, keys, rule) =>
      decisions++ === 0 ? decide(account, keys, rule) : Promise.reject(new ServiceBusy());
    const { topUp, replayed } = await world.application.topUp(one.principal, order());
    expect([topUp.status, replayed]).toEqual(['PENDING', false]);
    accounts.decide = decide;
    world.clock.advance(61);
    await world.application.resumeTopUps();
    expect(await world.application.topUp(one.principal, order())).toMatchObject({
      topUp: { id: topUp.id, status: 'PAID' },
      replayed: true,
    });
    expect(world.account(one.id).balance.fen).toBe(1000_00n);
    expect(new Set(world.outside.paid).size).toBe(1);
  });

  test('is not ordered where the service has no room for that', async () => {
    const { world, one } = await empty();
    world.accounts.decide = () => Promise.reject(new ServiceBusy());
    await expect(world.application.topUp(one.principal, order())).rejects.toThrow(ServiceBusy);
    expect(world.outside.paid).toEqual([]);
  });

  test('interrupted after it was ordered is taken up by its key', async () => {
    const { world, one } = await empty();
    const { pay } = world.outside;
    world.outside.pay = () => Promise.reject(new Error('the line is dead'));
    await expect(world.application.topUp(one.principal, order())).rejects.toThrow('dead');
    expect(world.account(one.id).balance.isZero).toBe(true);
    world.outside.pay = pay;
    expect(await world.application.topUp(one.principal, order())).toMatchObject({
      replayed: true,
      topUp: { status: 'PAID' },
    });
    expect(world.account(one.id).balance.fen).toBe(1000_00n);
    expect(new Set(world.outside.paid).size).toBe(1);
  });

  test('interrupted after it was ordered is taken up by the service, once whoever ordered it must have died', async () => {
    const { world, one } = await empty();
    const { pay } = world.outside;
    world.outside.pay = () => Promise.reject(new Error('the line is dead'));
    await expect(world.application.topUp(one.principal, order())).rejects.toThrow('dead');
    world.outside.pay = pay;
    world.clock.advance(59);
    expect(await world.application.resumeTopUps()).toBe(0);
    world.clock.advance(1);
    expect(await Promise.all([world.application.resumeTopUps(), world.application.resumeTopUps()])).toEqual([1, 0]);
    expect(world.account(one.id).balance.fen).toBe(1000_00n);
    world.clock.advance(3600);
    expect(await world.application.resumeTopUps()).toBe(0);
  });

  test('that still cannot be paid is tried again later, and the others with it', async () => {
    const { world, one } = await empty();
    world.outside.pay = () => Promise.reject(new Error('the line is dead'));
    await expect(world.application.topUp(one.principal, order())).rejects.toThrow('dead');
    world.clock.advance(60);
    expect(await world.application.resumeTopUps()).toBe(1);
    expect(await world.application.resumeTopUps()).toBe(0);
    world.clock.advance(60);
    expect(await world.application.resumeTopUps()).toBe(1);
    expect(world.outside.logs).toContainEqual(expect.objectContaining({ level: 'error' }));
  });

  test('that is not yet paid is not yet credited', async () => {
    const { world, one } = await empty();
    const { pay } = world.outside;
    world.outside.pay = () => Promise.resolve({ status: 'PENDING', reference: 'p-1' as PaymentReference });
    expect((await world.application.topUp(one.principal, order())).topUp.status).toBe('PENDING');
    expect(world.account(one.id).balance.isZero).toBe(true);
    world.outside.pay = pay;
    expect((await world.application.topUp(one.principal, order())).topUp.status).toBe('PAID');
    expect(world.account(one.id).balance.fen).toBe(1000_00n);
  });

  test('MONEY-10: one payment credits one top-up, for ever', async () => {
    const { world, one } = await empty();
    world.outside.pay = () => Promise.resolve({ status: 'PAID', reference: 'p-1' as PaymentReference });
    await world.application.topUp(one.principal, order('k-1'));
    const second = await world.application.topUp(one.principal, order('k-2'));
    expect(second.topUp.status).toBe('PENDING');
    expect(world.account(one.id).balance.fen).toBe(1000_00n);
  });

  test('with another key is another one', async () => {
    const { world, one } = await empty();
    await world.application.topUp(one.principal, order('k-1'));
    await world.application.topUp(one.principal, order('k-2'));
    expect(world.account(one.id).balance.fen).toBe(2000_00n);
  });

  test('of another amount under the same key is a conflict', async () => {
    const { world, one } = await empty();
    await world.application.topUp(one.principal, order());
    const other = world.application.topUp(one.principal, { ...order(), amount: Money.fen(2000_00) });
    expect(await refused(other)).toEqual({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(world.account(one.id).balance.fen).toBe(1000_00n);
  });

  test("a call's key is another one", async () => {
    const { world, one } = await empty();
    await world.application.topUp(one.principal, order('k-1'));
    await world.start(one, { idempotencyKey: 'k-1' });
    expect(world.outside.dialled).toHaveLength(1);
  });

  test.each(['AGENT', 'DEVELOPER'] as const)('is nothing for %s (ROLE-1)', async (role) => {
    const world = scenario();
    const one = await world.customer({ role });
    expect((await refused(world.application.topUp(one.principal, order()))).code).toBe('NOT_ALLOWED');
  });

  test('with an empty key leaves nothing', async () => {
    const { world, one } = await empty();
    expect((await refused(world.application.topUp(one.principal, order(' ')))).code).toBe('INVALID_TEXT');
    expect(world.records(one.id).topUps.size).toBe(0);
  });
});
