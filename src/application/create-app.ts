import { App } from '../domain/app.ts';
import { standardConferenceBounds } from '../domain/conference-bounds.ts';
import type { AppId } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import { parseText } from '../domain/text.ts';
import { announceApp } from './announce-app.ts';
import { secretContext } from './credentials-of.ts';
import { parseCredentials } from './parse-credentials.ts';
import type { AppCredentials } from './ports/app-credentials.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

export interface NewApp {
  readonly name: string;
  /** What the provider issued for the app; null where the sandbox shall issue them. */
  readonly credentials: AppCredentials | null;
}

/**
 * Creates an app, with its service disabled. The AppSecret is told this once.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, PROVIDER_CREDENTIALS_REQUIRED, ACCOUNT_CLOSED, APP_KEY_TAKEN,
 * APP_LIMIT_REACHED
 */
export function createApp(ports: Ports, settings: Settings) {
  const { accounts, credentials, secrets, random } = ports;
  return async (principal: Principal, input: NewApp): Promise<{ app: App; appSecret: string }> => {
    permit(principal, 'createApp');
    const name = parseText('name', input.name, 100);
    const given = input.credentials === null ? null : parseCredentials(input.credentials);
    const obtained = credentials.obtain(given);
    const { appKey, appSecret, accid } = obtained;
    const callbackKey = random.token();
    const owner = { id: random.id() as AppId, account: principal.account };
    const sealedSecret = secrets.seal(appSecret, secretContext(owner));
    const app = await accounts.decide(principal.account, { appCount: true }, ({ account, appCount, now }) => {
      account.requireNotClosed();
      const limits = settings.durationLimits;
      const conferences = standardConferenceBounds;
      const created = { ...owner, name, appKey, accid, sealedSecret, callbackKey, limits, conferences, createdAt: now };
      const next = App.create(created, appCount);
      return { answer: next, saves: { app: next } };
    });
    // Only once the AppKey is this app's: a refused second app must not take the first one's callbacks away.
    await announceApp(ports, settings, app, obtained);
    return { app, appSecret };
  };
}
