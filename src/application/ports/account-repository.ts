import type { Account } from '../../domain/account.ts';
import type { Alarm, AlarmFacts, AlarmKey, Discrepancy } from '../../domain/alarm.ts';
import type { ApiKey } from '../../domain/api-key.ts';
import type { App } from '../../domain/app.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { StoredCallback } from '../../domain/callback.ts';
import type { Bill } from '../../domain/bill.ts';
import type { Day } from '../../domain/day.ts';
import type { DisplayNumber, DisplaySide } from '../../domain/display-number.ts';
import type { KnownDiscrepancy } from '../../domain/discrepancy.ts';
import type { DomainError } from '../../domain/errors.ts';
import type {
  AccountId,
  AppId,
  CallId,
  MemberId,
  DeliveryId,
  DisplayNumberId,
  PaymentReference,
  ProviderSession,
  TopUpId,
} from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { CallLedger, Transfer } from '../../domain/ledger.ts';
import type { CallLimits, CallUsage } from '../../domain/limits.ts';
import type { Member } from '../../domain/member.ts';
import type { Notice } from '../../domain/notice.ts';
import type { OperatorAction } from '../../domain/operator.ts';
import type { PartyKey } from '../../domain/parties.ts';
import type { KeyedRequest, RequestKey } from '../../domain/request.ts';
import type { CalleeRings } from '../../domain/rings.ts';
import type { Resolution } from '../../domain/settlement.ts';
import type { TopUp } from '../../domain/top-up.ts';
import type { Attempt, Delivery } from '../../domain/webhooks/delivery.ts';
import type { Webhook } from '../../domain/webhooks/webhook.ts';

/** The telephones of a call or a conference, within one app. */
export interface PartiesKey {
  readonly app: AppId;
  readonly parties: PartyKey;
}

/** A claim of a call, as {@link CallRegister.claimDue} gave it. */
export interface ClaimKey {
  readonly call: CallId;
  /** Grows with each claim of the call. */
  readonly token: bigint;
}

export interface SessionKey {
  readonly app: AppId;
  readonly session: ProviderSession;
}

/**
 * CALL-10: a call that is to be placed on `day`. `limits` are the configured ones: an account's and an app's own go before
 * them. What is not limited is not looked up.
 */
export interface UsageKey {
  readonly app: AppId;
  readonly callees: readonly string[];
  readonly limits: CallLimits;
  readonly day: Day;
}

/**
 * What a rule may look up beside its account: name → [key, what is found]. All of it is the account's own and is read
 * under its lock, but for `rings`. `app`, `call`, `topUp` and `displayNumber` must exist; another account's are not there.
 */
export interface Lookups {
  app: [AppId, App];
  appCount: [true, number];
  call: [CallId, AnyCall];
  /** Whether nobody has claimed the call since: what a claim's worker decides by itself is void where somebody has. */
  claim: [ClaimKey, boolean];
  topUp: [TopUpId, TopUp];
  /** Those who are present, by the time at which they came. */
  members: [true, readonly Member[]];
  /** Those that are PENDING, expired ones too, by the time at which they were made. */
  invitations: [true, readonly Invitation[]];
  /** Those that are not revoked, expired ones too, by the time at which they were made. */
  apiKeys: [true, readonly ApiKey[]];
  /** Null where the app has none. */
  webhook: [AppId, Webhook | null];
  /** Must exist; another account's is not there. */
  delivery: [DeliveryId, Delivery];
  /** Those of the ids that are there, in any order. */
  deliveries: [readonly DeliveryId[], readonly Delivery[]];
  displayNumber: [DisplayNumberId, DisplayNumber];
  /** The request for an app and side that waits for an operator. */
  waitingDisplayNumber: [{ readonly app: AppId; readonly side: DisplaySide }, DisplayNumber | null];
  /** What is approved for the same app and side as this one. */
  approvedBeside: [DisplayNumberId, DisplayNumber | null];
  request: [RequestKey, KeyedRequest | null];
  payment: [PaymentReference, TopUp | null];
  /** The call of a provider's session in that app. */
  session: [SessionKey, AnyCall | null];
  /** Calls, or conferences, between the same telephones whose money is still reserved. */
  openBetween: [PartiesKey, readonly AnyCall[]];
  usage: [UsageKey, CallUsage];
  /**
   * The rings of telephones, which belong to no account: locked behind the account and in the order of their numbers, so
   * that decisions of two accounts wait for one another and never in a circle. Each number at most once, in any order.
   */
  rings: [readonly string[], readonly CalleeRings[]];
  /**
   * Calls, or conferences, between the same telephones that never got a session: UNCONFIRMED; voided without a late report, at the horizon or by
   * an operator; or settled by an operator who knew of none.
   */
  unmatched: [PartiesKey, readonly AnyCall[]];
  /** A callback with the same bytes. */
  callback: [{ readonly app: AppId; readonly bodyHash: string }, StoredCallback | null];
  /** What an operator wants to close. */
  alarm: [AlarmKey, AlarmFacts];
  /** All discrepancies of a call. */
  discrepancies: [CallId, readonly KnownDiscrepancy[]];
  /** What was posted for a call. */
  callLedger: [CallId, CallLedger];
  /** Parked callbacks of a session that no call had. */
  parkedSession: [SessionKey, readonly StoredCallback[]];
  /** Parked callbacks about the same telephones. */
  parkedBetween: [PartiesKey, readonly StoredCallback[]];
}

export type Keys<N extends keyof Lookups> = { readonly [Name in N]: Lookups[Name][0] };

export type Facts<N extends keyof Lookups> = { readonly [Name in N]: Lookups[Name][1] } & {
  readonly account: Account;
  /** Service time, read under the lock: not before the account's newest event, whichever replica decided that. */
  readonly now: Date;
};

/** The next values of what was looked up, and new rows. Written together, once per table. */
export interface Saves {
  readonly account?: Account;
  readonly app?: App;
  readonly call?: AnyCall;
  readonly topUp?: TopUp;
  /** New, or with another role, or removed. */
  readonly member?: Member;
  /** All logins of a member end at that wall time. */
  readonly endedLogins?: { readonly member: MemberId; readonly at: Date };
  readonly invitation?: Invitation;
  /** New or revoked. */
  readonly apiKey?: ApiKey;
  /** In the order in which they change: one of an app and side is requested at a time, and one approved. */
  readonly displayNumbers?: readonly DisplayNumber[];
  /** New. */
  readonly bill?: Bill;
  readonly request?: KeyedRequest;
  /** As they were looked up in this decision, one more or less. */
  readonly rings?: readonly CalleeRings[];
  readonly callbacks?: readonly StoredCallback[];
  readonly resolution?: Resolution;
  /** The same difference of a call, reported again, is the same discrepancy. */
  readonly discrepancies?: readonly Discrepancy[];
  /** What an operator decided about one that was looked up. */
  readonly resolvedDiscrepancy?: KnownDiscrepancy;
  /** CALL-6: one of a discrepancy is left out where all of its call's were decided about: nothing is left to decide. */
  readonly alarms?: readonly Alarm[];
  /** What its people are told. One whose key was told already is left out. */
  readonly notices?: readonly Notice[];
  readonly webhook?: Webhook;
  /** New, or as they were looked up and something became of them. */
  readonly deliveries?: readonly Delivery[];
  readonly attempts?: readonly Attempt[];
  /** Queued where its app's webhook is enabled, and forgotten where not: whoever ends a call need not know. */
  readonly forwarding?: Delivery;
  /** What an operator did by this decision, for the trail (ROLE-1). */
  readonly action?: OperatorAction;
  /** Those that are over. Harmless where none is open. */
  readonly closedAlarms?: readonly AlarmKey[];
}

interface Written {
  readonly saves?: Saves;
  readonly transfers?: readonly Transfer[];
  /** Called once the decision is durable, with those of its alarms that were not open before. */
  readonly opened?: (alarms: readonly AlarmKey[]) => void;
}

export interface Accepted<T> extends Written {
  readonly answer: T;
  readonly refusal?: undefined;
}

export interface Refused extends Written {
  /** What is saved commits, then this is thrown. */
  readonly refusal: DomainError;
}

export type Decision<T> = Accepted<T> | Refused;

/**
 * The repository of accounts with all that belongs to them. The account is the consistency boundary: whatever moves
 * money or a call's state is a decision on one account.
 */
export interface AccountRepository {
  /**
   * Locks the account, reads the facts, runs the rule, writes what it saves, and commits. Each saved account and call
   * is announced as an event with the account's next sequence numbers, in the same commit. The rule is synchronous and
   * may run again after a conflict; when it throws, nothing is written.
   *
   * @throws DomainError NOT_FOUND for an account, app or call that is not there; APP_KEY_TAKEN for another app's AppKey;
   * EMAIL_TAKEN for another member's e-mail; REFERENCE_TAKEN for another posting's reference; what the rule throws or
   * refuses with. ServiceBusy: nothing was committed; OutcomeUnknown: it may have been.
   */
  decide<N extends keyof Lookups = never, T = void>(
    account: AccountId,
    keys: Keys<N>,
    rule: (facts: Facts<N>) => Decision<T>,
  ): Promise<T>;

  /** Stores a new account with its first member. @throws DomainError EMAIL_TAKEN */
  open(account: Account, owner: Member): Promise<void>;
}
