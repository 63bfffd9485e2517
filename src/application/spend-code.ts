import { DomainError } from '../domain/errors.ts';
import type { PhoneNumber } from '../domain/phone-number.ts';
import type { CodePurpose } from '../domain/sms-code.ts';
import { SmsCode } from '../domain/sms-code.ts';
import type { Ports } from './ports/ports.ts';

/** What is digested: a code that was sent for one purpose is wrong for another. */
export function codeText(purpose: CodePurpose, code: string): string {
  return `${purpose} ${code}`;
}

/**
 * Uses a code up, or counts a try. Of a mobile that was sent none as much is written: a commit takes its time, which would
 * tell who has ever asked for one.
 *
 * @throws DomainError WRONG_CODE
 */
export async function spendCode(
  { people, secrets, clock }: Pick<Ports, 'people' | 'secrets' | 'clock'>,
  mobile: PhoneNumber,
  purpose: CodePurpose,
  code: string,
): Promise<void> {
  const digest = secrets.digest(codeText(purpose, code));
  const wrong = new DomainError({ code: 'WRONG_CODE' });
  await people.decideCode(mobile, (sent) => {
    const { right, next } = (sent ?? SmsCode.none(digest)).check(digest, clock.wall());
    return right ? { code: next } : { code: next, refusal: wrong };
  });
}
