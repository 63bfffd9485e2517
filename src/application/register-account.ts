import { Account } from '../domain/account.ts';
import type { AccountId, MemberId } from '../domain/ids.ts';
import type { Member } from '../domain/member.ts';
import { checkPassword, requireConsent, requireMobile } from '../domain/member.ts';
import { PhoneNumber } from '../domain/phone-number.ts';
import { parseEmail, parseText } from '../domain/text.ts';
import type { ClientAddress } from './limited-try.ts';
import { fromAddress, limitedTry, underMobile } from './limited-try.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import { spendCode } from './spend-code.ts';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly company: string;
  readonly mobile: string;
  readonly code: string;
  readonly acceptsTerms: boolean;
}

interface NewOwner {
  readonly account: Account;
  readonly member: Member;
}

/**
 * ACC-1: opens an account with its owner. The code is used up even when the e-mail turns out to be taken, so that
 * nobody learns who has registered without a telephone of their own.
 *
 * @throws DomainError INVALID_TEXT, WEAK_PASSWORD, INVALID_NUMBER, FOREIGN_NUMBER, TERMS_NOT_ACCEPTED, WRONG_CODE,
 * TOO_MANY_TRIES, EMAIL_TAKEN
 */
export function registerAccount(ports: Ports, settings: Settings) {
  const { accounts, numbers, passwords, random, clock } = ports;
  return async (input: Registration, address: ClientAddress = null): Promise<NewOwner> => {
    requireConsent(input.acceptsTerms);
    checkPassword(input.password);
    const email = parseEmail(input.email);
    const company = parseText('company', input.company, 100);
    const mobile = requireMobile('mobile', PhoneNumber.parse('mobile', numbers.describe(input.mobile)));
    const under = [underMobile(mobile, settings), fromAddress(address, settings)];
    await limitedTry(ports, under, () => spendCode(ports, mobile, 'REGISTRATION', input.code));

    const account = Account.open(random.id() as AccountId, company, clock.service());
    const member: Member = {
      id: random.id() as MemberId,
      account: account.id,
      email,
      mobile,
      role: 'OWNER',
      passwordHash: await passwords.hash(input.password),
      createdAt: clock.service(),
      removedAt: null,
    };
    await accounts.open(account, member);
    return { account, member };
  };
}
