import type { Registration } from '../../src/application/register-account.ts';
import type { IssuedTokens } from '../../src/application/tokens.ts';
import type { Member } from '../../src/domain/member.ts';
import type { MemberPrincipal } from '../../src/domain/principal.ts';
import type { Scenario } from './scenario.ts';

export const password = 'correct horse 电池';
export const mobile = '13900000001';

export function registration(given: Partial<Registration> = {}): Registration {
  const company = '杭州测试有限公司';
  return { email: 'li.lei@example.cn', password, company, mobile, code: '', acceptsTerms: true, ...given };
}

/** Asks for a code and reads it off the telephone. */
export async function codeFor(
  { application, outside }: Scenario,
  purpose: 'REGISTRATION' | 'PASSWORD_RESET' = 'REGISTRATION',
  to = mobile,
): Promise<string> {
  await application.requestCode({ mobile: to, purpose });
  return outside.texts.at(-1)!.code;
}

/** A registered member, signed in. */
export async function signedIn(
  world: Scenario,
  given: Partial<Registration> = {},
): Promise<{ member: Member; tokens: IssuedTokens; principal: MemberPrincipal }> {
  const input = registration(given);
  const code = await codeFor(world, 'REGISTRATION', input.mobile);
  await world.application.registerAccount({ ...input, code });
  const { member, tokens } = await world.application.signIn(input);
  const principal = await world.application.authenticate(tokens.accessToken);
  return { member, tokens, principal: principal as MemberPrincipal };
}
