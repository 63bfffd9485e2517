import { shanghaiTime } from '../../domain/day.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Role } from '../../domain/role.ts';
import type { Mail } from '../ports/mailer.ts';

const roles: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = {
  OWNER: { zh: '所有者', en: 'an owner' },
  FINANCE: { zh: '财务', en: 'its finance' },
  AGENT: { zh: '坐席', en: 'an agent' },
  DEVELOPER: { zh: '开发者', en: 'a developer' },
};

/** What somebody reads who is invited, in both languages. The token stands on a line of its own. */
export function invitationMail(company: string, { email, role, expiresAt }: Invitation, token: string): Mail {
  const text = `您好:

“${company}”邀请您以${roles[role].zh}的身份加入其专线电话账户。请在${shanghaiTime(expiresAt)}(北京时间)之前使用下面的邀请码:

${token}

邀请码只能使用一次。如果您不认识对方, 请忽略本邮件。

Good day,

"${company}" invites you to its account for dedicated-line telephony, as ${roles[role].en}. Use the code above before
${expiresAt.toISOString()}. It works once. If you do not know who that is, ignore this mail.
`;
  return { to: email, subject: `“${company}”邀请您加入专线 · An invitation from "${company}"`, text };
}
