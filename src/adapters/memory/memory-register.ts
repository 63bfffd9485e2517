import type { CallRegister, DueCall } from '../../application/ports/call-register.ts';
import type { App } from '../../domain/app.ts';
import type { CallId } from '../../domain/ids.ts';
import type { MemoryStore } from './memory-store.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

/** Claims live in this one process, so they end with it. */
export class MemoryRegister implements CallRegister {
  readonly #claims = new Map<CallId, number>();

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

  async appByCallbackKey(callbackKey: string): Promise<App | null> {
    const apps = [...this.store.accounts.values()].flatMap((records) => [...records.apps.values()]);
    return apps.find((app) => app.callbackKey === callbackKey) ?? null;
  }
}
