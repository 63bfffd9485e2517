import type { MemberRole } from '../../api/generated/graphql.ts';
import { useLanguage } from '../../i18n/language.tsx';

const ROLES: readonly MemberRole[] = ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'];

export function useRoleOptions(): { value: MemberRole; label: string }[] {
  const { words } = useLanguage();
  return ROLES.map((role) => ({ value: role, label: words.roles[role] }));
}
