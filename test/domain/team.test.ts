import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InvitationId, MemberId } from '../../src/domain/ids.ts';
import { newInvitation, renewInvitation, requireAcceptable } from '../../src/domain/invitation.ts';
import type { Member } from '../../src/domain/member.ts';
import type { Role } from '../../src/domain/role.ts';
import { invitationIn, invitationOf, withoutMember, withRole } from '../../src/domain/team.ts';
import * as a from '../support/a.ts';

const roles: readonly Role[] = ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'];
const memberNamed = (id: string, role: Role = 'OWNER'): Member =>
  a.member({ id: id as MemberId, email: `${id}@example.cn`, role });

const asked = {
  id: 'invitation' as InvitationId,
  account: a.accountId,
  email: 'new@example.cn',
  role: 'AGENT' as const,
  invitedBy: 'one' as MemberId,
  digest: 'first',
};
const days = (count: number): Date => a.after(count * 86_400);
const fresh = newInvitation(asked, a.noon);

describe('an invitation', () => {
  test('works with its token for seven days, to the millisecond', () => {
    const last = new Date(days(7).getTime() - 1);
    expect(requireAcceptable(fresh, 'first', last)).toBe(fresh);
    const over = { code: 'INVITATION_OVER' };
    expect(a.rejection(() => requireAcceptable(fresh, 'first', days(7)))).toEqual(over);
    expect(a.rejection(() => requireAcceptable(fresh, 'another', a.noon))).toEqual(over);
    expect(a.rejection(() => requireAcceptable(null, 'first', a.noon))).toEqual(over);
    for (const state of ['ACCEPTED', 'REVOKED'] as const) {
      expect(a.rejection(() => requireAcceptable({ ...fresh, state }, 'first', a.noon))).toEqual(over);
    }
  });

  test('that is renewed works with the new token alone, for seven days from then', () => {
    const renewed = renewInvitation(fresh, { role: 'FINANCE', digest: 'second' }, days(8));
    expect(renewed).toMatchObject({ role: 'FINANCE', digest: 'second', expiresAt: days(15), sentAt: null });
    expect(a.rejection(() => requireAcceptable(renewed, 'first', days(8)))).toEqual({ code: 'INVITATION_OVER' });
  });

  test('is mailed once a minute, and at once where the mail was not taken', () => {
    const next = { role: 'AGENT', digest: 'second' } as const;
    const sent = { ...fresh, sentAt: a.noon };
    const tooSoon = { code: 'INVITED_TOO_SOON', retryAt: a.after(60) };
    expect(a.rejection(() => renewInvitation(sent, next, a.after(59.999)))).toEqual(tooSoon);
    expect(renewInvitation(sent, next, a.after(60)).digest).toBe('second');
    expect(renewInvitation(fresh, next, a.noon).digest).toBe('second');
  });
});

describe('a team', () => {
  const one = memberNamed('one');
  const team = { members: [one], invitations: [fresh] };

  test('finds the invitation that an e-mail has, and invites no member of its own', () => {
    expect(invitationOf(team, 'new@example.cn')).toBe(fresh);
    expect(invitationOf(team, 'other@example.cn')).toBeNull();
    expect(a.rejection(() => invitationOf(team, 'one@example.cn'))).toEqual({ code: 'ALREADY_MEMBER' });
    expect(invitationIn([fresh], fresh.id)).toBe(fresh);
    const missing = { code: 'NOT_FOUND', what: 'INVITATION' };
    expect(a.rejection(() => invitationIn([], fresh.id))).toEqual(missing);
  });

  test('has at most a hundred members and open invitations', () => {
    const members = Array.from({ length: 98 }, (_, index) => memberNamed(`m${index}`));
    expect(invitationOf({ members, invitations: [fresh] }, 'other@example.cn')).toBeNull();
    const full = { members: [...members, one], invitations: [fresh] };
    const reached = { code: 'MEMBER_LIMIT_REACHED', maximum: 100 };
    expect(a.rejection(() => invitationOf(full, 'other@example.cn'))).toEqual(reached);
    expect(invitationOf(full, 'new@example.cn')).toBe(fresh);
  });

  test('knows nobody who is not in it', () => {
    const missing = { code: 'NOT_FOUND', what: 'MEMBER' };
    expect(a.rejection(() => withRole([one], 'two' as MemberId, 'AGENT'))).toEqual(missing);
    expect(a.rejection(() => withoutMember([one], 'two' as MemberId, a.noon))).toEqual(missing);
  });

  test('keeps its last owner, whatever is done to it in whatever order', () => {
    const step = fc.record({
      who: fc.nat({ max: 3 }),
      role: fc.option(fc.constantFrom(...roles)),
    });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...roles), { maxLength: 3 }), fc.array(step), (others, steps) => {
        let members: readonly Member[] = ['OWNER' as const, ...others].map((role, index) =>
          memberNamed(`m${index}`, role),
        );
        for (const { who, role } of steps) {
          const id = `m${who}` as MemberId;
          const before = members.find((member) => member.id === id);
          const isLast = members.every((member) => member.role !== 'OWNER' || member.id === id);
          const act = (): Member => (role === null ? withoutMember(members, id, a.noon) : withRole(members, id, role));
          if (before === undefined) expect(a.rejection(act)).toMatchObject({ code: 'NOT_FOUND' });
          else if (isLast && role !== 'OWNER') expect(a.rejection(act)).toEqual({ code: 'LAST_OWNER' });
          else {
            const next = act();
            members = members.flatMap((one) => (one.id !== id ? [one] : next.removedAt === null ? [next] : []));
          }
          expect(members.some((member) => member.role === 'OWNER')).toBe(true);
        }
      }),
    );
  });
});
