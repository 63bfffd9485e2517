import { createTransport } from 'nodemailer';
import type { Mail, Mailer } from '../../application/ports/mailer.ts';

export interface SmtpOptions {
  /** `smtp://user:password@host:port`, which turns to TLS where the server offers it, or `smtps://…`. */
  readonly url: string;
  /** An address, or a name with one: `专线 <no-reply@example.cn>`. */
  readonly from: string;
  /** Wall milliseconds that the server may be silent for at each step. */
  readonly patienceMs?: number;
}

/** Sends mail through a server that speaks SMTP; a connection per mail. */
export class SmtpMailer implements Mailer {
  readonly #transport: ReturnType<typeof createTransport>;
  readonly #from: string;
  readonly #domain: string;

  constructor({ url, from, patienceMs = 10_000 }: SmtpOptions) {
    const patience = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs };
    this.#transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true });
    this.#from = from;
    this.#domain = /[^@\s<>]+(?=>?$)/.exec(from)?.[0] ?? 'localhost';
  }

  async send({ to, subject, text, html, id, attachments = [] }: Mail): Promise<void> {
    // As an object: in a text, a comma would make two addresses of one.
    const messageId = id === undefined ? {} : { messageId: `<${id}@${this.#domain}>` };
    const files = attachments.map(({ fileName: filename, contentType, content }) => ({
      ...{ filename, contentType, content: Buffer.from(content) },
    }));
    const content = { subject, text, ...(html !== undefined && { html }), ...messageId, attachments: files };
    await this.#transport.sendMail({ from: this.#from, to: { name: '', address: to }, ...content });
  }
}
