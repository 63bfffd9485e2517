import type { AnyCall } from '../../../src/domain/any-call.ts';
import { DomainError } from '../../../src/domain/errors.ts';
import type { CallId, ProviderSession } from '../../../src/domain/ids.ts';
import type { PhoneNumber } from '../../../src/domain/phone-number.ts';
import type { AccountRecords } from '../../../src/adapters/memory/memory-store.ts';
import { Chance } from '../chance.ts';
import { statesOf } from '../commit-checks.ts';
import type { CommandWorld } from '../commands.ts';
import { Commands } from '../commands.ts';
import { Reached } from '../coverage.ts';
import type { Delivery } from '../delivery.ts';
import { checkEnd } from '../final-checks.ts';
import { Bank } from '../payments.ts';
import { Provider } from '../provider.ts';
import type { Life, Time } from '../scheduler.ts';
import { describe } from '../stand-ins.ts';
import { Trace } from '../trace.ts';
import type { Outcome } from '../world.ts';
import type { NewAccount } from './new-accounts.ts';
import type { ServiceReplica } from './service-replica.ts';
import { Wallet } from './wallet.ts';
import { isWeather } from './weather.ts';

/** What a sequence shares with the others of its batch. */
export interface Shared {
  readonly time: Time;
  readonly placed: WeakMap<PhoneNumber, CallId>;
  readonly living: () => readonly ServiceReplica[];
  /** Asks something of a replica; `ended` is told once how it ended, also when the replica has died over it. */
  readonly track: <T>(life: Life, asked: Promise<Outcome<T>>, ended: (outcome: Outcome<T>) => void) => void;
}

/** Of the sequence's seed, but a generator of its own: when its draws are made depends on who is faster. */
const WEATHER = 2 ** 40;

/** One sequence: an account with its apps and its clients, and the provider and the bank as they are to it. */
export class AccountWorld implements CommandWorld {
  readonly reached = new Reached();
  readonly violations: string[] = [];
  readonly trace = new Trace(true);
  readonly isSkewed = false;
  readonly watchers = [];
  readonly taken: Delivery[] = [];
  readonly customers;
  readonly time;
  readonly bank;
  readonly provider;
  readonly answers;
  readonly commands;
  readonly post: Delivery[] = [];
  /** As of the last look: the sessions that its calls have, and those that nobody has heard of. */
  sessions: ReadonlyMap<CallId, ProviderSession | null> = new Map();
  open: readonly AnyCall[] = [];
  /** Service time that somebody waits for. */
  wished = 0;
  readonly #weather: Chance;
  readonly #postman: Commands;

  constructor(
    readonly seed: number,
    readonly chance: Chance,
    readonly opened: NewAccount,
    private readonly shared: Shared,
  ) {
    const { reached, violated } = this;
    const weather = new Chance(seed + WEATHER);
    this.#weather = weather;
    this.time = shared.time;
    this.customers = [opened];
    this.bank = new Bank(weather, reached);
    this.provider = new Provider({
      time: shared.time,
      chance: weather,
      reached,
      violated,
      apps: opened.apps,
      callOf: (_app, { parties }) => this.#committed(shared.placed.get(parties.caller)),
      isKnown: ({ call, session }) => this.sessions.get(call) === session,
      post: (deliveries) => this.#send(deliveries),
    });
    this.answers = new Wallet(violated, this.bank, this.provider);
    const { account, opening } = opened;
    if (!account.balance.isZero) this.bank.taken.set(opening, account.balance);
    this.commands = new Commands(this);
    this.#postman = new Commands(this.#asThePostSeesIt());
  }

  readonly violated = (claim: string): void => {
    this.trace.add(`VIOLATED ${claim}`);
    this.violations.push(claim);
  };

  calls(): readonly AnyCall[] {
    return this.open;
  }

  passTo(now: number): void {
    this.wished = Math.max(this.wished, now);
  }

  anyReplica(): ServiceReplica {
    return this.chance.pick(this.shared.living());
  }

  twoReplicas(): readonly ServiceReplica[] {
    const living = this.shared.living();
    const first = this.chance.below(living.length);
    return [living[first]!, living[(first + 1) % living.length]!];
  }

  invoke<T>(life: Life, what: string, act: () => Promise<T>, ended: (outcome: Outcome<T>) => void): void {
    this.trace.add(`${this.time.now} ${life.name} ${what}`);
    const end = (outcome: Outcome<T>): void => {
      this.trace.add(`${this.time.now} ${life.name} ${what}: ${textOf(outcome)}`);
      ended(outcome);
    };
    const asked = act().then(
      (answer): Outcome<T> => ({ answer }),
      (error: unknown): Outcome<T> => this.#failure(what, error),
    );
    this.shared.track(life, asked, end);
  }

  /** Callbacks that have arrived by now, each with this chance in a hundred; the others are late. */
  deliver(percent: number): void {
    const due = this.post.filter((one) => one.due <= this.time.now && this.#weather.happens(percent));
    for (const delivery of due) {
      this.post.splice(this.post.indexOf(delivery), 1);
      this.#postman.deliver(delivery);
    }
  }

  calmDown(): void {
    this.bank.isCalm = true;
    this.provider.isCalm = true;
  }

  /** Holds everything that the database has of this account against the truth and the model. */
  reckon(records: AccountRecords): void {
    checkEnd({ ...this.#reckoned(), store: { accounts: new Map([[this.opened.account.id, records]]) } });
    this.answers.compare(records);
    for (const state of [...records.calls.values()].flatMap(statesOf)) this.reached.state(state);
    for (const { state } of records.callbacks.values())
      if (state !== 'DISMISSED') this.reached.state(`callback ${state}`);
  }

  #reckoned() {
    const { provider, bank, taken, violated, reached, isSkewed } = this;
    return { provider, bank, taken, violated, reached, isSkewed };
  }

  /** Some callbacks come while the answer to their start is still on its way. */
  #send(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      if (delivery.due <= this.time.now && this.#weather.happens(60)) this.#postman.deliver(delivery);
      else this.post.push(delivery);
    }
  }

  /** I7: what is not in the database yet must not be dialled. */
  #committed(call: CallId | undefined): CallId | null {
    return call !== undefined && this.sessions.has(call) ? call : null;
  }

  #failure(what: string, error: unknown): Outcome<never> {
    if (error instanceof DomainError) return { refused: error };
    if (!isWeather(error)) this.violated(`${what} failed by itself: ${describe(error)}`);
    return 'FAILED';
  }

  /** The same world, for those whose draws come whenever something has happened. */
  #asThePostSeesIt(): CommandWorld {
    const { provider, taken, post, reached, trace, violated, customers, answers, time, watchers } = this;
    const living = (): readonly ServiceReplica[] => this.shared.living();
    return {
      ...{ provider, taken, post, reached, trace, violated, customers, answers, time, watchers },
      chance: this.#weather,
      anyReplica: () => this.#weather.pick(living()),
      twoReplicas: living,
      invoke: (life, what, act, ended) => this.invoke(life, what, act, ended),
      calls: () => this.calls(),
      passTo: (now) => this.passTo(now),
    };
  }
}

function textOf(outcome: Outcome<unknown>): string {
  if (typeof outcome === 'string') return outcome;
  return 'refused' in outcome ? outcome.refused.code : 'done';
}
