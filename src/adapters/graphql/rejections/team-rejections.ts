import { Field, Int, ObjectType } from 'type-graphql';
import { RejectionView } from './rejection.ts';

@ObjectType({ implements: RejectionView, description: 'The e-mail address belongs to a member of the account.' })
export class AlreadyMember extends RejectionView<'ALREADY_MEMBER'> {}

@ObjectType({ implements: RejectionView, description: 'The account has as many members and invitations as it may.' })
export class MemberLimitReached extends RejectionView<'MEMBER_LIMIT_REACHED'> {
  @Field(() => Int, { description: 'The most members and open invitations of an account.' })
  get maximumMembers(): number {
    return this.facts.maximum;
  }
}

@ObjectType({ implements: RejectionView, description: 'An invitation is mailed once a minute.' })
export class InvitedTooSoon extends RejectionView<'INVITED_TOO_SOON'> {}

@ObjectType({
  implements: RejectionView,
  description: 'The invitation is unknown, used, replaced, revoked or expired: the answer is one.',
})
export class InvitationOver extends RejectionView<'INVITATION_OVER'> {}

@ObjectType({ implements: RejectionView, description: 'An account keeps at least one owner (ROLE-1).' })
export class LastOwner extends RejectionView<'LAST_OWNER'> {}
