import { randomBytes } from 'node:crypto';
import type { AppCredentials, AppCredentialsSource } from '../../application/ports/app-credentials.ts';
import { postToSandbox } from './control-client.ts';

/** Issues credentials to apps that bring none, and registers all of them at the sandbox. */
export class SandboxAppCredentials implements AppCredentialsSource {
  readonly #baseUrl: string;
  readonly #isBeside: boolean;

  /**
   * @param baseUrl of the sandbox.
   * @param isBeside the sandbox was started by this service, and knows where the service is.
   */
  constructor(baseUrl: string, isBeside = true) {
    this.#baseUrl = baseUrl;
    this.#isBeside = isBeside;
  }

  obtain(given: AppCredentials | null): AppCredentials {
    return given ?? { appKey: hex(16), appSecret: hex(6), accid: `sandbox_${hex(4)}` };
  }

  obtainSecret(given: string | null): string {
    return given ?? hex(6);
  }

  /**
   * By path only to a sandbox beside the service: it posts to wherever the service is, which may have moved to another
   * port since. One that runs elsewhere is told the whole address. An app key that the sandbox knows
   * with another secret than these stays as it is there, and its calls will be refused.
   */
  async announce(credentials: AppCredentials, callbackUrl: string, replaced?: string): Promise<void> {
    const address = this.#isBeside ? new URL(callbackUrl).pathname : callbackUrl;
    const callback = { ...credentials, callbackUrl: address, replacedSecret: replaced ?? null };
    await postToSandbox(this.#baseUrl, '/sandbox/apps', callback, [], [409]);
  }
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
