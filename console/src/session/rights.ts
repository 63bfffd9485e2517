import type { MemberRole } from '../api/generated/graphql.ts';

/** What pages ask about before they offer something. The service decides; this only hides what it would refuse. */
export type Right = 'CALL' | 'MONEY' | 'BUILD' | 'TEAM';

const RIGHTS: Record<MemberRole, readonly Right[]> = {
  OWNER: ['CALL', 'MONEY', 'BUILD', 'TEAM'],
  FINANCE: ['MONEY'],
  AGENT: ['CALL'],
  DEVELOPER: ['CALL', 'BUILD'],
};

export function may(role: MemberRole, right: Right): boolean {
  return RIGHTS[role].includes(right);
}
