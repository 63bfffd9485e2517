import { describe, expect, test } from 'vitest';
import { BankPayments } from '../../src/adapters/bank/bank-payments.ts';
import { createApplication } from '../../src/application/application.ts';
import type { TopUpConfirmation } from '../../src/application/confirm-top-up.ts';
import { Money } from '../../src/domain/money.ts';
import { operatorOf } from '../support/operators.ts';
import { refused, scenario, settings } from '../support/scenario.ts';

/** A service whose customers pay by bank transfer, a top-up of 1000 yuan that waits for one, and an operator. */
async function bank() {
  const world = scenario();
  const one = await world.customer({ fen: 0 });
  const ports = { ...world.ports, payments: new BankPayments() };
  const application = createApplication(ports, { ...settings, bankPayee: 'Bank of Tests, 4711' });
  const order = (idempotencyKey: string) =>
    application.topUp(one.principal, { amount: Money.fen(1000_00), idempotencyKey });
  const { topUp } = await order('first');
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const confirm = (given: Partial<TopUpConfirmation> = {}) =>
    application.confirmTopUp(operator, {
      ...{ reference: topUp.transferReference, received: Money.fen(1000_00), bankReference: 'bank 1' },
      ...{ reason: 'seen on the statement', idempotencyKey: 'confirm', ...given },
    });
  const balance = () => world.account(one.id).balance.fen;
  return { world, one, application, order, topUp, operator, confirm, balance };
}

describe('BANK-1: a top-up by bank transfer', () => {
  test('waits for a person: nobody asks again, and nothing is credited by itself', async () => {
    const { world, one, application, order, topUp, balance } = await bank();
    expect([topUp.status, balance()]).toEqual(['PENDING', 0n]);
    world.clock.advance(3600);
    expect(await application.resumeTopUps()).toBe(0);
    expect((await order('first')).topUp).toEqual(topUp);
    expect(world.records(one.id).topUps.size).toBe(1);
  });

  test('is credited once by its reference, with the trail, whatever is repeated', async () => {
    const { world, one, topUp, confirm, balance } = await bank();
    const spelt = topUp.transferReference.toLowerCase().replace('zx', 'zx ');
    expect((await confirm({ reference: spelt })).topUp.state).toMatchObject({ status: 'PAID', reference: 'bank 1' });
    expect((await confirm()).replayed).toBe(true);
    expect(balance()).toBe(1000_00n);
    const no = { code: 'TOP_UP_NOT_PENDING', status: 'PAID' };
    expect(await refused(confirm({ idempotencyKey: 'again', bankReference: 'bank 2' }))).toEqual(no);
    expect(world.records(one.id).actions).toMatchObject([
      { action: 'CONFIRM_TOP_UP', subject: topUp.id },
      { action: 'CONFIRM_TOP_UP', details: { refused: no.code } },
    ]);
  });

  test('one transfer of the bank credits once, over all top-ups and adjustments (ACC-3)', async () => {
    const { application, one, order, operator, confirm, balance } = await bank();
    await confirm();
    const { topUp } = await order('second');
    const twice = confirm({ reference: topUp.transferReference, idempotencyKey: 'twice' });
    expect(await refused(twice)).toEqual({ code: 'REFERENCE_TAKEN' });
    const common = { account: one.id, reason: 'r', idempotencyKey: 'k' };
    const adjustment = { ...common, kind: 'PAY_IN', amount: Money.fen(1), reference: 'bank 1' } as const;
    expect(await refused(application.postAdjustment(operator, adjustment))).toEqual({ code: 'REFERENCE_TAKEN' });
    expect(balance()).toBe(1000_00n);
  });

  test('another amount is not credited; the operator cancels, and posts what came', async () => {
    const { application, one, topUp, operator, confirm, balance } = await bank();
    const received = Money.fen(999_99);
    const no = { code: 'AMOUNT_DIFFERS', ordered: Money.fen(1000_00), received };
    expect(await refused(confirm({ received }))).toEqual(no);
    const cancel = { reference: topUp.transferReference, reason: 'r', idempotencyKey: 'cancel' };
    expect((await application.cancelTopUp(operator, cancel)).topUp.status).toBe('CANCELED');
    expect((await application.cancelTopUp(operator, cancel)).replayed).toBe(true);
    const common = { account: one.id, reason: 'r', idempotencyKey: 'k' };
    await application.postAdjustment(operator, { ...common, kind: 'PAY_IN', amount: received, reference: 'bank 1' });
    expect(balance()).toBe(999_99n);
    const canceled = { code: 'TOP_UP_NOT_PENDING', status: 'CANCELED' };
    expect(await refused(confirm({ idempotencyKey: 'late' }))).toEqual(canceled);
  });

  test('is found by its reference, and by no other; members do neither', async () => {
    const { application, one, topUp, operator, confirm } = await bank();
    const found = await application.topUpByReference(operator, topUp.transferReference);
    expect([found?.topUp, found?.account.id]).toEqual([topUp, one.id]);
    expect(await application.topUpByReference(operator, 'ZX22222222222')).toBeNull();
    expect(await refused(confirm({ reference: 'nothing' }))).toEqual({ code: 'NOT_FOUND', what: 'TOP_UP' });
    const no = { code: 'NOT_ALLOWED', operation: 'viewDesk', role: 'OWNER' };
    expect(await refused(application.topUpByReference(one.principal, topUp.transferReference))).toEqual(no);
  });
});
