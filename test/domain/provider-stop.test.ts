import { describe, expect, test } from 'vitest';
import { providerErrors } from '../../src/domain/provider-errors.ts';
import { stopAfter } from '../../src/domain/provider-stop.ts';
import * as a from '../support/a.ts';

const refusal = (providerCode: number | null) => ({ providerCode, retryAfterSeconds: null });

describe('START-6: an AppKey that the provider has disabled', () => {
  test('stops its app, and calls a person with what to do', () => {
    const { app, alarms } = stopAfter(a.app(), refusal(422), a.noon);
    expect(app).toMatchObject({ service: 'ENABLED', stoppedByProvider: a.noon, version: 2 });
    const detail = expect.stringMatching(/key-1.*provider's support/) as string;
    expect(alarms).toEqual([{ kind: 'APP_KEY_DISABLED', subject: a.appId, detail, openedAt: a.noon }]);
  });

  test('stops it once: a later refusal changes nothing', () => {
    expect(stopAfter(a.app({ stoppedByProvider: a.noon }), refusal(422), a.after(60))).toEqual({ alarms: [] });
  });

  test('no other refusal stops an app', () => {
    const codes = [null, ...providerErrors.map(({ providerCode }) => providerCode)].filter((code) => code !== 422);
    for (const code of codes) expect(stopAfter(a.app(), refusal(code), a.noon)).toEqual({ alarms: [] });
  });

  test('nor does one by the same code that says that the account is empty', () => {
    const empty = { ...refusal(422), cause: 'OUT_OF_MINUTES' } as const;
    expect(stopAfter(a.app(), empty, a.noon)).toEqual({ alarms: [] });
  });

  test('takes no starts, and says since when', () => {
    const stopped = a.app({ stoppedByProvider: a.noon });
    expect(a.rejection(() => stopped.requireEnabled())).toEqual({ code: 'PROVIDER_ACCOUNT_DISABLED', since: a.noon });
    const disabled = stopped.disable();
    expect(disabled.stoppedByProvider).toEqual(a.noon);
    expect(a.rejection(() => disabled.requireEnabled())).toEqual({ code: 'SERVICE_DISABLED' });
  });

  test('works again when an operator says so, once', () => {
    const lifted = a.app({ stoppedByProvider: a.noon }).liftProviderStop();
    expect(lifted).toMatchObject({ service: 'ENABLED', stoppedByProvider: null, version: 2 });
    expect(() => lifted.requireEnabled()).not.toThrow();
    expect(a.rejection(() => lifted.liftProviderStop())).toEqual({ code: 'APP_NOT_STOPPED' });
  });

  test('works again when its owner enables it again, which needs a minute as ever (ACC-4)', () => {
    const stopped = a.app({ stoppedByProvider: a.noon });
    expect(a.rejection(() => stopped.enable(a.account({ balance: 11 }), a.tariff())).code).toBe('NO_MINUTES_LEFT');
    const enabled = stopped.enable(a.account(), a.tariff());
    expect(enabled).toMatchObject({ service: 'ENABLED', stoppedByProvider: null, version: 2 });
    expect(stopped.disable().enable(a.account(), a.tariff()).stoppedByProvider).toBeNull();
  });
});
