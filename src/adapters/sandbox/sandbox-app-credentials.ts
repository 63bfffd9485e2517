import { randomBytes } from 'node:crypto';
import type { AppCredentials, AppCredentialsSource } from '../../application/ports/app-credentials.ts';
import { postToSandbox } from './control-client.ts';

/** Issues credentials to apps that bring none, and registers all of them at the sandbox. */
export class SandboxAppCredentials implements AppCredentialsSource {
  readonly #baseUrl: string;

  /** @param baseUrl of the sandbox. */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  obtain(given: AppCredentials | null): AppCredentials {
    if (given !== null) return given;
    const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
    return { appKey: hex(16), appSecret: hex(6), accid: `sandbox_${hex(4)}` };
  }

  /**
   * By path only: the sandbox posts to the service that it runs beside, which may have moved to another port since. An
   * app key that the sandbox knows with another secret stays as it is there, and its calls will be refused.
   */
  async announce(credentials: AppCredentials, callbackUrl: string): Promise<void> {
    const callback = { ...credentials, callbackUrl: new URL(callbackUrl).pathname };
    await postToSandbox(this.#baseUrl, '/sandbox/apps', callback, [], [409]);
  }
}
