import type { CallRegister, DueCall, PendingTopUp } from '../../application/ports/call-register.ts';
import type { App } from '../../domain/app.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { AccountId, TopUpId } from '../../domain/ids.ts';
import type { MemoryStore } from './memory-store.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

/** For how long whoever orders a top-up has it to itself. */
const FIRST_CLAIM_MS = 60_000;
/** The last moment that a `Date` can tell. */
const NEVER_MS = 8.64e15;

/** Several registers over one store are several replicas. One without a name never dies. */
export class MemoryRegister implements CallRegister {
  readonly #topUpClaims = new Map<TopUpId, number>();

  constructor(
    private readonly store: MemoryStore,
    private readonly wall: () => Date,
    private readonly replica: string | null = null,
  ) {}

  /** Renews the lease of this replica, which lasts so many seconds of wall time; 0 gives it up. */
  beat(leaseSeconds: number): void {
    if (this.replica !== null) this.store.replicas.set(this.replica, this.wall().getTime() + leaseSeconds * 1000);
  }

  async claimDue(now: Date, placingSeconds: number, limit: number, leaseSeconds: number): Promise<readonly DueCall[]> {
    const wall = this.wall().getTime();
    const due = [...this.store.accounts.values()]
      .flatMap(({ calls, placedWall }) =>
        [...calls.values()].map((call) => ({ call, placed: placedWall.get(call.id)?.getTime() ?? wall })),
      )
      .filter(({ call, placed }) =>
        call.status === 'PLACING'
          ? placed < wall - placingSeconds * 1000 || this.#isDead(this.store.placedBy.get(call.id))
          : call.dueAt !== null && call.dueAt <= now,
      )
      .map(({ call }) => call)
      .filter((call) => this.#isFree(call))
      .slice(0, limit);
    return due.map((call) => this.#claim(call, wall + leaseSeconds * 1000));
  }

  async accountsToBill(until: Date, after: AccountId | null, limit: number): Promise<readonly AccountId[]> {
    const accounts = [...this.store.accounts.values()].map(({ account }) => account);
    const due = accounts.filter(({ id, books }) => books.billedUntil < until && (after === null || id > after));
    return due
      .map(({ id }) => id)
      .sort()
      .slice(0, limit);
  }

  async claimPendingTopUps(limit: number, leaseSeconds: number): Promise<readonly PendingTopUp[]> {
    const wall = this.wall().getTime();
    const due = [...this.store.accounts.values()]
      .flatMap(({ topUps, orderedWall }) =>
        [...topUps.values()].map((topUp) => ({ topUp, ordered: orderedWall.get(topUp.id) })),
      )
      .filter(({ topUp }) => topUp.status === 'PENDING')
      .filter(({ topUp, ordered }) => {
        const firstClaim = ordered === undefined ? -Infinity : ordered.getTime() + FIRST_CLAIM_MS;
        return (this.#topUpClaims.get(topUp.id) ?? firstClaim) <= wall;
      })
      .map(({ topUp }) => topUp)
      .slice(0, limit);
    for (const topUp of due) this.#topUpClaims.set(topUp.id, wall + leaseSeconds * 1000);
    return due.map((topUp) => ({ account: topUp.account, topUp: topUp.id }));
  }

  async topUpByReference(reference: string): Promise<PendingTopUp | null> {
    const all = [...this.store.accounts.values()].flatMap(({ topUps }) => [...topUps.values()]);
    const found = all.find((topUp) => topUp.transferReference === reference);
    return found === undefined ? null : { account: found.account, topUp: found.id };
  }

  liveReplicas(): number {
    const names = new Set([...this.store.replicas.keys()].filter((name) => !this.#isDead(name)));
    return this.replica === null ? names.size + 1 : names.add(this.replica).size;
  }

  leaseUntil(): Date {
    return new Date(this.replica === null ? NEVER_MS : (this.store.replicas.get(this.replica) ?? 0));
  }

  async appByCallbackKey(callbackKey: string): Promise<App | null> {
    const apps = [...this.store.accounts.values()].flatMap((records) => [...records.apps.values()]);
    return apps.find((app) => app.callbackKey === callbackKey) ?? null;
  }

  #claim(call: AnyCall, until: number): DueCall {
    const token = (this.store.claims.get(call.id)?.token ?? 0n) + 1n;
    this.store.claims.set(call.id, { token, by: this.replica, until, dueAt: call.dueAt });
    return { account: call.order.account, call: call.id, token };
  }

  /** Whoever says when a call is due next has done what its claim was for. */
  #isFree(call: AnyCall): boolean {
    const claim = this.store.claims.get(call.id);
    if (claim === undefined || claim.until <= this.wall().getTime()) return true;
    return claim.dueAt?.getTime() !== call.dueAt?.getTime() || this.#isDead(claim.by);
  }

  #isDead(replica: string | null | undefined): boolean {
    if (replica === null || replica === undefined) return false;
    return (this.store.replicas.get(replica) ?? 0) <= this.wall().getTime();
  }
}
