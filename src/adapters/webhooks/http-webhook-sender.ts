import type { WebhookMessage, WebhookSender } from '../../application/ports/webhook-sender.ts';
import type { AttemptResult } from '../../domain/webhooks/delivery.ts';
import type { AllowedRanges } from './allowed-address.ts';
import type { PinnedAnswer } from './post-pinned.ts';
import { postPinned } from './post-pinned.ts';
import type { Resolve } from './resolve-once.ts';
import { NotAllowed, resolveBySystem, resolveOnce } from './resolve-once.ts';
import { signedHeaders } from './standard-signature.ts';

/** Of all of an attempt: looking the host up, connecting, sending and reading. */
const DEADLINE_MS = 5000;
/** How much of an answer is kept in the log. */
const KEPT_BYTES = 4096;

export interface SenderOptions {
  readonly allowedRanges: AllowedRanges;
  readonly resolve?: Resolve;
  readonly deadlineMs?: number;
  /** For tests of the trust in a receiver's certificate. */
  readonly ca?: string;
}

/** CALLBACK-2, ABUSE-4: posts to customers' receivers, where that is allowed. */
export class HttpWebhookSender implements WebhookSender {
  constructor(private readonly options: SenderOptions) {}

  async send(message: WebhookMessage): Promise<AttemptResult> {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'zhuanxian-webhooks/1',
      ...signedHeaders(message, message.secrets),
    };
    const begun = performance.now();
    const attempt = { at: message.at, url: message.url, headers };
    const outcome = await this.#post(message, headers).then(
      ({ status, body }) => ({ status, answer: textOf(body), error: null }),
      (error: unknown) => ({ status: null, answer: null, error: phraseOf(error) }),
    );
    return { ...attempt, ...outcome, milliseconds: Math.round(performance.now() - begun) };
  }

  async #post({ url: text, body }: WebhookMessage, headers: Readonly<Record<string, string>>): Promise<PinnedAnswer> {
    const { allowedRanges, resolve = resolveBySystem, deadlineMs = DEADLINE_MS, ca } = this.options;
    const url = new URL(text);
    const deadline = AbortSignal.timeout(deadlineMs);
    const late = new Promise<never>((_, reject) => {
      deadline.addEventListener('abort', () => reject(new Error('no whole answer within the deadline')));
    });
    const post = async (): Promise<PinnedAnswer> => {
      const addresses = await resolveOnce(url.hostname, resolve, allowedRanges);
      return postPinned({ url, addresses, headers, body, deadline, ...(ca !== undefined && { ca }) });
    };
    return Promise.race([post(), late]);
  }
}

/** The database keeps no U+0000. */
function textOf(body: Buffer): string {
  return new TextDecoder().decode(body.subarray(0, KEPT_BYTES)).replaceAll('\0', '\u{fffd}');
}

/** What whoever reads the log may know of it: no address of ours or of the receiver's. */
function phraseOf(error: unknown): string {
  if (error instanceof NotAllowed) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : `the connection failed (${code})`;
}
