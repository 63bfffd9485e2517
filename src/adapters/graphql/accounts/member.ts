import { Field, ID, ObjectType } from 'type-graphql';
import type { IssuedTokens } from '../../../application/tokens.ts';
import type { MemberProfile } from '../../../domain/member.ts';
import type { ActingRole, Role } from '../../../domain/role.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';

export const MemberRoles = describedEnum<Role>('MemberRole', 'What a member is for its account: what it may do.', {
  OWNER: 'Everything. Who registers is the owner.',
  FINANCE: 'Tops up and reads money; no calls.',
  AGENT: 'Calls, and reads calls; no money.',
  DEVELOPER: 'Apps and calls; no money.',
});

export const Roles = describedEnum<ActingRole>('Role', 'What whoever asks is, and so what it may do.', {
  OWNER: 'A member that may do everything for its account.',
  FINANCE: 'A member that tops up and reads money.',
  AGENT: 'A member that calls.',
  DEVELOPER: 'A member that keeps apps, and calls.',
  OPERATOR: 'Of no account: who runs the service.',
  API_KEY: 'A program of an account, within the scopes of its key.',
});

@ObjectType('Member', { description: 'A person who signs in for an account.' })
export class MemberView {
  constructor(private readonly member: MemberProfile) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.member.id;
  }

  @Field(() => String, { description: 'By which the member signs in, in lower case.' })
  get email(): string {
    return this.member.email;
  }

  @Field(() => String, { description: 'To which codes are sent, in national digits.' })
  get mobile(): string {
    return this.member.mobile.digits;
  }

  @Field(() => MemberRoles, { description: 'What the member is for its account.' })
  get role(): Role {
    return this.member.role;
  }

  @Field(() => DateTimeScalar, { description: 'When it registered.' })
  get createdAt(): Date {
    return this.member.createdAt;
  }
}

@ObjectType('Tokens', { description: 'What a client keeps of a signing-in. They are told once.' })
export class TokensView {
  constructor(private readonly tokens: IssuedTokens) {}

  @Field(() => String, { description: 'For the header `Authorization: Bearer …`, and for `connection_init`.' })
  get accessToken(): string {
    return this.tokens.accessToken;
  }

  @Field(() => DateTimeScalar, { description: 'When the access token ends; sockets opened with it are closed then.' })
  get accessExpires(): Date {
    return this.tokens.accessExpires;
  }

  @Field(() => String, { description: 'Buys the next pair, once. Shown a second time, it ends the whole login.' })
  get refreshToken(): string {
    return this.tokens.refreshToken;
  }

  @Field(() => DateTimeScalar, { description: 'When the refresh token ends.' })
  get refreshExpires(): Date {
    return this.tokens.refreshExpires;
  }
}
