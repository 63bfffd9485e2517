import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TariffCommand } from '../../src/application/set-tariff.ts';
import { Money } from '../../src/domain/money.ts';
import type { Principal } from '../../src/domain/principal.ts';
import * as a from '../support/a.ts';
import { operatorOf } from '../support/operators.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

interface Desk {
  readonly world: Scenario;
  readonly one: Customer;
  readonly operator: Principal;
  readonly command: (fen: number, given?: Partial<TariffCommand>) => TariffCommand;
}

async function desk(): Promise<Desk> {
  const world = scenario();
  const one = await world.customer({ fen: 1000_00 });
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const command: Desk['command'] = (fen, given = {}) => {
    const price = { pricePerMinute: Money.fen(fen), basis: 'CONVERSATION', from: null } as const;
    return { account: one.id, reason: 'contract 17', idempotencyKey: world.random.token(), ...price, ...given };
  };
  return { world, one, operator, command };
}

describe('PRICE-4: an operator gives an account a tariff of its own', () => {
  test('quotes and calls go by it from its time on, and the trail has it', async () => {
    const { world, one, operator, command } = await desk();
    const from = new Date(world.clock.service().getTime() + 60_000);
    await world.application.setTariff(operator, command(30, { from, basis: 'EACH_PARTY' }));
    const asked = { app: one.app.id, maxDurationSeconds: 60, minDurationSeconds: null };
    const price = async () => (await world.application.quoteCall(one.principal, asked)).quote.worstCase.fen;
    expect(await price()).toBe(12n);
    expect(world.application.pricingOf(world.account(one.id))).toMatchObject({ next: { from } });
    world.clock.advance(60);
    expect(await price()).toBe(60n);
    expect((await world.start(one)).order.tariff).toMatchObject({ version: from.toISOString(), basis: 'EACH_PARTY' });
    const [entry] = world.records(one.id).actions;
    expect(entry).toMatchObject({ action: 'SET_TARIFF', subject: one.id, reason: 'contract 17' });
    expect(entry?.details).toMatchObject({ pricePerMinute: '0.30', presentPricePerMinute: '0.12' });
  });

  test('ACC-4 goes by it: what bought a minute may buy none', async () => {
    const { world, one, operator, command } = await desk();
    await world.application.disableService(one.principal, { app: one.app.id });
    await world.spend(one.id, 1000_00 - 12);
    await world.application.setTariff(operator, command(13));
    const enabled = world.application.enableService(one.principal, { app: one.app.id });
    expect(await refused(enabled)).toMatchObject({ code: 'NO_MINUTES_LEFT', pricePerMinute: { fen: 13n } });
  });

  test('not in the past, not on a closed account, not by a member; the same key announces once', async () => {
    const { world, one, operator, command } = await desk();
    const past = command(10, { from: a.after(-1, world.clock.service()) });
    expect(await refused(world.application.setTariff(operator, past))).toEqual({ code: 'TARIFF_IN_PAST' });
    const member = world.application.setTariff(one.principal, command(10));
    expect(await refused(member)).toMatchObject({ code: 'NOT_ALLOWED', operation: 'setTariff' });
    const first = command(10);
    await world.application.setTariff(operator, first);
    expect(await world.application.setTariff(operator, first)).toMatchObject({ replayed: true });
    const other = { ...first, pricePerMinute: Money.fen(11) };
    expect(await refused(world.application.setTariff(operator, other))).toEqual({ code: 'IDEMPOTENCY_MISMATCH' });
    await world.application.closeAccount(operator, command(1));
    expect(await refused(world.application.setTariff(operator, command(9)))).toMatchObject({ code: 'ACCOUNT_CLOSED' });
  });

  test('whatever the versions, a call is charged by the one in force when it was placed', async () => {
    const version = fc.record({ fen: fc.integer({ min: 1, max: 50 }), ahead: fc.nat(100), wait: fc.nat(100) });
    await fc.assert(
      fc.asyncProperty(fc.array(version, { minLength: 1, maxLength: 4 }), fc.nat(300), async (versions, talked) => {
        const { world, one, operator, command } = await desk();
        let charge = 0n;
        const calls = [];
        for (const [index, { fen, ahead, wait }] of versions.entries()) {
          const from = a.after(ahead + 1, world.clock.service());
          await world.application.setTariff(operator, command(fen, { from }));
          world.clock.advance(wait);
          const { tariff } = world.application.pricingOf(world.account(one.id));
          charge += tariff.cost(talked, 2).fen;
          calls.push(await world.start(one, { callee: `1370000000${index}` }));
        }
        await world.application.setTariff(operator, command(99, { from: a.after(1, world.clock.service()) }));
        world.clock.advance(400);
        for (const { session, order } of calls) {
          const numbers = {
            caller: order.caller.digits,
            callee: `1370000000${calls.findIndex((one) => one.session === session)}`,
          };
          await world.deliver(one.app, a.report({ session: session!, ...numbers, talkSeconds: talked, legs: [] }));
        }
        expect(world.account(one.id).balance.fen).toBe(1000_00n - charge);
      }),
      { numRuns: 20 },
    );
  });
});
