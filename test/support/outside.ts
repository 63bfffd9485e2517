import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import { SignedDownloads } from '../../src/adapters/system/signed-downloads.ts';
import type { AppCredentialsSource } from '../../src/application/ports/app-credentials.ts';
import type { Auditor } from '../../src/application/ports/auditor.ts';
import type { Mail } from '../../src/application/ports/mailer.ts';
import { PdfPrinter } from '../../src/adapters/pdf/pdf-printer.ts';
import type { Payments } from '../../src/application/ports/payments.ts';
import type { Ports } from '../../src/application/ports/ports.ts';
import type { SmsAnswer } from '../../src/application/ports/sms.ts';
import type { Asked, CallNews, DialAnswer, DialOrder } from '../../src/application/ports/telephony-gateway.ts';
import type { PaymentReference, ProviderSession } from '../../src/domain/ids.ts';
import type { WebhookMessage } from '../../src/application/ports/webhook-sender.ts';
import type { AttemptResult } from '../../src/domain/webhooks/delivery.ts';
import { CountedFigures } from './counted-figures.ts';
import { nothingThrown } from './nothing-thrown.ts';

const key = Buffer.alloc(32, 7);
const downloads = new SignedDownloads(key, new AesSecrets(key), 'https://calls.example.cn');
type Reception = Pick<AttemptResult, 'status'> & Partial<AttemptResult>;

/** The world outside: what it answers, which a test replaces where it is about that, and what it was asked. */
export class Outside {
  readonly dialled: DialOrder[] = [];
  readonly asked: Asked[] = [];
  readonly paid: string[] = [];
  readonly texts: { readonly to: string; readonly purpose: string; readonly code: string }[] = [];
  readonly mails: Mail[] = [];
  readonly logs: { readonly level: string; readonly message: string; readonly fields?: object }[] = [];
  readonly posted: WebhookMessage[] = [];
  readonly figures = new CountedFigures();
  #issued = 0;

  get queried(): readonly ProviderSession[] {
    return this.asked.map(({ session }) => session);
  }

  dial: (order: DialOrder) => DialAnswer | Promise<DialAnswer> = () => ({
    kind: 'STARTED',
    session: `session-${this.dialled.length}` as ProviderSession,
  });

  query: (session: ProviderSession) => CallNews | Promise<CallNews> = () => ({ kind: 'UNKNOWN', why: 'silent' });

  pay: Payments['pay'] = ({ topUpId }) =>
    Promise.resolve({ status: 'PAID', reference: `payment-${topUpId}` as PaymentReference });

  /** Whether the mail server takes a mail. */
  takesMail = true;

  obtain: AppCredentialsSource['obtain'] = (given) => {
    this.#issued += 1;
    return given ?? { appKey: `key-${this.#issued}`, appSecret: 'app-secret', accid: 'agent' };
  };

  /** What became of a text message. */
  text: (code: string) => SmsAnswer | Promise<SmsAnswer> = (code) => ({ kind: 'SENT', code });

  /** What an audit finds. */
  violations: Auditor['violations'] = () => Promise.resolve([]);

  obtainSecret: AppCredentialsSource['obtainSecret'] = (given) => {
    this.#issued += 1;
    return given ?? `app-secret-${this.#issued}`;
  };

  announce: AppCredentialsSource['announce'] = () => Promise.resolve();

  /** What a receiver of webhooks answers. */
  receive: (message: WebhookMessage) => Reception | Promise<Reception> = () => ({ status: 204 });

  ports(): Pick<
    Ports,
    | 'webhookSender'
    | 'auditor'
    | 'printer'
    | 'housekeeping'
    | 'gateway'
    | 'credentials'
    | 'payments'
    | 'sms'
    | 'mailer'
    | 'downloads'
    | 'log'
    | 'metrics'
  > {
    return {
      auditor: { violations: () => this.violations() },
      housekeeping: { tidy: () => Promise.resolve(nothingThrown) },
      printer: new PdfPrinter(),
      gateway: {
        dial: async (_credentials, order) => {
          this.dialled.push(order);
          return this.dial(order);
        },
        query: async (_credentials, asked) => {
          this.asked.push(asked);
          return this.query(asked.session);
        },
        reachable: () => Promise.resolve(true),
      },
      credentials: {
        obtain: (given) => this.obtain(given),
        obtainSecret: (given) => this.obtainSecret(given),
        announce: (credentials, url, replaced) => this.announce(credentials, url, replaced),
      },
      payments: {
        pay: (order) => {
          this.paid.push(order.topUpId);
          return this.pay(order);
        },
      },
      sms: {
        send: (to, message) => {
          this.texts.push({ to: to.digits, ...message });
          return Promise.resolve(this.text(message.code));
        },
      },
      mailer: {
        send: (mail) => {
          if (!this.takesMail) return Promise.reject(new Error('The mail server takes nothing.'));
          this.mails.push(mail);
          return Promise.resolve();
        },
      },
      downloads,
      log: (level, message, fields) => this.logs.push({ level, message, ...(fields !== undefined && { fields }) }),
      webhookSender: {
        send: async (message) => {
          this.posted.push(message);
          const { at, url } = message;
          const headers = { 'webhook-id': message.id };
          return { at, url, headers, error: null, answer: '', milliseconds: 1, ...(await this.receive(message)) };
        },
      },
      metrics: this.figures,
    };
  }
}
