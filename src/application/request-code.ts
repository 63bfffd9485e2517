import { requireMobile } from '../domain/member.ts';
import { PhoneNumber } from '../domain/phone-number.ts';
import type { CodePurpose } from '../domain/sms-code.ts';
import { SmsCode } from '../domain/sms-code.ts';
import type { Ports } from './ports/ports.ts';
import { codeText } from './spend-code.ts';

/**
 * Sends a six-digit code to a mobile (ACC-1). For a reset the answer is the same whether or not a member has that
 * mobile, but only a member's is sent one.
 *
 * @throws DomainError INVALID_NUMBER, FOREIGN_NUMBER, CODE_TOO_SOON
 */
export function requestCode({ people, numbers, sms, secrets, random, clock }: Ports) {
  return async (input: { mobile: string; purpose: CodePurpose }): Promise<void> => {
    const mobile = requireMobile('mobile', PhoneNumber.parse('mobile', numbers.describe(input.mobile)));
    const code = random.code();
    const digest = secrets.digest(codeText(input.purpose, code));
    await people.decideCode(mobile, (previous) => ({
      code: SmsCode.issue(previous, digest, clock.wall()),
    }));
    if (input.purpose === 'PASSWORD_RESET' && !(await people.hasMobile(mobile))) return;
    await sms.send(mobile, { purpose: input.purpose, code });
  };
}
