import type { PhoneNumber } from '../../domain/phone-number.ts';
import type { CodePurpose } from '../../domain/sms-code.ts';

export interface Sms {
  /** Sends a code to a mobile number; rejects when the message was not taken. */
  send(to: PhoneNumber, message: { readonly purpose: CodePurpose; readonly code: string }): Promise<void>;
}
