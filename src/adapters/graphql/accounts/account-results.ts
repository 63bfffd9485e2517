import { Field, ObjectType } from 'type-graphql';
import type { Renewal } from '../../../application/refresh-shared.ts';
import type { IssuedTokens } from '../../../application/tokens.ts';
import { resultOf } from '../rejections/rejections.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { AccountView } from './account.ts';
import { MemberView, TokensView } from './member.ts';
import { TopUpView } from './top-up.ts';

@ObjectType({ description: 'The request for a code was taken.' })
export class RequestCodeSuccess {
  @Field(() => Boolean, {
    description: 'Always true; for a reset also where nobody has that mobile, and nothing was sent.',
  })
  readonly sent = true;
}

@ObjectType({ description: 'The account is open. Sign in next.' })
export class RegisterAccountSuccess {
  @Field(() => AccountView, { description: 'The new account.' })
  readonly account: AccountView;

  @Field(() => MemberView, { description: 'Its owner.' })
  readonly member: MemberView;

  constructor(account: AccountView, member: MemberView) {
    this.account = account;
    this.member = member;
  }
}

@ObjectType({ description: 'Signed in.' })
export class SignInSuccess {
  @Field(() => MemberView, { description: 'Who signed in.' })
  readonly member: MemberView;

  @Field(() => TokensView, { nullable: true, description: 'What the client keeps; null where its browser does.' })
  readonly tokens: TokensView | null;

  @Field(() => DateTimeScalar, { description: 'When the access token ends, wherever it is kept: refresh then.' })
  readonly accessExpires: Date;

  @Field(() => DateTimeScalar, { description: 'When the refresh token ends, wherever it is kept: sign in then.' })
  readonly refreshExpires: Date;

  constructor(member: MemberView, { accessExpires, refreshExpires }: IssuedTokens, told: IssuedTokens | null) {
    this.member = member;
    this.tokens = told === null ? null : new TokensView(told);
    this.accessExpires = accessExpires;
    this.refreshExpires = refreshExpires;
  }
}

@ObjectType({ description: 'The tokens before stopped working.' })
export class RefreshSuccess {
  @Field(() => TokensView, { nullable: true, description: 'The next pair; null where the browser keeps it.' })
  readonly tokens: TokensView | null;

  @Field(() => DateTimeScalar, { description: 'When the access token ends, wherever it is kept: refresh then.' })
  readonly accessExpires: Date;

  @Field(() => DateTimeScalar, { description: 'When the refresh token ends, wherever it is kept: sign in then.' })
  readonly refreshExpires: Date;

  constructor({ issued, accessExpires, refreshExpires }: Renewal) {
    this.tokens = issued === null ? null : new TokensView(issued);
    this.accessExpires = accessExpires;
    this.refreshExpires = refreshExpires;
  }
}

@ObjectType({ description: 'Signed out; the tokens stopped working.' })
export class SignOutSuccess {
  @Field(() => Boolean, { description: 'Whether all logins of the member ended.' })
  readonly everywhere: boolean;

  constructor(everywhere: boolean) {
    this.everywhere = everywhere;
  }
}

@ObjectType({ description: 'The password was changed; every other login of the member ended.' })
export class ChangePasswordSuccess {
  @Field(() => Boolean, { description: 'Always true.' })
  readonly changed = true;
}

@ObjectType({ description: 'The password was changed; every login of the member ended.' })
export class ResetPasswordSuccess {
  @Field(() => Boolean, { description: 'Always true.' })
  readonly changed = true;
}

@ObjectType({ description: 'Who is told from now on is told so.' })
export class SetNoticeSettingsSuccess {
  @Field(() => AccountView, { description: 'The account as it is.' })
  readonly account: AccountView;

  constructor(account: AccountView) {
    this.account = account;
  }
}

@ObjectType({ description: 'The payment was ordered; its status tells whether it is credited.' })
export class TopUpSuccess {
  @Field(() => TopUpView, { description: 'The payment as it is.' })
  readonly topUp: TopUpView;

  @Field(() => Boolean, { description: 'Whether the idempotency key had been used for it before.' })
  readonly replayed: boolean;

  constructor(topUp: TopUpView, replayed: boolean) {
    this.topUp = topUp;
    this.replayed = replayed;
  }
}

export const RequestCodeResult = resultOf(
  'RequestCode',
  RequestCodeSuccess,
  'INVALID_NUMBER',
  'FOREIGN_NUMBER',
  'CODE_TOO_SOON',
  'SMS_NOT_SENT',
  'TOO_MANY_TRIES',
);

export const RegisterAccountResult = resultOf(
  'RegisterAccount',
  RegisterAccountSuccess,
  'INVALID_TEXT',
  'WEAK_PASSWORD',
  'INVALID_NUMBER',
  'FOREIGN_NUMBER',
  'TERMS_NOT_ACCEPTED',
  'WRONG_CODE',
  'TOO_MANY_TRIES',
  'EMAIL_TAKEN',
);

export const SignInResult = resultOf('SignIn', SignInSuccess, 'WRONG_CREDENTIALS', 'TOO_MANY_TRIES');
export const RefreshResult = resultOf('Refresh', RefreshSuccess, 'WRONG_CREDENTIALS');
export const SignOutResult = resultOf('SignOut', SignOutSuccess);

export const ChangePasswordResult = resultOf(
  'ChangePassword',
  ChangePasswordSuccess,
  'WEAK_PASSWORD',
  'WRONG_CREDENTIALS',
  'TOO_MANY_TRIES',
);

export const ResetPasswordResult = resultOf(
  'ResetPassword',
  ResetPasswordSuccess,
  'WEAK_PASSWORD',
  'INVALID_NUMBER',
  'FOREIGN_NUMBER',
  'WRONG_CODE',
  'TOO_MANY_TRIES',
);

export const SetNoticeSettingsResult = resultOf(
  'SetNoticeSettings',
  SetNoticeSettingsSuccess,
  'NOT_ALLOWED',
  'ACCOUNT_CLOSED',
  'THRESHOLD_OUT_OF_RANGE',
);

export const TopUpResult = resultOf(
  'TopUp',
  TopUpSuccess,
  'NOT_ALLOWED',
  'INVALID_TEXT',
  'TOP_UP_OUT_OF_RANGE',
  'ACCOUNT_CLOSED',
  'IDEMPOTENCY_MISMATCH',
);
