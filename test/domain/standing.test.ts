import { describe, expect, test } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';

const suspended = a.account().suspend('unpaid', a.noon);
const closed = a.account().close('asked for', a.noon);
const why = { since: a.noon };

describe('ACC-6: how an account stands', () => {
  test('a suspended one places no calls, says why, and comes back', () => {
    expect(suspended.standing).toEqual({ status: 'SUSPENDED', reason: 'unpaid', since: a.noon });
    expect(a.rejection(() => suspended.requireActive())).toEqual({
      code: 'ACCOUNT_SUSPENDED',
      reason: 'unpaid',
      ...why,
    });
    expect(() => suspended.requireNotClosed()).not.toThrow();
    expect(() => suspended.resume().requireActive()).not.toThrow();
    expect(suspended.version).toBe(2);
  });

  test('a closed one is closed for ever, whatever it was before', () => {
    for (const account of [closed, suspended.close('asked for', a.noon)]) {
      const rejection = { code: 'ACCOUNT_CLOSED', reason: 'asked for', ...why };
      const acts: ((one: Account) => unknown)[] = [
        (one) => one.requireActive(),
        (one) => one.requireNotClosed(),
        (one) => one.suspend('again', a.noon),
        (one) => one.resume(),
        (one) => one.close('again', a.noon),
      ];
      for (const act of acts) expect(a.rejection(() => act(account))).toEqual(rejection);
    }
  });

  test('nothing is suspended twice, and only what is suspended is resumed', () => {
    expect(a.rejection(() => suspended.suspend('again', a.noon))).toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    expect(a.rejection(() => a.account().resume())).toEqual({ code: 'ACCOUNT_NOT_SUSPENDED' });
  });

  test('money moves as ever: calls under way settle', () => {
    for (const account of [suspended, closed]) {
      const settled = account.reserve(Money.fen(60)).settle(Money.fen(60), Money.fen(24));
      expect(settled.account).toMatchObject({ balance: { fen: 1000_00n - 24n }, standing: account.standing });
    }
  });
});

describe('ACC-6: the suspension of a service', () => {
  const app = a.app().suspend('complaints', a.noon);
  const rejection = { code: 'SERVICE_SUSPENDED', reason: 'complaints', since: a.noon };

  test('lies over what the account wants, and leaves it', () => {
    expect([app.serviceState, app.resume().serviceState]).toEqual(['SUSPENDED', 'ENABLED']);
    expect([app.disable().serviceState, app.disable().resume().serviceState]).toEqual(['SUSPENDED', 'DISABLED']);
  });

  test('stops calls, and nobody enables it away', () => {
    expect(a.rejection(() => app.requireEnabled())).toEqual(rejection);
    expect(a.rejection(() => app.enable(a.account(), a.tariff()))).toEqual(rejection);
    expect(a.rejection(() => app.suspend('again', a.noon))).toEqual(rejection);
    expect(a.rejection(() => a.app().resume())).toEqual({ code: 'SERVICE_NOT_SUSPENDED' });
  });

  test('a service is enabled only for an account that places calls', () => {
    const off = a.app({ service: 'DISABLED' });
    expect(a.rejection(() => off.enable(suspended, a.tariff()))).toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    expect(a.rejection(() => off.enable(closed, a.tariff()))).toMatchObject({ code: 'ACCOUNT_CLOSED' });
  });
});
