import { Field, ObjectType } from 'type-graphql';
import { AccountView } from '../accounts/account.ts';
import { MemberView } from '../accounts/member.ts';
import { resultOf } from '../rejections/rejections.ts';
import { InvitationView } from './invitation.ts';

@ObjectType({ description: 'The invitation is open, also where the e-mail belongs to a member of another account.' })
export class InviteMemberSuccess {
  @Field(() => InvitationView, { description: 'The invitation.' })
  readonly invitation: InvitationView;

  constructor(invitation: InvitationView) {
    this.invitation = invitation;
  }
}

@ObjectType({ description: 'The code before stopped working.' })
export class ResendInvitationSuccess {
  @Field(() => InvitationView, { description: 'The invitation as it is.' })
  readonly invitation: InvitationView;

  constructor(invitation: InvitationView) {
    this.invitation = invitation;
  }
}

@ObjectType({ description: 'The code of the invitation works no more.' })
export class RevokeInvitationSuccess {
  @Field(() => InvitationView, { description: 'The invitation that was taken back.' })
  readonly invitation: InvitationView;

  constructor(invitation: InvitationView) {
    this.invitation = invitation;
  }
}

@ObjectType({ description: 'A member now. Sign in next.' })
export class AcceptInvitationSuccess {
  @Field(() => AccountView, { description: 'The account that invited.' })
  readonly account: AccountView;

  @Field(() => MemberView, { description: 'The new member.' })
  readonly member: MemberView;

  constructor(account: AccountView, member: MemberView) {
    this.account = account;
    this.member = member;
  }
}

@ObjectType({ description: 'The member has its role from its next request on.' })
export class ChangeMemberRoleSuccess {
  @Field(() => MemberView, { description: 'The member as it is.' })
  readonly member: MemberView;

  constructor(member: MemberView) {
    this.member = member;
  }
}

@ObjectType({ description: 'All logins of the member ended, and its e-mail is free.' })
export class RemoveMemberSuccess {
  @Field(() => MemberView, { description: 'Who it was.' })
  readonly member: MemberView;

  constructor(member: MemberView) {
    this.member = member;
  }
}

export const InviteMemberResult = resultOf(
  'InviteMember',
  InviteMemberSuccess,
  'NOT_ALLOWED',
  'INVALID_TEXT',
  'ACCOUNT_CLOSED',
  'ALREADY_MEMBER',
  'MEMBER_LIMIT_REACHED',
  'INVITED_TOO_SOON',
);

export const ResendInvitationResult = resultOf(
  'ResendInvitation',
  ResendInvitationSuccess,
  'NOT_ALLOWED',
  'NOT_FOUND',
  'ACCOUNT_CLOSED',
  'INVITED_TOO_SOON',
);

export const RevokeInvitationResult = resultOf('RevokeInvitation', RevokeInvitationSuccess, 'NOT_ALLOWED', 'NOT_FOUND');

export const AcceptInvitationResult = resultOf(
  'AcceptInvitation',
  AcceptInvitationSuccess,
  'TERMS_NOT_ACCEPTED',
  'WEAK_PASSWORD',
  'INVALID_NUMBER',
  'FOREIGN_NUMBER',
  'INVITATION_OVER',
  'WRONG_CODE',
  'TOO_MANY_TRIES',
  'EMAIL_TAKEN',
);

export const ChangeMemberRoleResult = resultOf(
  'ChangeMemberRole',
  ChangeMemberRoleSuccess,
  'NOT_ALLOWED',
  'NOT_FOUND',
  'LAST_OWNER',
);

export const RemoveMemberResult = resultOf(
  'RemoveMember',
  RemoveMemberSuccess,
  'NOT_ALLOWED',
  'NOT_FOUND',
  'LAST_OWNER',
);
