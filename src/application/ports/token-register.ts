import type { ApiKey } from '../../domain/api-key.ts';
import type { Invitation } from '../../domain/invitation.ts';

/** Finds across accounts whose a token is. A digest is of the whole token. */
export interface TokenRegister {
  /** In whatever state it is. */
  invitation(digest: string): Promise<Invitation | null>;
  /** Revoked or expired ones too. */
  apiKey(digest: string): Promise<ApiKey | null>;
  /** Notes that a key was used at wall time `now`: at most once a minute. */
  used(apiKey: ApiKey, now: Date): Promise<void>;
}
