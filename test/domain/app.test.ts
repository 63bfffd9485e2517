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

describe('ROLE-3: a new AppSecret', () => {
  const rotated = a.app({ sealedSecret: 'old' }).rotateSecret('new', 3600, a.noon);

  test('signs from now on, and callbacks may be signed with the one before until their time is over', () => {
    expect(rotated).toMatchObject({ sealedSecret: 'new', version: 2 });
    expect(rotated.replacedSecret).toEqual({ sealed: 'old', until: a.after(3600) });
    expect(a.app({ sealedSecret: 'old' }).signingSecrets(a.noon)).toEqual(['old']);
    expect(rotated.signingSecrets(a.noon)).toEqual(['new', 'old']);
    expect(rotated.signingSecrets(a.after(3599.999))).toEqual(['new', 'old']);
    expect(rotated.signingSecrets(a.after(3600))).toEqual(['new']);
  });

  test('is refused while two work already: a third would cut the first off', () => {
    const again = (): unknown => rotated.rotateSecret('third', 3600, a.after(3599.999));
    expect(a.rejection(again)).toEqual({ code: 'SECRET_ROTATION_UNDER_WAY', endsAt: a.after(3600) });
    const later = rotated.rotateSecret('third', 60, a.after(3600));
    expect(later.signingSecrets(a.after(3600))).toEqual(['third', 'new']);
  });

  test('works alone once the rotation was ended, after which the next may begin', () => {
    const ended = rotated.endSecretRotation();
    expect(ended).toMatchObject({ sealedSecret: 'new', replacedSecret: null, version: 3 });
    expect(ended.signingSecrets(a.noon)).toEqual(['new']);
    expect(ended.endSecretRotation()).toBe(ended);
    expect(ended.rotateSecret('third', 60, a.noon).signingSecrets(a.noon)).toEqual(['third', 'new']);
  });
});
