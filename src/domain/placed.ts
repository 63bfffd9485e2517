import { assert } from './assert.ts';
import type { AccountId, AppId, CallId, ProviderSession } from './ids.ts';
import type { Money } from './money.ts';
import type { Kind, Parties } from './parties.ts';
import type { Refusal } from './provider-failure.ts';
import type { Quote } from './quote.ts';
import type { CallReport, OutcomeStatus, SettlingReport } from './report.ts';
import { outcomeOf } from './report.ts';
import type { Tariff } from './tariff.ts';

export type OpenStatus = 'PLACING' | 'UNCONFIRMED' | 'DIALING' | ProgressStatus;
export type ProgressStatus = 'CALLER_RINGING' | 'CALLEE_RINGING' | 'IN_PROGRESS';
export type CallStatus = OpenStatus | OutcomeStatus | 'REFUSED';
export type MoneyState = 'RESERVED' | 'SETTLED' | 'VOIDED';

/** What was asked for, beside whom to join. */
export interface Intent {
  readonly id: CallId;
  readonly account: AccountId;
  readonly app: AppId;
  /** CALL-11: the customer's own word for it. */
  readonly reference: string | null;
  readonly placedAt: Date;
}

/** What was asked for and granted: fixed when it is placed. */
export interface Granted extends Intent {
  readonly tariff: Tariff;
  readonly grantedSeconds: number;
  readonly reservation: Money;
  /** CALL-7: start + ring + granted + grace. From then on it cannot be alive. */
  readonly deadline: Date;
}

/** Configured times around a call, in seconds of service time. */
export interface CallTimes {
  readonly ringSeconds: number;
  readonly graceSeconds: number;
  /** CALL-5: how long an UNCONFIRMED call waits for news before it is voided. */
  readonly horizonSeconds: number;
}

/** A call on its way: its worst case is set aside. */
export interface OpenState {
  readonly money: 'RESERVED';
  readonly status: OpenStatus;
  readonly session: ProviderSession | null;
  /** When the conversation began, once IN_PROGRESS was seen. */
  readonly answeredAt: Date | null;
}

/** Ended by a report, with a charge of 0 or more. */
export interface SettledState {
  readonly money: 'SETTLED';
  readonly status: OutcomeStatus;
  readonly report: SettlingReport;
  readonly charge: Money;
  readonly endedAt: Date;
}

/** Ended without a report: refused, or voided at the horizon or by an operator. */
export interface VoidedState {
  readonly money: 'VOIDED';
  readonly status: 'REFUSED' | 'FAILED';
  readonly refusal: Refusal | null;
  /** Kept, so that a report which comes after all finds its call. */
  readonly session: ProviderSession | null;
  readonly endedAt: Date;
  /** CALL-6: a report that came after all, and what it charged late. The status stays. */
  readonly late: { readonly report: CallReport; readonly charge: Money } | null;
}

export type CallState = OpenState | SettledState | VoidedState;

/** Later news wins, older news is no news; all ends share the last rank, so they absorb. */
const rank: Readonly<Record<CallStatus, number>> = {
  PLACING: 0,
  UNCONFIRMED: 1,
  DIALING: 2,
  CALLER_RINGING: 3,
  CALLEE_RINGING: 4,
  IN_PROGRESS: 5,
  COMPLETED: 6,
  NO_ANSWER: 6,
  BUSY: 6,
  DECLINED: 6,
  REFUSED: 6,
  FAILED: 6,
};

/** For each kind of parties that `Of` can be. */
export type PlacedFor<Of extends Parties> = Of extends Parties ? Placed<Granted & Of> : never;

/**
 * What was placed on the telephone network on one reservation: a call or a conference. Both have one life and one way
 * of money; they differ in whom they join.
 */
export class Placed<Order extends Granted & { readonly kind: Kind }> {
  private constructor(
    readonly order: Order,
    readonly state: CallState,
    /** Grows with every change of this call. */
    readonly version: number,
    readonly changedAt: Date,
    /** When the service must look after this call next (service time); null once it has ended. */
    readonly dueAt: Date | null,
  ) {}

  /** CALL-4, CALL-5: the intent to dial, to be committed with its reservation before the first byte is sent. */
  static place<Of extends Parties>(intent: Intent & Of, quote: Quote, times: CallTimes): PlacedFor<Of> {
    const aliveSeconds = times.ringSeconds + quote.grantedSeconds + times.graceSeconds;
    const deadline = later(intent.placedAt, aliveSeconds);
    const { tariff, grantedSeconds, worstCase: reservation } = quote;
    const order = { ...intent, tariff, grantedSeconds, reservation, deadline };
    const state: OpenState = { money: 'RESERVED', status: 'PLACING', session: null, answeredAt: null };
    return new Placed(order, state, 1, intent.placedAt, deadline) as unknown as PlacedFor<Of>;
  }

  static restore<Order extends Granted & { readonly kind: Kind }>(
    order: Order,
    state: CallState,
    version: number,
    changedAt: Date,
    dueAt: Date | null,
  ): Placed<Order> {
    return new Placed(order, state, version, changedAt, dueAt);
  }

  get kind(): Order['kind'] {
    return this.order.kind;
  }

  /** Just placed, and not saved yet. */
  get isNew(): boolean {
    return this.version === 1;
  }

  get id(): CallId {
    return this.order.id;
  }

  get status(): CallStatus {
    return this.state.status;
  }

  get session(): ProviderSession | null {
    return this.state.money === 'SETTLED' ? this.state.report.session : this.state.session;
  }

  /** The report that was charged, in time or late. */
  get report(): SettlingReport | null {
    if (this.state.money === 'SETTLED') return this.state.report;
    return this.state.money === 'VOIDED' ? (this.state.late?.report ?? null) : null;
  }

  get hasEnded(): boolean {
    return this.state.money !== 'RESERVED';
  }

  /** The provider accepted it: dialling. */
  accepted(session: ProviderSession, now: Date): Placed<Order> {
    return this.advance({ money: 'RESERVED', status: 'DIALING', session, answeredAt: null }, now, this.order.deadline);
  }

  /** CALL-5: the provider's answer was lost or ambiguous. The reservation is kept and the call is never dialled again. */
  unconfirmed(now: Date, times: CallTimes): Placed<Order> {
    const configured = later(this.order.placedAt, times.horizonSeconds);
    const horizon = configured > this.order.deadline ? configured : this.order.deadline;
    return this.advance({ money: 'RESERVED', status: 'UNCONFIRMED', session: null, answeredAt: null }, now, horizon);
  }

  /** CALL-8: the provider refused to place it. */
  refused(refusal: Refusal, now: Date): Placed<Order> {
    assert(this.session === null, 'what was accepted is not refused');
    const none = { session: null, late: null };
    return this.advance({ money: 'VOIDED', status: 'REFUSED', refusal, endedAt: now, ...none }, now, null);
  }

  /** LIVE-3: what a progress query saw. */
  progressed(status: ProgressStatus, answeredAt: Date | null, now: Date): Placed<Order> {
    if (this.state.money !== 'RESERVED' || this.state.session === null) return this;
    // The telephones of a conference ring at once: whose rings is not a state of all.
    if (this.order.kind === 'CONFERENCE' && status !== 'IN_PROGRESS') return this;
    const { session } = this.state;
    return this.advance({ money: 'RESERVED', status, session, answeredAt }, now, this.dueAt);
  }

  /** CALL-6: the first authentic report ends the call. */
  settled(report: SettlingReport, charge: Money, endedAt: Date, now: Date): Placed<Order> {
    return this.advance({ money: 'SETTLED', status: outcomeOf(report), report, charge, endedAt }, now, null);
  }

  /** CALL-5: nothing was heard until the horizon, or an operator knows that nothing rang. */
  voided(now: Date): Placed<Order> {
    const none = { refusal: null, late: null };
    return this.advance({ money: 'VOIDED', status: 'FAILED', session: this.session, endedAt: now, ...none }, now, null);
  }

  /** CALL-6: a report after a void. */
  chargedLate(report: CallReport, charge: Money, now: Date): Placed<Order> {
    assert(this.state.money === 'VOIDED' && this.state.late === null, 'only a void is charged late, and once');
    const state = { ...this.state, session: report.session, late: { report, charge } };
    return new Placed(this.order, state, this.version + 1, now, null);
  }

  /** CALL-7: asked at its deadline without an end in the answer: ask again later. Nothing that a watcher sees changes. */
  askAgainAt(dueAt: Date): Placed<Order> {
    return new Placed(this.order, this.state, this.version, this.changedAt, dueAt);
  }

  /** Whether it may have been so before: it goes from rank to rank, and may leave some out. */
  mayHaveBeen(status: CallStatus): boolean {
    return rank[status] < rank[this.status];
  }

  /** CALL-5: whether its numbers may still be ringing or talking. */
  mayBeAlive(now: Date): boolean {
    return !this.hasEnded && now < this.order.deadline;
  }

  private advance(state: CallState, now: Date, dueAt: Date | null): Placed<Order> {
    if (rank[state.status] <= rank[this.state.status]) return this;
    return new Placed(this.order, state, this.version + 1, now, dueAt);
  }
}

function later(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
