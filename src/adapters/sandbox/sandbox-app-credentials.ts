import type { AppCredentials, AppCredentialsSource } from '../../application/ports/app-credentials.ts';
import { postToSandbox } from './control-client.ts';

/** Registers apps at the sandbox, which issues credentials to those that bring none. */
export class SandboxAppCredentials implements AppCredentialsSource {
  readonly #baseUrl: string;

  /** @param baseUrl of the sandbox. */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** Rejects when the sandbox knows the app key with another secret or accid. */
  obtain(given: AppCredentials | null, callbackUrl: string): Promise<AppCredentials> {
    const body = { ...given, callbackUrl };
    return postToSandbox(this.#baseUrl, '/sandbox/apps', body, ['appKey', 'appSecret', 'accid']);
  }
}
