import type { ReplacedSecret } from '../app.ts';
import type { DisabledBy } from '../errors.ts';
import { DomainError } from '../errors.ts';
import type { AccountId, AppId } from '../ids.ts';

/** HOOK-4: a receiver that has taken nothing for so long is given up. */
export const PATIENCE_MS = 72 * 3_600_000;

interface WebhookFields {
  readonly app: AppId;
  readonly account: AccountId;
  /** Checked by {@link requireWebhookUrl}. */
  readonly url: string;
  /** Null while it is enabled. Service time. */
  readonly disabled: { readonly by: DisabledBy; readonly since: Date } | null;
  /** What is signed with, encrypted (ROLE-3). */
  readonly sealedSecret: string;
  /** HOOK-2: the one before, with which is signed too for a while; null where there is none. */
  readonly replacedSecret: ReplacedSecret | null;
  /** Wall time of the first attempt that failed since one was taken; null where the last one was. */
  readonly failingSince: Date | null;
  readonly createdAt: Date;
  readonly version: number;
}

/** CALLBACK-2: where an app's customer wants to be told what became of its calls. An app has one at most. */
export class Webhook {
  readonly app: AppId;
  readonly account: AccountId;
  readonly url: string;
  readonly disabled: { readonly by: DisabledBy; readonly since: Date } | null;
  readonly sealedSecret: string;
  readonly replacedSecret: ReplacedSecret | null;
  readonly failingSince: Date | null;
  readonly createdAt: Date;
  readonly version: number;

  private constructor(fields: WebhookFields) {
    this.app = fields.app;
    this.account = fields.account;
    this.url = fields.url;
    this.disabled = fields.disabled;
    this.sealedSecret = fields.sealedSecret;
    this.replacedSecret = fields.replacedSecret;
    this.failingSince = fields.failingSince;
    this.createdAt = fields.createdAt;
    this.version = fields.version;
  }

  static create(fields: Pick<WebhookFields, 'app' | 'account' | 'url' | 'sealedSecret'>, now: Date): Webhook {
    const fresh = { disabled: null, replacedSecret: null, failingSince: null, createdAt: now, version: 1 };
    return new Webhook({ ...fields, ...fresh });
  }

  static restore(fields: WebhookFields): Webhook {
    return new Webhook(fields);
  }

  get isEnabled(): boolean {
    return this.disabled === null;
  }

  /** What still waits is sent to the new address. A new address has failed at nothing yet. */
  moveTo(url: string): Webhook {
    return url === this.url ? this : this.with({ url, failingSince: null });
  }

  /**
   * HOOK-2: signs with this secret from now on, and with the one before for so many seconds more. Of three, the oldest
   * is gone at once.
   */
  rotateSecret(sealedSecret: string, seconds: number, now: Date): Webhook {
    const until = new Date(now.getTime() + seconds * 1000);
    const replacedSecret = seconds === 0 ? null : { sealed: this.sealedSecret, until };
    return this.with({ sealedSecret, replacedSecret });
  }

  /** HOOK-2: what a message that is sent now is signed with, sealed: the present one first. */
  signingSecrets(now: Date): readonly string[] {
    const { sealedSecret, replacedSecret: before } = this;
    return before !== null && now < before.until ? [sealedSecret, before.sealed] : [sealedSecret];
  }

  /** What waits is sent, and ends of calls are queued again. */
  enable(): Webhook {
    return this.disabled === null ? this : this.with({ disabled: null, failingSince: null });
  }

  /** Nothing is sent, and nothing queued, until it is enabled. */
  disable(by: DisabledBy, now: Date): Webhook {
    return this.disabled === null ? this.with({ disabled: { by, since: now } }) : this;
  }

  /** The receiver took something: whatever failed before is forgotten. */
  tookAtLast(): Webhook {
    return this.failingSince === null ? this : this.with({ failingSince: null });
  }

  /** HOOK-4: an attempt failed at wall time `at`. After 72 hours of nothing else, it is disabled. */
  failed(at: Date, now: Date): Webhook {
    if (this.failingSince === null) return this.with({ failingSince: at });
    return at.getTime() - this.failingSince.getTime() >= PATIENCE_MS ? this.disable('FAILURES', now) : this;
  }

  /** @throws DomainError WEBHOOK_DISABLED */
  requireEnabled(): void {
    if (this.disabled !== null) throw new DomainError({ code: 'WEBHOOK_DISABLED', ...this.disabled });
  }

  private with(change: Partial<WebhookFields>): Webhook {
    return new Webhook({ ...this, ...change, version: this.version + 1 });
  }
}

/** @throws DomainError NOT_FOUND */
export function requireWebhook(webhook: Webhook | null): Webhook {
  if (webhook === null) throw new DomainError({ code: 'NOT_FOUND', what: 'WEBHOOK' });
  return webhook;
}
