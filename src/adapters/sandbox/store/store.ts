import type { Course } from '../call/course.ts';
import type { CallKind } from '../call/kind.ts';

export interface SandboxApp {
  readonly appKey: string;
  readonly appSecret: string;
  /** The secret before that one: requests may still be signed with it. */
  readonly replacedSecret: string | null;
  /** Lower case, as the provider keeps it. */
  readonly accid: string;
  readonly callbackUrl: string;
}

/** A called number, and all that happens between the caller and it. */
export interface Callee {
  readonly number: string;
  readonly course: Course;
}

/** A call or conference that really started. Its courses say all that happens in it, so nothing is ever updated. */
export interface SandboxCall {
  readonly kind: CallKind;
  readonly session: string;
  readonly appKey: string;
  readonly accid: string;
  readonly caller: string;
  /** One in a call; several in a conference, in the order in which they were asked for. */
  readonly callees: readonly Callee[];
  /** Seconds. */
  readonly maxDur: number;
  readonly startedAt: Date;
}

export interface CallFilter {
  readonly appKey?: string;
  readonly caller?: string;
  /** Any of the callees. */
  readonly callee?: string;
}

/** One copy of a call's callback. */
export interface Delivery {
  readonly session: string;
  /** Counts the copies of one call's callback from 1. */
  readonly copy: number;
  /** Service time of the next attempt; null when there is none, since it was delivered or given up. */
  readonly due: Date | null;
  /** Attempts begun so far. */
  readonly attempts: number;
  /** HTTP status of the last attempt that ended; null when there was none or nobody answered. */
  readonly lastStatus: number | null;
  readonly deliveredAt: Date | null;
}

export interface AttemptResult {
  readonly session: string;
  readonly copy: number;
  /** `attempts` as the claim returned it. */
  readonly attempt: number;
  readonly status: number | null;
  /** Service time; null when the attempt failed. */
  readonly deliveredAt: Date | null;
  /** When to try again; null when delivered or given up. */
  readonly nextDue: Date | null;
}

export interface SandboxMessage {
  readonly to: string;
  readonly code: string;
  readonly purpose: string;
  readonly text: string;
  readonly sentAt: Date;
}

export interface SandboxMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly sentAt: Date;
}

export interface SandboxPayment {
  readonly orderId: string;
  readonly amountFen: bigint;
  readonly reference: string;
  readonly paidAt: Date;
}

/** What the sandbox remembers. Lists come newest first where nothing else is said. */
export interface SandboxStore {
  /** Makes the store ready for use; may be called by many servers at once, and again. */
  prepare(): Promise<void>;

  /** Keeps a new app or replaces the callback address of a known one, and returns what is kept. */
  saveApp(app: SandboxApp): Promise<SandboxApp>;
  /** Gives an app that has the secret `from` the secret `to`; null, and no effect, where there is none such. */
  rotateSecret(appKey: string, from: string, to: string): Promise<SandboxApp | null>;
  findApp(appKey: string): Promise<SandboxApp | null>;

  /**
   * Keeps a call and its callbacks together. With `leaseMs` above 0 the first attempt of each callback is claimed for
   * the one who adds the call, as by `claimDue`.
   */
  addCall(call: SandboxCall, dues: readonly Date[], leaseMs: number): Promise<Delivery[]>;
  findCall(session: string): Promise<SandboxCall | null>;
  listCalls(filter: CallFilter, limit: number): Promise<SandboxCall[]>;
  /** Oldest first, of those placed after the call `after`; null or a session that is not known: from the first on. */
  listCallsAfter(filter: CallFilter, after: string | null, limit: number): Promise<SandboxCall[]>;

  /**
   * Hands out callbacks that are due at `now` (service time), each to one claimant only, until `leaseMs` wall
   * milliseconds have passed: a claimant that dies loses its claim. The attempt is counted by the claim.
   */
  claimDue(now: Date, limit: number, leaseMs: number): Promise<Delivery[]>;
  /** Ends a claimed attempt. A claim that was lost meanwhile changes nothing, unless it delivered. */
  recordAttempt(result: AttemptResult): Promise<void>;
  /** The earliest time after `now` at which a callback falls due. */
  nextDue(now: Date): Promise<Date | null>;
  listDeliveries(sessions: readonly string[]): Promise<Delivery[]>;

  addMessage(message: SandboxMessage): Promise<void>;
  listMessages(to: string | null, limit: number): Promise<SandboxMessage[]>;

  addMail(mail: SandboxMail): Promise<void>;
  listMails(to: string | null, limit: number): Promise<SandboxMail[]>;

  /** Keeps the payment, or returns the one that this order already has. */
  addPayment(payment: SandboxPayment): Promise<SandboxPayment>;
  listPayments(limit: number): Promise<SandboxPayment[]>;
}
