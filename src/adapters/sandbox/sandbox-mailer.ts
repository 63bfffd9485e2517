import type { Mail, Mailer } from '../../application/ports/mailer.ts';
import { postToSandbox } from './control-client.ts';

/** Mails are shown by the sandbox instead of being sent. */
export class SandboxMailer implements Mailer {
  readonly #baseUrl: string;

  /** @param baseUrl of the sandbox. */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  async send({ to, subject, text }: Mail): Promise<void> {
    await postToSandbox(this.#baseUrl, '/sandbox/mails', { to, subject, text }, []);
  }
}
