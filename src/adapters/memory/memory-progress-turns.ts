import type { ProgressTurns } from '../../application/ports/progress-turns.ts';
import type { AccountId, CallId } from '../../domain/ids.ts';

/** One is shared by all replicas over one store. */
export class MemoryProgressTurns implements ProgressTurns {
  readonly #nextAt = new Map<string, number>();

  constructor(private readonly wall: () => Date) {}

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous; memory is not
  async take(account: AccountId, call: CallId, milliseconds: number): Promise<boolean> {
    const key = `${account} ${call}`;
    const now = this.wall().getTime();
    if ((this.#nextAt.get(key) ?? now) > now) return false;
    this.#nextAt.set(key, now + milliseconds);
    return true;
  }
}
