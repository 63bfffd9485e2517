import { assert } from './assert.ts';
import type { LoginId, MemberId } from './ids.ts';

/** A secret's digest and the wall time at which it stops working. */
export interface TokenHalf {
  readonly digest: string;
  readonly expires: Date;
}

export interface TokenPair {
  readonly access: TokenHalf;
  readonly refresh: TokenHalf;
}

/**
 * ROLE-2: one signing-in of a member, with a short-lived access token and a refresh token that is used once. Tokens are
 * kept as digests only.
 */
export class Login {
  private constructor(
    readonly id: LoginId,
    readonly member: MemberId,
    readonly tokens: TokenPair,
    /** The refresh token before this one: whoever still shows it has a copy. */
    readonly spentRefresh: string | null,
    readonly endedAt: Date | null,
  ) {}

  static open(id: LoginId, member: MemberId, tokens: TokenPair): Login {
    return new Login(id, member, tokens, null, null);
  }

  static restore(
    id: LoginId,
    member: MemberId,
    tokens: TokenPair,
    spentRefresh: string | null,
    endedAt: Date | null,
  ): Login {
    return new Login(id, member, tokens, spentRefresh, endedAt);
  }

  acceptsAccess(digest: string, now: Date): boolean {
    return this.endedAt === null && digest === this.tokens.access.digest && now < this.tokens.access.expires;
  }

  acceptsRefresh(digest: string, now: Date): boolean {
    return this.endedAt === null && digest === this.tokens.refresh.digest && now < this.tokens.refresh.expires;
  }

  /** The next pair of tokens; those before stop working. */
  renew(tokens: TokenPair): Login {
    assert(this.endedAt === null, 'an ended login is not renewed');
    return new Login(this.id, this.member, tokens, this.tokens.refresh.digest, null);
  }

  end(now: Date): Login {
    return this.endedAt === null ? new Login(this.id, this.member, this.tokens, this.spentRefresh, now) : this;
  }
}
