import { Field, ID, InputType } from 'type-graphql';
import type { Role } from '../../../domain/role.ts';
import { MemberRoles } from '../accounts/member.ts';

@InputType({ description: 'Who shall become a member.' })
export class InviteMemberInput {
  @Field(() => String, { description: 'Where the invitation is sent, and by which the member will sign in.' })
  email!: string;

  @Field(() => MemberRoles, { description: 'What the member will be.' })
  role!: Role;
}

@InputType({ description: 'Which invitation is sent again.' })
export class ResendInvitationInput {
  @Field(() => ID, { description: 'The invitation.' })
  invitationId!: string;
}

@InputType({ description: 'Which invitation is taken back.' })
export class RevokeInvitationInput {
  @Field(() => ID, { description: 'The invitation.' })
  invitationId!: string;
}

@InputType({ description: 'Who was invited, with the code of the mail and one of an SMS (ACC-1).' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'The code that the mail has.' })
  token!: string;

  @Field(() => String, { description: 'From 10 to 128 characters.' })
  password!: string;

  @Field(() => String, { description: "The member's mainland mobile number." })
  mobile!: string;

  @Field(() => String, { description: 'The six digits that were sent to it, for a REGISTRATION.' })
  code!: string;

  @Field(() => Boolean, { description: 'Whether the member accepts the terms of service.' })
  acceptsTerms!: boolean;
}

@InputType({ description: 'What a member shall be.' })
export class ChangeMemberRoleInput {
  @Field(() => ID, { description: 'The member.' })
  memberId!: string;

  @Field(() => MemberRoles, { description: 'From its next request on.' })
  role!: Role;
}

@InputType({ description: 'Who shall be no member any more.' })
export class RemoveMemberInput {
  @Field(() => ID, { description: 'The member.' })
  memberId!: string;
}
