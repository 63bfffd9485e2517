import { describe, expect, test } from 'vitest';
import { App, standardDurationLimits } from '../../src/domain/app.ts';
import * as a from '../support/a.ts';

describe('ACC-4: a service is enabled with more than 0 minutes left', () => {
  test.each([0, 11])('%i fen are not a minute', (balance) => {
    const disabled = a.app({ service: 'DISABLED' });
    expect(a.rejection(() => disabled.enable(a.account({ balance }), a.tariff()))).toMatchObject({
      code: 'NO_MINUTES_LEFT',
      available: { fen: BigInt(balance) },
      pricePerMinute: { fen: 12n },
    });
  });

  test('12 fen are', () => {
    const enabled = a.app({ service: 'DISABLED' }).enable(a.account({ balance: 12 }), a.tariff());
    expect(enabled).toMatchObject({ service: 'ENABLED', version: 2 });
  });

  test('what calls have reserved does not count', () => {
    const account = a.account({ balance: 71, reserved: 60 });
    expect(a.rejection(() => a.app({ service: 'DISABLED' }).enable(account, a.tariff())).code).toBe('NO_MINUTES_LEFT');
  });

  test('an enabled service stays as it is, also without money', () => {
    const app = a.app();
    expect(app.enable(a.account({ balance: 0 }), a.tariff())).toBe(app);
  });

  test('a disabled service takes no calls', () => {
    const disabled = a.app().disable();
    expect(a.rejection(() => disabled.requireEnabled())).toEqual({ code: 'SERVICE_DISABLED' });
    expect(disabled).toMatchObject({ service: 'DISABLED', version: 2 });
    expect(disabled.disable()).toBe(disabled);
    expect(() => a.app().requireEnabled()).not.toThrow();
  });
});

test('an app begins with its service disabled, and the hundred-and-first is refused', () => {
  const fields = { ...a.app(), limits: standardDurationLimits };
  expect(App.create(fields, 99)).toMatchObject({ service: 'DISABLED', version: 1 });
  expect(a.rejection(() => App.create(fields, 100))).toEqual({ code: 'APP_LIMIT_REACHED', maximum: 100 });
});

test('a default duration above the ceiling is a mistake', () => {
  expect(() => a.app({ limits: { defaultSeconds: 61, ceilingSeconds: 60 } })).toThrow('Assertion failed');
});

test('a default duration may be the ceiling', () => {
  const limits = { defaultSeconds: 60, ceilingSeconds: 60 };
  expect(a.app({ limits }).limits).toEqual(limits);
});
