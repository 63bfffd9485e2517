import type { Account } from '../../domain/account.ts';
import type { MemberId } from '../../domain/ids.ts';
import { requireAcceptable, requireAdmitting } from '../../domain/invitation.ts';
import type { Member } from '../../domain/member.ts';
import { checkPassword, requireConsent, requireMobile } from '../../domain/member.ts';
import { PhoneNumber } from '../../domain/phone-number.ts';
import type { ClientAddress } from '../limited-try.ts';
import { fromAddress, limitedTry, underMobile } from '../limited-try.ts';
import type { Ports } from '../ports/ports.ts';
import type { Settings } from '../settings.ts';
import { spendCode } from '../spend-code.ts';

export interface Acceptance {
  /** As the mail has it. */
  readonly token: string;
  readonly password: string;
  readonly mobile: string;
  readonly code: string;
  readonly acceptsTerms: boolean;
}

interface NewMember {
  readonly account: Account;
  readonly member: Member;
}

/**
 * Makes whoever has the token a member of the account that invited it (ACC-1, ROLE-1). Only now, and to nobody else,
 * it is told where the e-mail belongs to a member already; the code is used up by then, and the invitation stays open. One
 * of an account that was closed since is over (ACC-6).
 *
 * @throws DomainError TERMS_NOT_ACCEPTED, WEAK_PASSWORD, INVALID_NUMBER, FOREIGN_NUMBER, INVITATION_OVER, WRONG_CODE,
 * TOO_MANY_TRIES, EMAIL_TAKEN
 */
export function acceptInvitation(ports: Ports, settings: Settings) {
  const { accounts, tokens, numbers, passwords, secrets, random, clock } = ports;
  return async (input: Acceptance, address: ClientAddress = null): Promise<NewMember> => {
    requireConsent(input.acceptsTerms);
    checkPassword(input.password);
    const mobile = requireMobile('mobile', PhoneNumber.parse('mobile', numbers.describe(input.mobile)));
    const digest = secrets.fingerprint(input.token.trim());
    const found = requireAcceptable(await tokens.invitation(digest), digest, clock.wall());
    const under = [underMobile(mobile, settings), fromAddress(address, settings)];
    await limitedTry(ports, under, () => spendCode(ports, mobile, 'REGISTRATION', input.code));
    const passwordHash = await passwords.hash(input.password);
    const id = random.id() as MemberId;
    return await accounts.decide(found.account, { invitations: true }, ({ account, invitations, now }) => {
      requireAdmitting(account.standing);
      const present = invitations.find((one) => one.id === found.id) ?? null;
      const invitation = requireAcceptable(present, digest, clock.wall());
      const { email, role } = invitation;
      const person = { id, account: account.id, email, mobile, role, passwordHash };
      const member: Member = { ...person, createdAt: now, removedAt: null };
      return { answer: { account, member }, saves: { member, invitation: { ...invitation, state: 'ACCEPTED' } } };
    });
  };
}
