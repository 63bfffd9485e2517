import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import { AccountView } from '../accounts/account.ts';
import { MemberView } from '../accounts/member.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { invitationIdFrom, memberIdFrom } from '../types/ids.ts';
import { InvitationView } from './invitation.ts';
import {
  AcceptInvitationInput,
  ChangeMemberRoleInput,
  InviteMemberInput,
  RemoveMemberInput,
  ResendInvitationInput,
  RevokeInvitationInput,
} from './team-inputs.ts';
import {
  AcceptInvitationResult,
  AcceptInvitationSuccess,
  ChangeMemberRoleResult,
  ChangeMemberRoleSuccess,
  InviteMemberResult,
  InviteMemberSuccess,
  RemoveMemberResult,
  RemoveMemberSuccess,
  ResendInvitationResult,
  ResendInvitationSuccess,
  RevokeInvitationResult,
  RevokeInvitationSuccess,
} from './team-results.ts';

@Resolver()
export class TeamResolver {
  constructor(private readonly application: Application) {}

  @Query(() => [MemberView], { description: 'The members of the account, oldest first; at most 100.' })
  async members(@Ctx() context: OperationContext): Promise<MemberView[]> {
    return (await context.view.members()).map((member) => new MemberView(member));
  }

  @Query(() => [InvitationView], {
    description: 'The invitations that are neither accepted nor revoked, expired ones too, oldest first; at most 100.',
  })
  async invitations(@Ctx() context: OperationContext): Promise<InvitationView[]> {
    return (await context.view.invitations()).map((invitation) => new InvitationView(invitation));
  }

  @Mutation(() => InviteMemberResult, {
    description: 'Asks somebody by e-mail to become a member. Invited already, it gets another code and this role.',
  })
  inviteMember(
    @Arg('input', () => InviteMemberInput, { description: 'Whom.' }) input: InviteMemberInput,
    @Ctx() context: OperationContext,
  ): Promise<InviteMemberSuccess | RejectionView> {
    return answer(context, async () => {
      const invitation = await this.application.inviteMember(context.signedIn, input);
      return new InviteMemberSuccess(new InvitationView(invitation));
    });
  }

  @Mutation(() => ResendInvitationResult, { description: 'Mails an invitation again, with another code.' })
  resendInvitation(
    @Arg('input', () => ResendInvitationInput, { description: 'Which.' }) { invitationId }: ResendInvitationInput,
    @Ctx() context: OperationContext,
  ): Promise<ResendInvitationSuccess | RejectionView> {
    return answer(context, async () => {
      const asked = { invitation: invitationIdFrom(invitationId) };
      const invitation = await this.application.resendInvitation(context.signedIn, asked);
      return new ResendInvitationSuccess(new InvitationView(invitation));
    });
  }

  @Mutation(() => RevokeInvitationResult, { description: 'Takes an invitation back.' })
  revokeInvitation(
    @Arg('input', () => RevokeInvitationInput, { description: 'Which.' }) { invitationId }: RevokeInvitationInput,
    @Ctx() context: OperationContext,
  ): Promise<RevokeInvitationSuccess | RejectionView> {
    return answer(context, async () => {
      const asked = { invitation: invitationIdFrom(invitationId) };
      const invitation = await this.application.revokeInvitation(context.signedIn, asked);
      return new RevokeInvitationSuccess(new InvitationView(invitation));
    });
  }

  @Mutation(() => AcceptInvitationResult, { description: 'Makes who was invited a member, once per invitation.' })
  acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'Who accepts.' }) input: AcceptInvitationInput,
    @Ctx() context: OperationContext,
  ): Promise<AcceptInvitationSuccess | RejectionView> {
    return answer(context, async () => {
      const { account, member } = await this.application.acceptInvitation(input, context.address);
      const pricing = this.application.pricingOf(account);
      return new AcceptInvitationSuccess(new AccountView(account, pricing), new MemberView(member));
    });
  }

  @Mutation(() => ChangeMemberRoleResult, { description: 'Gives a member another role; the last owner stays one.' })
  changeMemberRole(
    @Arg('input', () => ChangeMemberRoleInput, { description: 'Whom.' }) { memberId, role }: ChangeMemberRoleInput,
    @Ctx() context: OperationContext,
  ): Promise<ChangeMemberRoleSuccess | RejectionView> {
    return answer(context, async () => {
      const asked = { member: memberIdFrom(memberId), role };
      return new ChangeMemberRoleSuccess(
        new MemberView(await this.application.changeMemberRole(context.signedIn, asked)),
      );
    });
  }

  @Mutation(() => RemoveMemberResult, { description: 'Takes a member out of the account, at once.' })
  removeMember(
    @Arg('input', () => RemoveMemberInput, { description: 'Whom.' }) { memberId }: RemoveMemberInput,
    @Ctx() context: OperationContext,
  ): Promise<RemoveMemberSuccess | RejectionView> {
    return answer(context, async () => {
      const asked = { member: memberIdFrom(memberId) };
      return new RemoveMemberSuccess(new MemberView(await this.application.removeMember(context.signedIn, asked)));
    });
  }
}
