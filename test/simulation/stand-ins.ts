import { Readable } from 'node:stream';
import type { Log, Ports } from '../../src/application/ports/ports.ts';
import type { NumberFacts } from '../../src/domain/phone-number.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { isInjected } from './scheduler.ts';

const unread = new Proxy({}, { get: () => () => undefined }) as Ports['metrics'];

/** Ports whose real adapters cost more than the whole rest of a sequence, and keep the same promises. */
export function standIns(): Pick<
  Ports,
  | 'credentials'
  | 'metrics'
  | 'numbers'
  | 'passwords'
  | 'random'
  | 'secrets'
  | 'sms'
  | 'mailer'
  | 'downloads'
  | 'webhookSender'
  | 'printer'
> {
  let count = 0;
  const next = (kind: string): string => `${kind}-${++count}`;
  return {
    random: { id: () => next('id'), token: () => next('token'), code: () => '000000' },
    numbers: { describe: (text): NumberFacts => ({ country: 'CN', nationalDigits: text, kind: 'MOBILE' }) },
    secrets: {
      seal: (plain) => plain,
      open: (sealed) => sealed,
      digest: (text) => text,
      fingerprint: (data) => String(data),
    },
    passwords: {
      hash: (password) => Promise.resolve(password),
      verify: (hash, password) => Promise.resolve(hash === password),
    },
    sms: { send: (_to, { code }) => Promise.resolve({ kind: 'SENT', code }) },
    mailer: { send: () => Promise.resolve() },
    downloads: { linkTo: () => '', read: () => null },
    webhookSender: { send: () => Promise.reject(new Error('No app of a simulated world has a webhook.')) },
    credentials: {
      obtain: (given) => given ?? { appKey: next('key'), appSecret: 'secret', accid: 'agent' },
      obtainSecret: (given) => given ?? 'secret',
      announce: () => Promise.resolve(),
    },
    printer: { print: () => Readable.from([]) },
    metrics: unread,
  };
}

/** A log that nobody reads, but for errors that the weather does not explain. */
export function watchedLog(
  violated: (claim: string) => void,
  tell: (line: string) => void,
  isExplained = isInjected,
): Log {
  return (level, message, fields) => {
    if (level !== 'info') tell(`log ${level} ${message}`);
    const error = (fields as { readonly error?: unknown } | undefined)?.error;
    if (error !== undefined && !isExplained(error))
      violated(`An error was logged that nothing explains: ${describe(error)}`);
  };
}

export function describe(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
