import type { ApiKey } from '../../domain/api-key.ts';
import type { Footing } from '../../domain/footing.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Principal } from '../../domain/principal.ts';

/** Finds across accounts whose a token is. A digest is of the whole token. */
export interface TokenRegister {
  /** In whatever state it is. */
  invitation(digest: string): Promise<Invitation | null>;
  /** Revoked or expired ones too. */
  apiKey(digest: string): Promise<ApiKey | null>;
  /** Notes that a key was used at wall time `now`: at most once a minute. */
  used(apiKey: ApiKey, now: Date): Promise<void>;
  /**
   * What each of these stands on now, in their order: null who is signed out, removed or revoked. Of thousands at once;
   * what has expired is for who asks to know.
   */
  footings(principals: readonly Principal[]): Promise<readonly (Footing | null)[]>;
}
