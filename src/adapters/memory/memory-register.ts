import type { CallRegister, DueCall, PendingTopUp } from '../../application/ports/call-register.ts';
import type { App } from '../../domain/app.ts';
import type { CallId, TopUpId } from '../../domain/ids.ts';
import type { MemoryStore } from './memory-store.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

/** For how long whoever orders a top-up has it to itself. */
const FIRST_CLAIM_MS = 60_000;

/** Claims live in this one process, so they end with it. */
export class MemoryRegister implements CallRegister {
  readonly #claims = new Map<CallId | TopUpId, number>();

  constructor(
    private readonly store: MemoryStore,
    private readonly wall: () => Date,
  ) {}

  async claimDue(now: Date, placingBefore: Date, limit: number, leaseSeconds: number): Promise<readonly DueCall[]> {
    const wall = this.wall().getTime();
    const due = [...this.store.accounts.values()]
      .flatMap(({ calls, placedWall }) =>
        [...calls.values()].map((call) => ({ call, placed: placedWall.get(call.id) })),
      )
      .filter(({ call, placed }) =>
        call.status === 'PLACING'
          ? placed !== undefined && placed < placingBefore
          : call.dueAt !== null && call.dueAt <= now,
      )
      .map(({ call }) => call)
      .filter((call) => (this.#claims.get(call.id) ?? -Infinity) <= wall)
      .slice(0, limit);
    for (const call of due) this.#claims.set(call.id, wall + leaseSeconds * 1000);
    return due.map((call) => ({ account: call.order.account, call: call.id }));
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
        return (this.#claims.get(topUp.id) ?? firstClaim) <= wall;
      })
      .map(({ topUp }) => topUp)
      .slice(0, limit);
    for (const topUp of due) this.#claims.set(topUp.id, wall + leaseSeconds * 1000);
    return due.map((topUp) => ({ account: topUp.account, topUp: topUp.id }));
  }

  async appByCallbackKey(callbackKey: string): Promise<App | null> {
    const apps = [...this.store.accounts.values()].flatMap((records) => [...records.apps.values()]);
    return apps.find((app) => app.callbackKey === callbackKey) ?? null;
  }
}
