import { DomainError } from '../domain/errors.ts';
import type { PhoneNumber } from '../domain/phone-number.ts';
import type { CodePurpose } from '../domain/sms-code.ts';
import type { Ports } from './ports/ports.ts';

/** What is digested: a code that was sent for one purpose is wrong for another. */
export function codeText(purpose: CodePurpose, code: string): string {
  return `${purpose} ${code}`;
}

/** Uses a code up, or counts a try. @throws DomainError WRONG_CODE */
export async function spendCode(
  { people, secrets, clock }: Pick<Ports, 'people' | 'secrets' | 'clock'>,
  mobile: PhoneNumber,
  purpose: CodePurpose,
  code: string,
): Promise<void> {
  const digest = secrets.digest(codeText(purpose, code));
  const wrong = new DomainError({ code: 'WRONG_CODE' });
  await people.decideCode(mobile, (sent) => {
    if (sent === null) throw wrong;
    const { right, next } = sent.check(digest, clock.wall());
    return right ? { code: next } : { code: next, refusal: wrong };
  });
}
