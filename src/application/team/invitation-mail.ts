import { shanghaiTime } from '../../domain/day.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Role } from '../../domain/role.ts';
import type { Mail } from '../ports/mailer.ts';

const roles: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = {
  OWNER: { zh: '所有者', en: 'an owner' },
  FINANCE: { zh: '财务', en: 'a finance member' },
  AGENT: { zh: '坐席', en: 'an agent' },
  DEVELOPER: { zh: '开发者', en: 'a developer' },
};

/**
 * What somebody reads who is invited, in both languages. The token stands on a line of its own, for who cannot follow the
 * link: mails are read on other machines than the console is opened on.
 */
export function invitationMail(
  company: string,
  { email, role, expiresAt }: Invitation,
  token: string,
  publicUrl: string,
): Mail {
  const link = `${publicUrl}/invitation?code=${encodeURIComponent(token)}`;
  const end = shanghaiTime(expiresAt);
  const text = `您好：

“${company}”邀请您以${roles[role].zh}的身份加入其专线电话账户。请在 ${end}（北京时间）之前打开下面的链接：

${link}

链接打不开时，请在控制台的“接受邀请”页填写邀请码：

${token}

邀请只能接受一次。如果您不认识对方，请忽略本邮件。

Hello,

"${company}" invites you to join its account for dedicated-line calls as ${roles[role].en}. Open this link before
${end} (Beijing time):

${link}

If the link does not open, enter this code on the console's page "Accept an invitation": ${token}

The invitation can be accepted once. If you do not know the sender, ignore this e-mail.
`;
  return { to: email, subject: `“${company}”邀请您加入专线电话 · Invitation from "${company}"`, text };
}
