import { DomainError } from './errors.ts';
import type { AccountId, AppId, DisplayNumberId, MemberId } from './ids.ts';
import type { ShownNumber } from './shown-number.ts';

/** Which party is shown the number. */
export type DisplaySide = 'CALLER_SEES' | 'CALLEE_SEES';

/** What the provider's support has agreed to, by which ticket, and from when it applies: there is no wire parameter. */
export interface DisplayAgreement {
  readonly ticket: string;
  readonly from: Date;
}

/** `until` is never before `from`: where they are equal, the number never applied. */
export type DisplayNumberState =
  | { readonly status: 'REQUESTED' }
  | { readonly status: 'WITHDRAWN'; readonly at: Date }
  | { readonly status: 'REJECTED'; readonly reason: string; readonly at: Date }
  | { readonly status: 'APPROVED'; readonly agreed: DisplayAgreement; readonly at: Date }
  | { readonly status: 'SUPERSEDED'; readonly agreed: DisplayAgreement; readonly until: Date; readonly at: Date }
  | {
      readonly status: 'REVOKED';
      readonly agreed: DisplayAgreement;
      readonly until: Date;
      readonly reason: string;
      readonly at: Date;
    };

/** What was asked for: fixed by the request. */
export interface DisplayRequest {
  readonly id: DisplayNumberId;
  readonly account: AccountId;
  readonly app: AppId;
  readonly side: DisplaySide;
  readonly number: ShownNumber;
  readonly requestedBy: MemberId;
  readonly requestedAt: Date;
}

/**
 * ACC-7: the number that a party of an app's calls is to be shown. The customer asks for it, an operator has the provider's
 * support set it up, and this is the record of what was agreed. One of an app and side waits at a time, and one applies.
 */
export class DisplayNumber {
  private constructor(
    readonly request: DisplayRequest,
    readonly state: DisplayNumberState,
    readonly version: number,
  ) {}

  /**
   * @param waiting the request for the same app and side that waits for an operator, if there is one.
   * @throws DomainError DISPLAY_NUMBER_PENDING
   */
  static ask(request: DisplayRequest, waiting: DisplayNumber | null): DisplayNumber {
    if (waiting !== null) throw new DomainError({ code: 'DISPLAY_NUMBER_PENDING', displayNumber: waiting.id });
    return new DisplayNumber(request, { status: 'REQUESTED' }, 1);
  }

  static restore(request: DisplayRequest, state: DisplayNumberState, version: number): DisplayNumber {
    return new DisplayNumber(request, state, version);
  }

  get id(): DisplayNumberId {
    return this.request.id;
  }

  get status(): DisplayNumberState['status'] {
    return this.state.status;
  }

  /** The customer does not want it any more. @throws DomainError DISPLAY_NUMBER_NOT_REQUESTED */
  withdraw(now: Date): DisplayNumber {
    this.#requireRequested();
    return this.#next({ status: 'WITHDRAWN', at: now });
  }

  /** @throws DomainError DISPLAY_NUMBER_NOT_REQUESTED */
  reject(reason: string, now: Date): DisplayNumber {
    this.#requireRequested();
    return this.#next({ status: 'REJECTED', reason, at: now });
  }

  /**
   * The provider shows it from then on, and no longer the one that was approved before.
   *
   * @param before the one of the same app and side that is approved, if there is one. It comes back superseded.
   * @throws DomainError DISPLAY_NUMBER_NOT_REQUESTED
   */
  approve(
    agreed: DisplayAgreement,
    before: DisplayNumber | null,
    now: Date,
  ): { readonly approved: DisplayNumber; readonly superseded: DisplayNumber | null } {
    this.#requireRequested();
    const approved = this.#next({ status: 'APPROVED', agreed, at: now });
    return { approved, superseded: before === null ? null : before.#supersede(agreed.from, now) };
  }

  /** The provider shows it no more. @throws DomainError DISPLAY_NUMBER_NOT_APPROVED */
  revoke(reason: string, now: Date): DisplayNumber {
    const agreed = this.#agreed();
    return this.#next({ status: 'REVOKED', agreed, until: later(agreed.from, now), reason, at: now });
  }

  #supersede(from: Date, now: Date): DisplayNumber {
    const agreed = this.#agreed();
    return this.#next({ status: 'SUPERSEDED', agreed, until: later(agreed.from, from), at: now });
  }

  #requireRequested(): void {
    const { status } = this.state;
    if (status !== 'REQUESTED') throw new DomainError({ code: 'DISPLAY_NUMBER_NOT_REQUESTED', status });
  }

  #agreed(): DisplayAgreement {
    const { state } = this;
    if (state.status === 'APPROVED') return state.agreed;
    throw new DomainError({ code: 'DISPLAY_NUMBER_NOT_APPROVED', status: state.status });
  }

  #next(state: DisplayNumberState): DisplayNumber {
    return new DisplayNumber(this.request, state, this.version + 1);
  }
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
