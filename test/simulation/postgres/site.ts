import { setTimeout as pause } from 'node:timers/promises';
import type { AppCredentials } from '../../../src/application/ports/app-credentials.ts';
import type { DialAnswer, TelephonyGateway } from '../../../src/application/ports/telephony-gateway.ts';
import type { Payments } from '../../../src/application/ports/payments.ts';
import type { Settings } from '../../../src/application/settings.ts';
import type { CallId, ProviderSession } from '../../../src/domain/ids.ts';
import type { PhoneNumber } from '../../../src/domain/phone-number.ts';
import { Chance } from '../chance.ts';
import type { Life } from '../scheduler.ts';
import type { Outcome } from '../world.ts';
import type { AccountWorld, Shared } from './account-world.ts';
import { Cluster } from './cluster.ts';
import type { Outside } from './outside.ts';
import { RoundClock } from './round-clock.ts';

/** Wall time within which everybody is answered. */
const PATIENCE_MS = 60_000;

interface Invocation {
  readonly life: Life;
  readonly crash: () => void;
}

/** A cluster, and what is around it: the clients that wait for it, and the provider and the bank of each account. */
export class Site implements Shared {
  readonly clock = new RoundClock({ now: Date.now() });
  readonly time = this.clock.time;
  readonly placed = new WeakMap<PhoneNumber, CallId>();
  readonly violations: string[] = [];
  readonly counts = new Map<string, number>();
  cluster!: Cluster;
  readonly #chance = new Chance(0);
  readonly #invocations = new Set<Invocation>();
  #worlds = new Map<string, AccountWorld>();
  #whenQuiet: () => void = () => undefined;

  private constructor(
    readonly url: string,
    private readonly tamper: Outside['tamper'],
  ) {}

  /** On an empty database of its own. */
  static async open(url: string, settings: Settings, tamper: Outside['tamper']): Promise<Site> {
    const site = new Site(url, tamper);
    site.cluster = await Cluster.open(url, site.#outside(), settings);
    return site;
  }

  readonly violated = (claim: string): void => void this.violations.push(claim);
  readonly living = (): Cluster['living'] => this.cluster.living;

  count(what: string, times = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  }

  /** Whose provider and bank are asked from now on. */
  serve(worlds: readonly AccountWorld[]): void {
    const byKeys = worlds.flatMap((world) => [
      [world.opened.account.id, world] as const,
      ...world.opened.apps.map(({ appKey }) => [appKey, world] as const),
    ]);
    this.#worlds = new Map<string, AccountWorld>(byKeys);
  }

  track<T>(life: Life, asked: Promise<Outcome<T>>, ended: (outcome: Outcome<T>) => void): void {
    const end = (outcome: Outcome<T>): void => {
      if (!this.#invocations.delete(invocation)) return;
      ended(outcome);
      if (this.#invocations.size === 0) this.#whenQuiet();
    };
    const invocation: Invocation = { life, crash: () => end('CRASHED') };
    this.#invocations.add(invocation);
    asked.then(end, (error: unknown) => this.violated(`The simulation itself failed: ${String(error)}`));
  }

  /** Nobody who waits for this replica is ever answered. */
  crashed(life: Life): void {
    for (const invocation of [...this.#invocations]) if (invocation.life === life) invocation.crash();
  }

  /** Until everybody who asked something was answered. */
  async quiet(): Promise<void> {
    if (this.#invocations.size === 0) return;
    const over = new AbortController();
    const quiet = new Promise<void>((resolve) => (this.#whenQuiet = resolve));
    const late = pause(PATIENCE_MS, 'late', { signal: over.signal }).catch(() => null);
    if ((await Promise.race([quiet, late])) === 'late') throw new Error('Somebody was never answered.');
    over.abort();
  }

  async close(): Promise<void> {
    await this.cluster.close();
  }

  #outside(): Outside & { readonly clock: RoundClock } {
    const { clock, placed, violated, tamper } = this;
    return { clock, placed, violated, tamper, gateway: this.#gateway(), payments: this.#payments() };
  }

  #gateway(): TelephonyGateway {
    return {
      dial: async (credentials, order) => {
        const world = this.#worldOf(credentials);
        await pause(this.#chance.below(4));
        world.sessions = await this.#sessions(world);
        const answer = await world.provider.dial(credentials, order, this.clock.wall());
        await pause(this.#chance.below(8));
        return this.#seldomEmpty(answer);
      },
      query: async (credentials, asked) => {
        const news = await this.#worldOf(credentials).provider.query(credentials, asked);
        await pause(this.#chance.below(3));
        return news;
      },
      reachable: () => Promise.resolve(true),
    };
  }

  #payments(): Payments {
    return { pay: (order) => this.#worlds.get(order.accountId)!.bank.pay(order) };
  }

  /** An account at the provider that is empty stops its starts on a replica, which would leave little to see. */
  #seldomEmpty(answer: DialAnswer): DialAnswer {
    const isEmpty = answer.kind === 'REJECTED' && answer.refusal.cause === 'OUT_OF_MINUTES';
    if (!isEmpty || this.#chance.happens(5)) return answer;
    const { providerCode, retryAfterSeconds } = answer.refusal;
    return { kind: 'REJECTED', refusal: { providerCode, retryAfterSeconds } };
  }

  async #sessions({ opened }: AccountWorld): Promise<ReadonlyMap<CallId, ProviderSession | null>> {
    const question = 'SELECT id, session FROM call WHERE account_id = $1';
    const { rows } = await this.cluster.admin.query<{ id: CallId; session: ProviderSession | null }>(question, [
      opened.account.id,
    ]);
    return new Map(rows.map(({ id, session }) => [id, session]));
  }

  #worldOf({ appKey }: AppCredentials): AccountWorld {
    return this.#worlds.get(appKey)!;
  }
}
