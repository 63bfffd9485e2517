import type { PhoneNumber } from '../../../domain/phone-number.ts';
import { SmsCode } from '../../../domain/sms-code.ts';
import { integer, key, tableOf, text, time } from './columns.ts';

export interface CodeRow {
  mobile: string;
  digest: string;
  sent_at: Date;
  tries_left: number;
  used: boolean;
}

export const codeTable = tableOf<CodeRow>('sms_code', {
  mobile: key(text),
  digest: text,
  sent_at: time,
  tries_left: integer,
  used: { type: 'boolean' },
});

export function toCodeRow(mobile: PhoneNumber, code: SmsCode): CodeRow {
  const { digest, sentAt, triesLeft, used } = code;
  return { mobile: mobile.digits, digest, sent_at: sentAt, tries_left: triesLeft, used };
}

export function fromCodeRow(row: CodeRow): SmsCode {
  return SmsCode.restore(row.digest, row.sent_at, row.tries_left, row.used);
}
