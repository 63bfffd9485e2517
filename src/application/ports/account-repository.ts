import type { Account } from '../../domain/account.ts';
import type { Alarm, Discrepancy } from '../../domain/alarm.ts';
import type { App } from '../../domain/app.ts';
import type { Call } from '../../domain/call.ts';
import type { StoredCallback } from '../../domain/callback.ts';
import type { DomainError } from '../../domain/errors.ts';
import type { AccountId, AppId, CallId, PaymentReference, ProviderSession, TopUpId } from '../../domain/ids.ts';
import type { Transfer } from '../../domain/ledger.ts';
import type { Member } from '../../domain/member.ts';
import type { KeyedRequest, RequestKey } from '../../domain/request.ts';
import type { Resolution } from '../../domain/settlement.ts';
import type { TopUp } from '../../domain/top-up.ts';

/** The two numbers of a call, within one app. */
export interface PairKey {
  readonly app: AppId;
  readonly caller: string;
  readonly callee: string;
}

export interface SessionKey {
  readonly app: AppId;
  readonly session: ProviderSession;
}

/**
 * What a rule may look up beside its account: name → [key, what is found]. All of it is the account's own and is read
 * under its lock. `app`, `call` and `topUp` must exist; another account's are not there.
 */
export interface Lookups {
  app: [AppId, App];
  appCount: [true, number];
  call: [CallId, Call];
  topUp: [TopUpId, TopUp];
  request: [RequestKey, KeyedRequest | null];
  payment: [PaymentReference, TopUp | null];
  /** The call of a provider's session in that app. */
  session: [SessionKey, Call | null];
  /** Calls between two numbers whose money is still reserved. */
  openPair: [PairKey, readonly Call[]];
  /** Calls between two numbers that never got a session: UNCONFIRMED, or voided at the horizon without a late report. */
  unmatched: [PairKey, readonly Call[]];
  /** A callback with the same bytes. */
  callback: [{ readonly app: AppId; readonly bodyHash: string }, StoredCallback | null];
  /** Parked callbacks of a session that no call had. */
  parkedSession: [SessionKey, readonly StoredCallback[]];
  /** Parked callbacks between two numbers. */
  parkedPair: [PairKey, readonly StoredCallback[]];
}

export type Keys<N extends keyof Lookups> = { readonly [Name in N]: Lookups[Name][0] };

export type Facts<N extends keyof Lookups> = { readonly [Name in N]: Lookups[Name][1] } & {
  readonly account: Account;
  /** Service time, read under the lock. */
  readonly now: Date;
};

/** The next values of what was looked up, and new rows. Written together, once per table. */
export interface Saves {
  readonly account?: Account;
  readonly app?: App;
  readonly call?: Call;
  readonly topUp?: TopUp;
  readonly request?: KeyedRequest;
  readonly callbacks?: readonly StoredCallback[];
  readonly resolution?: Resolution;
  readonly discrepancy?: Discrepancy;
  readonly alarms?: readonly Alarm[];
  /** Subjects of CALLBACK_PARKED alarms that are over. */
  readonly closedAlarms?: readonly string[];
}

export interface Decision<T> {
  readonly answer: T;
  readonly saves?: Saves;
  readonly transfers?: readonly Transfer[];
  /** What is saved commits, then this is thrown. */
  readonly refusal?: DomainError;
}

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
   * what the rule throws or refuses with.
   */
  decide<N extends keyof Lookups = never, T = void>(
    account: AccountId,
    keys: Keys<N>,
    rule: (facts: Facts<N>) => Decision<T>,
  ): Promise<T>;

  /** Stores a new account with its first member. @throws DomainError EMAIL_TAKEN */
  open(account: Account, owner: Member): Promise<void>;
}
