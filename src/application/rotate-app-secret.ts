import type { App } from '../domain/app.ts';
import type { AppId } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import { announceApp } from './announce-app.ts';
import { credentialsOf, secretContext, signingSecretsOf } from './credentials-of.ts';
import { parseAppSecret } from './parse-credentials.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

export interface SecretRotation {
  readonly app: AppId;
  /** What the provider changed it to; null where the sandbox shall issue one. */
  readonly newAppSecret: string | null;
}

/**
 * ROLE-3: gives an app another AppSecret, which is told this once. Requests are signed with it from then on; callbacks
 * may be signed with the one before for as long as the settings say, or until the rotation is ended. The secret that the
 * app has already changes nothing, so that a repeat is safe.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, PROVIDER_CREDENTIALS_REQUIRED, SECRET_ROTATION_UNDER_WAY
 */
export function rotateAppSecret(ports: Ports, settings: Settings) {
  const { accounts, credentials, secrets, clock } = ports;
  return async (principal: Principal, input: SecretRotation): Promise<{ app: App; appSecret: string }> => {
    permit(principal, 'rotateAppSecret');
    const given = input.newAppSecret === null ? null : parseAppSecret('newAppSecret', input.newAppSecret);
    const appSecret = credentials.obtainSecret(given);
    const sealed = secrets.seal(appSecret, secretContext({ account: principal.account, id: input.app }));
    const app = await accounts.decide(principal.account, { app: input.app }, (facts) => {
      if (credentialsOf(facts.app, secrets).appSecret === appSecret) return { answer: facts.app };
      const rotated = facts.app.rotateSecret(sealed, settings.secretRotationSeconds, facts.now);
      return { answer: rotated, saves: { app: rotated } };
    });
    const [, replaced] = signingSecretsOf(app, secrets, clock.service());
    await announceApp(ports, settings, app, credentialsOf(app, secrets), replaced);
    return { app, appSecret };
  };
}

/**
 * Takes callbacks that are signed with the present AppSecret only. Where no rotation lasts, nothing changes.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND
 */
export function endSecretRotation({ accounts }: Ports) {
  return async (principal: Principal, input: { app: AppId }): Promise<App> => {
    permit(principal, 'endSecretRotation');
    return accounts.decide(principal.account, { app: input.app }, ({ app }) => {
      const ended = app.endSecretRotation();
      return { answer: ended, saves: ended === app ? {} : { app: ended } };
    });
  };
}
