import { requireMobile } from '../domain/member.ts';
import { PhoneNumber } from '../domain/phone-number.ts';
import type { CodePurpose } from '../domain/sms-code.ts';
import { SmsCode } from '../domain/sms-code.ts';
import type { ClientAddress } from './limited-try.ts';
import { codeFromAddress, limitedTry } from './limited-try.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import { sendCode } from './send-code.ts';

export interface CodeRequest {
  readonly mobile: string;
  readonly purpose: CodePurpose;
}

/**
 * Sends a six-digit code to a mobile (ACC-1). For a reset the answer, and the time it takes, are the same whether or not a
 * member has that mobile, and whether or not it could be sent, but only a member's is sent one.
 *
 * @throws DomainError INVALID_NUMBER, FOREIGN_NUMBER, CODE_TOO_SOON, SMS_NOT_SENT, TOO_MANY_TRIES
 */
export function requestCode(ports: Ports, settings: Settings) {
  const { people, numbers, secrets, random, clock, log } = ports;
  return async (input: CodeRequest, address: ClientAddress = null): Promise<void> => {
    const mobile = requireMobile('mobile', PhoneNumber.parse('mobile', numbers.describe(input.mobile)));
    // Of nothing that anybody could enter: until the provider says which code it sent, none works.
    const nothing = secrets.digest(random.token());
    await limitedTry(ports, [codeFromAddress(address, settings)], async () => {
      let before: SmsCode | null = null;
      await people.decideCode(mobile, (previous) => {
        before = previous;
        return { code: SmsCode.issue(previous, nothing, clock.wall()) };
      });
      const { purpose } = input;
      const send = () => sendCode(ports, { mobile, purpose, nothing, before });
      if (purpose === 'REGISTRATION') await send();
      else if (await people.hasMobile(mobile)) {
        // Nobody waits for the provider here: that it takes a while would tell that there is such a member.
        void send().catch((error: unknown) => log('error', 'A code could not be sent.', { purpose, error }));
      }
    });
  };
}
