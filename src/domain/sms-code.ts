import { DomainError } from './errors.ts';

export type CodePurpose = 'REGISTRATION' | 'PASSWORD_RESET';

const LIFETIME_MS = 5 * 60_000;
/** For longer than a code lives, and than its sending can take. */
export const CODE_MEMORY_MS = 86_400_000;
const TRIES = 5;
const INTERVAL_MS = 60_000;

/** ACC-1: the newest code sent to a mobile. It lives 5 minutes, has 5 tries and works once; one a minute per number. */
export class SmsCode {
  private constructor(
    /** A keyed digest of the code with its purpose: the code itself is not kept. */
    readonly digest: string,
    readonly sentAt: Date,
    readonly triesLeft: number,
    readonly used: boolean,
  ) {}

  /** Of a mobile that was sent none: whatever is entered is wrong, and the first can be asked for at once. */
  static none(digest: string): SmsCode {
    return new SmsCode(digest, new Date(0), 0, true);
  }

  /** @throws DomainError CODE_TOO_SOON, with the time at which the next can be sent. */
  static issue(previous: SmsCode | null, digest: string, now: Date): SmsCode {
    if (previous !== null && previous.nextAt > now) {
      throw new DomainError({ code: 'CODE_TOO_SOON', retryAt: previous.nextAt });
    }
    return new SmsCode(digest, now, TRIES, false);
  }

  /** The digest of what was really sent, which may be a code of the provider's own: from here on it works. */
  sentAs(digest: string): SmsCode {
    return new SmsCode(digest, this.sentAt, TRIES, false);
  }

  /** Nothing was sent after all: the code before it stands again, and the next can be asked for at once. */
  withdraw(previous: SmsCode | null): SmsCode {
    return previous ?? SmsCode.none(this.digest);
  }

  /** When the next can be sent. */
  get nextAt(): Date {
    return new Date(this.sentAt.getTime() + INTERVAL_MS);
  }

  static restore(digest: string, sentAt: Date, triesLeft: number, used: boolean): SmsCode {
    return new SmsCode(digest, sentAt, triesLeft, used);
  }

  /** Spends a try. `right` is false for a wrong, used, expired or too often tried code alike. */
  check(digest: string, now: Date): { readonly right: boolean; readonly next: SmsCode } {
    const alive = !this.used && this.triesLeft > 0 && now.getTime() < this.sentAt.getTime() + LIFETIME_MS;
    if (!alive) return { right: false, next: this };
    const right = digest === this.digest;
    return { right, next: new SmsCode(this.digest, this.sentAt, this.triesLeft - 1, right) };
  }
}
