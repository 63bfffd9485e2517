import type { App } from '../domain/app.ts';
import type { AppId } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { stopAlarm } from '../domain/provider-stop.ts';
import { permit } from '../domain/role.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/**
 * ACC-4: enables the service of an app, with more than 0 minutes left. Enabled already, it stays so. Where the provider
 * had disabled its AppKey, whoever enables it says that it works again (KEY-2).
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND, ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, SERVICE_SUSPENDED, NO_MINUTES_LEFT
 */
export function enableService({ accounts }: Ports, { tariff }: Settings) {
  return async (principal: Principal, input: { app: AppId }): Promise<App> => {
    permit(principal, 'enableService');
    return accounts.decide(principal.account, { app: input.app }, ({ app, account, now }) => {
      const enabled = app.enable(account, account.tariffs.at(now, tariff));
      const closedAlarms = app.stoppedByProvider === null ? [] : [stopAlarm(app)];
      return { answer: enabled, saves: enabled === app ? {} : { app: enabled, closedAlarms } };
    });
  };
}

/**
 * Takes no new calls for the app; calls under way settle normally.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND
 */
export function disableService({ accounts }: Ports) {
  return async (principal: Principal, input: { app: AppId }): Promise<App> => {
    permit(principal, 'disableService');
    return accounts.decide(principal.account, { app: input.app }, ({ app }) => {
      const disabled = app.disable();
      return { answer: disabled, saves: disabled === app ? {} : { app: disabled } };
    });
  };
}
