import type { Mail, Mailer } from '../../application/ports/mailer.ts';
import { postToSandbox } from './control-client.ts';

/** Mails are shown by the sandbox instead of being sent; of files that come with them, it shows what they are called. */
export class SandboxMailer implements Mailer {
  readonly #baseUrl: string;

  /** @param baseUrl of the sandbox. */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  async send({ to, subject, text: words, attachments = [] }: Mail): Promise<void> {
    const files = attachments.map(({ fileName, content }) => `\n[${fileName}, ${content.length} bytes]`);
    const text = words + files.join('');
    await postToSandbox(this.#baseUrl, '/sandbox/mails', { to, subject, text }, []);
  }
}
