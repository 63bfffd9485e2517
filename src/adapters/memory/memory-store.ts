import type { Account } from '../../domain/account.ts';
import type { Alarm } from '../../domain/alarm.ts';
import type { ApiKey } from '../../domain/api-key.ts';
import type { App } from '../../domain/app.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { Bill } from '../../domain/bill.ts';
import type { StoredCallback } from '../../domain/callback.ts';
import type { DisplayNumber } from '../../domain/display-number.ts';
import type { KnownDiscrepancy } from '../../domain/discrepancy.ts';
import type { AccountId, CallId } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Transfer } from '../../domain/ledger.ts';
import type { Notice } from '../../domain/notice.ts';
import type { KeyedRequest } from '../../domain/request.ts';
import type { OperatorAction } from '../../domain/operator.ts';
import type { Resolution } from '../../domain/settlement.ts';
import type { TopUp } from '../../domain/top-up.ts';
import type { Attempt, Delivery } from '../../domain/webhooks/delivery.ts';
import type { Webhook } from '../../domain/webhooks/webhook.ts';

export interface StoredEvent {
  readonly sequence: number;
  readonly kind: 'ACCOUNT' | 'CALL';
  readonly subject: string;
  readonly version: number;
}

/** One account with all that belongs to it. Its values are immutable, so a shallow copy is a snapshot. */
export interface AccountRecords {
  readonly account: Account;
  readonly apps: ReadonlyMap<string, App>;
  readonly calls: ReadonlyMap<string, AnyCall>;
  /** Wall time at which each call was first saved: a dialler's life does not go by service time. */
  readonly placedWall: ReadonlyMap<string, Date>;
  readonly displayNumbers: ReadonlyMap<string, DisplayNumber>;
  readonly topUps: ReadonlyMap<string, TopUp>;
  /** Wall time at which each top-up was first saved. */
  readonly orderedWall: ReadonlyMap<string, Date>;
  /** By id. */
  readonly bills: ReadonlyMap<string, Bill>;
  readonly requests: ReadonlyMap<string, KeyedRequest>;
  readonly invitations: ReadonlyMap<string, Invitation>;
  readonly apiKeys: ReadonlyMap<string, ApiKey>;
  readonly callbacks: ReadonlyMap<string, StoredCallback>;
  readonly resolutions: ReadonlyMap<string, Resolution>;
  readonly discrepancies: readonly KnownDiscrepancy[];
  readonly alarms: readonly (Alarm & { readonly open: boolean })[];
  readonly actions: readonly OperatorAction[];
  /** By key. */
  readonly notices: ReadonlyMap<string, Notice>;
  /** By app. */
  readonly webhooks: ReadonlyMap<string, Webhook>;
  readonly deliveries: ReadonlyMap<string, Delivery>;
  readonly attempts: readonly Attempt[];
  /** When the newest decision was that it announced: no later one is earlier. */
  readonly decidedAt: Date | null;
  readonly transfers: readonly Transfer[];
  /** Of each transfer, in the same order. */
  readonly postedAt: readonly Date[];
  readonly events: readonly StoredEvent[];
}

/** Of a call. It is void once another has a greater token, and over when the call is due at another time. */
export interface StoredClaim {
  readonly token: bigint;
  readonly by: string | null;
  /** Wall time in milliseconds. */
  readonly until: number;
  readonly dueAt: Date | null;
}

/** What the memory adapters share. A commit replaces an account's records whole. */
export class MemoryStore {
  readonly accounts = new Map<AccountId, AccountRecords>();
  /** Those that belong to no account. */
  systemAlarms: readonly (Alarm & { readonly open: boolean })[] = [];
  /** When each telephone was rung, over all accounts. */
  readonly rings = new Map<string, readonly Date[]>();
  readonly claims = new Map<CallId, StoredClaim>();
  /** The replica that dials each call. */
  readonly placedBy = new Map<CallId, string>();
  /** Until when each replica's lease lasts, in wall milliseconds. */
  readonly replicas = new Map<string, number>();
  readonly watchers = new Map<AccountId, Set<() => void>>();

  static empty(account: Account): AccountRecords {
    return {
      account,
      apps: new Map(),
      calls: new Map(),
      placedWall: new Map(),
      displayNumbers: new Map(),
      topUps: new Map(),
      orderedWall: new Map(),
      bills: new Map(),
      requests: new Map(),
      invitations: new Map(),
      apiKeys: new Map(),
      callbacks: new Map(),
      resolutions: new Map(),
      discrepancies: [],
      alarms: [],
      actions: [],
      notices: new Map(),
      webhooks: new Map(),
      deliveries: new Map(),
      attempts: [],
      decidedAt: null,
      transfers: [],
      postedAt: [],
      events: [],
    };
  }
}
