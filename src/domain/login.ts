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

/** For as long after a renewal a token of before may still be on its way from another tab of the same browser. */
export const ON_ITS_WAY_SECONDS = 10;

/** For which a login is kept after its refresh token has expired: 30 days. */
export const LOGIN_MEMORY_MS = 30 * 86_400_000;

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
    /** When the refresh token before this one was spent. */
    readonly renewedAt: Date | null,
    readonly endedAt: Date | null,
  ) {}

  static open(id: LoginId, member: MemberId, tokens: TokenPair): Login {
    return new Login(id, member, tokens, null, null, null);
  }

  static restore(
    id: LoginId,
    member: MemberId,
    tokens: TokenPair,
    spentRefresh: string | null,
    renewedAt: Date | null,
    endedAt: Date | null,
  ): Login {
    return new Login(id, member, tokens, spentRefresh, renewedAt, endedAt);
  }

  acceptsAccess(digest: string, now: Date): boolean {
    return this.endedAt === null && digest === this.tokens.access.digest && now < this.tokens.access.expires;
  }

  acceptsRefresh(digest: string, now: Date): boolean {
    return this.endedAt === null && digest === this.tokens.refresh.digest && now < this.tokens.refresh.expires;
  }

  /**
   * Whether the tokens that there are were issued a moment ago, and whoever shows this one has them already or is being
   * sent them: another tab of the same browser was first.
   */
  wasJustRenewed(digest: string, now: Date): boolean {
    const { access, refresh } = this.tokens;
    if (this.renewedAt === null || this.endedAt !== null || now >= access.expires) return false;
    const isRecent = now.getTime() < this.renewedAt.getTime() + ON_ITS_WAY_SECONDS * 1000;
    return isRecent && (digest === refresh.digest || digest === this.spentRefresh);
  }

  /** The next pair of tokens; those before stop working. */
  renew(tokens: TokenPair, now: Date): Login {
    assert(this.endedAt === null, 'an ended login is not renewed');
    return new Login(this.id, this.member, tokens, this.tokens.refresh.digest, now, null);
  }

  end(now: Date): Login {
    if (this.endedAt !== null) return this;
    return new Login(this.id, this.member, this.tokens, this.spentRefresh, this.renewedAt, now);
  }
}
