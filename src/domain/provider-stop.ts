import type { Alarm, AlarmKey } from './alarm.ts';
import type { App } from './app.ts';
import { disabledAppKey } from './provider-errors.ts';
import type { Refusal } from './provider-failure.ts';

/** The alarm that is open while an app is stopped by the provider. */
export function stopAlarm({ id }: Pick<App, 'id'>): AlarmKey {
  return { kind: 'APP_KEY_DISABLED', subject: id };
}

/**
 * KEY-2: what a refusal means for the app that placed the call. The first one that says that its AppKey is disabled
 * stops it, and calls a person.
 */
export function stopAfter(
  app: App,
  { providerCode, cause }: Refusal,
  now: Date,
): { readonly app?: App; readonly alarms: readonly Alarm[] } {
  if (providerCode !== disabledAppKey.providerCode || cause === 'OUT_OF_MINUTES') return { alarms: [] };
  const stopped = app.stopByProvider(now);
  if (stopped === app) return { alarms: [] };
  const detail = `The provider has disabled the AppKey ${app.appKey}. ${disabledAppKey.adviceEn}`;
  return { app: stopped, alarms: [{ ...stopAlarm(app), detail, openedAt: now }] };
}
