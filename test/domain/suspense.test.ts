import { describe, expect, test } from 'vitest';
import { Money } from '../../src/domain/money.ts';
import type { SuspenseDecision } from '../../src/domain/suspense.ts';
import { settleSuspense } from '../../src/domain/suspense.ts';
import * as a from '../support/a.ts';

function settled(available: number, missing: number, decision: SuspenseDecision) {
  const account = a.account({ balance: available + 60, reserved: 60 });
  const ledger = { paid: Money.fen(60), missing: Money.fen(missing) };
  const { transfers, closedAlarms, ...rest } = settleSuspense(account, a.callId, ledger, decision, 'posting', a.noon);
  const moved = transfers.map(({ kind, amount, call, subject }) => [kind, amount.fen, call, subject]);
  return {
    moved,
    closed: closedAlarms.map(({ kind }) => kind),
    left: rest.left.fen,
    balance: rest.account.balance.fen,
  };
}

describe('SUSPENSE-1: what a customer could not pay', () => {
  test('is collected from what is available, and its alarm is over', () => {
    expect(settled(30, 20, 'COLLECT')).toEqual({
      moved: [['SHORTFALL_COLLECTED', 20n, a.callId, 'posting']],
      closed: ['SHORTFALL'],
      left: 0n,
      balance: 70n,
    });
  });

  test('is collected as far as there is something; what open calls reserve is not touched', () => {
    const moved = [['SHORTFALL_COLLECTED', 5n, a.callId, 'posting']];
    expect(settled(5, 20, 'COLLECT')).toEqual({ moved, closed: [], left: 15n, balance: 60n });
  });

  test('is given up without touching the balance', () => {
    const moved = [['SHORTFALL_WRITTEN_OFF', 20n, a.callId, 'posting']];
    expect(settled(5, 20, 'WRITE_OFF')).toEqual({ moved, closed: ['SHORTFALL'], left: 0n, balance: 65n });
  });

  test('is not collected from nothing, and nothing is not settled', () => {
    const none = { code: 'INSUFFICIENT_BALANCE', available: Money.zero, required: Money.fen(20) };
    expect(a.rejection(() => settled(0, 20, 'COLLECT'))).toEqual(none);
    expect(a.rejection(() => settled(5, 0, 'WRITE_OFF'))).toEqual({ code: 'NOTHING_IN_SUSPENSE' });
  });
});
