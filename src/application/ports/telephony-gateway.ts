import type { Kind, Parties } from '../../domain/parties.ts';
import type { ProgressStatus } from '../../domain/placed.ts';
import type { ProviderSession } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/provider-failure.ts';
import type { CallReport } from '../../domain/report.ts';
import type { AppCredentials } from './app-credentials.ts';

export interface DialOrder {
  readonly parties: Parties;
  /** The provider cuts the conversation there (CALL-3). */
  readonly maxSeconds: number;
  /** Wall time from which on its first byte must not be sent: it is then REJECTED as never sent (CALL-5). */
  readonly sendBefore: Date;
}

/**
 * KEY-1: the provider did not accept the headers of a request. Our clock is off by more than it allows, or the secret
 * is not the AppKey's: it says the same of both.
 */
export interface HeaderRefusal {
  /** Whole seconds by which its clock is ahead of ours, negative where it is behind; null where it does not tell. */
  readonly providerAheadSeconds: number | null;
}

/** What a start's answer means. Total: every outcome on the wire is one of these. */
export type DialAnswer =
  | { readonly kind: 'STARTED'; readonly session: ProviderSession }
  /** Certain that no telephone rings. */
  | { readonly kind: 'REJECTED'; readonly refusal: Refusal; readonly badHeader?: HeaderRefusal }
  /** A telephone may be ringing. `why` is one plain phrase for the log. */
  | { readonly kind: 'AMBIGUOUS'; readonly why: string };

/** What a query is about. */
export interface Asked {
  readonly kind: Kind;
  readonly session: ProviderSession;
}

export type CallNews =
  | { readonly kind: 'ENDED'; readonly report: CallReport }
  /** `status` null where the live answer says nothing (LIVE-3). */
  | { readonly kind: 'ALIVE'; readonly status: ProgressStatus | null; readonly answeredAt: Date | null }
  /**
   * The provider did not give a usable answer, or it does not know the session (`isMissing`). `why` for the log.
   * `limitedForSeconds`: where it was asked too fast, wall seconds to wait.
   */
  | {
      readonly kind: 'UNKNOWN';
      readonly why: string;
      readonly isMissing?: true;
      readonly limitedForSeconds?: number;
      readonly badHeader?: HeaderRefusal;
    };

/** The telephone network, reached in the name of an app. Nothing here throws for what a provider may do. */
export interface TelephonyGateway {
  /** Dials, within one deadline. Never sends the order twice once a byte of it may have been seen (CALL-5). */
  dial(credentials: AppCredentials, order: DialOrder): Promise<DialAnswer>;
  query(credentials: AppCredentials, asked: Asked): Promise<CallNews>;
  /** Whether the provider can be reached at all; for readiness. */
  reachable(): Promise<boolean>;
}
