import { describe, expect, test } from 'vitest';
import type { PaymentReference, TopUpId } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import { TopUp } from '../../src/domain/top-up.ts';
import * as a from '../support/a.ts';

const request = (fen: number): TopUp => TopUp.request('t-1' as TopUpId, a.accountId, Money.fen(fen), a.noon);

describe('ACC-2: a top-up is from 1000 yuan up', () => {
  test.each([1000_00, 1000_01, 10_000_000_00])('%i fen are accepted', (fen) => {
    expect(request(fen)).toMatchObject({ status: 'PENDING', amount: { fen: BigInt(fen) } });
  });

  test.each([999_99, 1, 0, -1000_00, 10_000_000_01])('%i fen are refused', (fen) => {
    expect(a.rejection(() => request(fen))).toEqual({
      code: 'TOP_UP_OUT_OF_RANGE',
      minimum: Money.fen(1000_00),
      maximum: Money.fen(10_000_000_00),
    });
  });
});

describe('ACC-3: a top-up is paid once', () => {
  const paid = (): TopUp => request(1000_00).paid('p-1' as PaymentReference, a.after(5));

  test('the payment is kept with it', () => {
    expect(paid().state).toEqual({ status: 'PAID', reference: 'p-1', paidAt: a.after(5) });
  });

  test('a second payment changes nothing', () => {
    const once = paid();
    expect(once.paid('p-2' as PaymentReference, a.after(9))).toBe(once);
  });

  test('a canceled one is not paid', () => {
    const { id, account, amount } = request(1000_00);
    const canceled = TopUp.restore(id, account, amount, a.noon, { status: 'CANCELED' });
    expect(canceled.status).toBe('CANCELED');
    expect(() => canceled.paid('p-1' as PaymentReference, a.noon)).toThrow('Assertion failed');
  });
});
