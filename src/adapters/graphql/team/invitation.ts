import { Field, ID, ObjectType } from 'type-graphql';
import type { InvitationProfile } from '../../../application/ports/reads.ts';
import type { Role } from '../../../domain/role.ts';
import { MemberRoles } from '../accounts/member.ts';
import { DateTimeScalar } from '../types/date-time.ts';

@ObjectType('Invitation', {
  description: 'Somebody is asked by e-mail to become a member. The code in the mail works once, for 7 days (ROLE-2).',
})
export class InvitationView {
  constructor(private readonly invitation: InvitationProfile) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.invitation.id;
  }

  @Field(() => String, { description: 'Who is asked, in lower case.' })
  get email(): string {
    return this.invitation.email;
  }

  @Field(() => MemberRoles, { description: 'What the member will be.' })
  get role(): Role {
    return this.invitation.role;
  }

  @Field(() => ID, { description: 'The member who invited.' })
  get invitedById(): string {
    return this.invitation.invitedBy;
  }

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  get createdAt(): Date {
    return this.invitation.createdAt;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the newest mail was handed over; null where it could not be: send it again.',
  })
  get sentAt(): Date | null {
    return this.invitation.sentAt;
  }

  @Field(() => DateTimeScalar, { description: 'When the code of the newest mail stops working.' })
  get expiresAt(): Date {
    return this.invitation.expiresAt;
  }
}
