import type { App } from '../domain/app.ts';
import type { AppCredentials } from './ports/app-credentials.ts';
import type { Secrets } from './ports/secrets.ts';

/** ROLE-3: an AppSecret is sealed for one app of one account, and opens nowhere else. */
export function secretContext(app: Pick<App, 'account' | 'id'>): string {
  return `${app.account}/${app.id}`;
}

/** What requests are signed with. */
export function credentialsOf(app: App, secrets: Secrets): AppCredentials {
  return { appKey: app.appKey, appSecret: secrets.open(app.sealedSecret, secretContext(app)), accid: app.accid };
}

/** With which a callback that comes at service time `now` may be signed. */
export function signingSecretsOf(app: App, secrets: Secrets, now: Date): readonly string[] {
  return app.signingSecrets(now).map((sealed) => secrets.open(sealed, secretContext(app)));
}
