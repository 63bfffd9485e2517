import type { PhoneNumber } from '../../domain/phone-number.ts';
import type { CodePurpose } from '../../domain/sms-code.ts';

/** What became of a message. */
export type SmsAnswer =
  /** `code` is what the telephone shows: ours, or one that the provider made itself. */
  | { readonly kind: 'SENT'; readonly code: string }
  /** The provider sends no more to this number, or for us, for so many wall seconds. Nothing was sent. */
  | { readonly kind: 'TOO_SOON'; readonly retryAfterSeconds: number }
  /** Nothing was sent; `retrySafe` where another try may succeed. */
  | { readonly kind: 'NOT_SENT'; readonly retrySafe: boolean }
  /** It may have been sent, with whatever code. */
  | { readonly kind: 'UNKNOWN' };

export interface Sms {
  /** Sends a code to a mobile number, once. */
  send(to: PhoneNumber, message: { readonly purpose: CodePurpose; readonly code: string }): Promise<SmsAnswer>;
}
