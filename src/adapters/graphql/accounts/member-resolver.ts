import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import {
  ChangePasswordInput,
  RefreshInput,
  RegisterAccountInput,
  RequestCodeInput,
  ResetPasswordInput,
  SignInInput,
  SignOutInput,
} from './account-inputs.ts';
import {
  ChangePasswordResult,
  ChangePasswordSuccess,
  RefreshResult,
  RefreshSuccess,
  RegisterAccountResult,
  RegisterAccountSuccess,
  RequestCodeResult,
  RequestCodeSuccess,
  ResetPasswordResult,
  ResetPasswordSuccess,
  SignInResult,
  SignInSuccess,
  SignOutResult,
  SignOutSuccess,
} from './account-results.ts';
import { AccountView } from './account.ts';
import { MemberView } from './member.ts';
import { placeFor, renewal } from './token-place.ts';

@Resolver()
export class MemberResolver {
  constructor(private readonly application: Application) {}

  @Query(() => MemberView, { nullable: true, description: 'Who is signed in.' })
  async me(@Ctx() context: OperationContext): Promise<MemberView | null> {
    const member = await this.application.me(context.member);
    return member === null ? null : new MemberView(member);
  }

  @Mutation(() => RequestCodeResult, { description: 'Sends six digits to a mobile.' })
  requestCode(
    @Arg('input', () => RequestCodeInput, { description: 'Where to.' }) input: RequestCodeInput,
    @Ctx() context: OperationContext,
  ): Promise<RequestCodeSuccess | RejectionView> {
    return answer(context, async () => {
      await this.application.requestCode(input, context.address);
      return new RequestCodeSuccess();
    });
  }

  @Mutation(() => RegisterAccountResult, { description: 'Opens an account with its owner.' })
  registerAccount(
    @Arg('input', () => RegisterAccountInput, { description: 'Who registers.' }) input: RegisterAccountInput,
    @Ctx() context: OperationContext,
  ): Promise<RegisterAccountSuccess | RejectionView> {
    return answer(context, async () => {
      const { account, member } = await this.application.registerAccount(input, context.address);
      const pricing = this.application.pricingOf(account);
      return new RegisterAccountSuccess(new AccountView(account, pricing), new MemberView(member));
    });
  }

  @Mutation(() => SignInResult, { description: 'Signs a member in.' })
  signIn(
    @Arg('input', () => SignInInput, { description: 'Who.' }) input: SignInInput,
    @Ctx() context: OperationContext,
  ): Promise<SignInSuccess | RejectionView> {
    return answer(context, async () => {
      const place = placeFor(input.keepIn, context);
      const { member, tokens } = await this.application.signIn(input, context.address);
      return new SignInSuccess(new MemberView(member), tokens, place.put(tokens));
    });
  }

  @Mutation(() => RefreshResult, { description: 'Exchanges a refresh token for the next pair.' })
  refresh(
    @Arg('input', () => RefreshInput, { description: 'The token.' }) input: RefreshInput,
    @Ctx() context: OperationContext,
  ): Promise<RefreshSuccess | RejectionView> {
    return answer(context, async () => new RefreshSuccess(await renewal(this.application, input, context)));
  }

  @Mutation(() => SignOutResult, { description: 'Ends this login, or all of the member.' })
  signOut(
    @Arg('input', () => SignOutInput, { description: 'Where.' }) { everywhere }: SignOutInput,
    @Ctx() context: OperationContext,
  ): Promise<SignOutSuccess | RejectionView> {
    return answer(context, async () => {
      await this.application.signOut(context.member, { everywhere });
      context.browser?.forget();
      return new SignOutSuccess(everywhere);
    });
  }

  @Mutation(() => ChangePasswordResult, { description: 'Sets a new password and ends every other login.' })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Old and new.' }) input: ChangePasswordInput,
    @Ctx() context: OperationContext,
  ): Promise<ChangePasswordSuccess | RejectionView> {
    return answer(context, async () => {
      await this.application.changePassword(context.member, input, context.address);
      return new ChangePasswordSuccess();
    });
  }

  @Mutation(() => ResetPasswordResult, { description: 'Sets a new password by a code.' })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'Whose, and the code.' }) input: ResetPasswordInput,
    @Ctx() context: OperationContext,
  ): Promise<ResetPasswordSuccess | RejectionView> {
    return answer(context, async () => {
      await this.application.resetPassword(input, context.address);
      context.browser?.forget();
      return new ResetPasswordSuccess();
    });
  }
}
