import { MemoryAccounts } from '../../src/adapters/memory/memory-accounts.ts';
import { MemoryAlarms } from '../../src/adapters/memory/memory-alarms.ts';
import { MemoryBillChecks } from '../../src/adapters/memory/memory-bill-checks.ts';
import { MemoryNoticeMails } from '../../src/adapters/memory/memory-notice-mails.ts';
import { MemoryOperators } from '../../src/adapters/memory/memory-operators.ts';
import { MemoryPeople } from '../../src/adapters/memory/memory-people.ts';
import { MemoryProgressTurns } from '../../src/adapters/memory/memory-progress-turns.ts';
import { MemoryRegister } from '../../src/adapters/memory/memory-register.ts';
import { MemoryTryCounts } from '../../src/adapters/memory/memory-try-counts.ts';
import { MemoryStore } from '../../src/adapters/memory/memory-store.ts';
import { MemoryWebhookQueue } from '../../src/adapters/memory/memory-webhook-queue.ts';
import { MemoryTokens } from '../../src/adapters/memory/memory-tokens.ts';
import { createApplication } from '../../src/application/application.ts';
import type { Ports } from '../../src/application/ports/ports.ts';
import type { Settings } from '../../src/application/settings.ts';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/domain/app.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { CallId } from '../../src/domain/ids.ts';
import type { CallLimits } from '../../src/domain/limits.ts';
import { Money } from '../../src/domain/money.ts';
import { Tariff } from '../../src/domain/tariff.ts';
import { memoryFeed, memoryReads, noOperatorReads } from '../support/memory-reads.ts';
import { Bank } from './payments.ts';
import { Chance } from './chance.ts';
import { watchCommits } from './commit-checks.ts';
import { Reached } from './coverage.ts';
import type { Customer } from './customers.ts';
import { openCustomers } from './customers.ts';
import type { Delivery } from './delivery.ts';
import { FaultPlan } from './fault-plan.ts';
import { KnownAnswers } from './known-answers.ts';
import { Provider } from './provider.ts';
import type { Replica } from './replica.ts';
import { ReplicaClock, stepwise } from './replica.ts';
import type { Life, Time } from './scheduler.ts';
import { isInjected, Scheduler } from './scheduler.ts';
import { describe, standIns, watchedLog } from './stand-ins.ts';
import { Trace } from './trace.ts';
import { nothingThrown } from '../support/nothing-thrown.ts';

export interface WorldOptions {
  readonly keepsText?: boolean;
  /** Breaks the wiring on purpose, to see the checks bite. */
  readonly tamper?: (ports: Ports) => Ports;
}

export type Outcome<T> = { readonly answer: T } | { readonly refused: DomainError } | 'FAILED' | 'CRASHED';

/** Somebody who looks on. */
export interface Watcher {
  readonly life: Life;
  readonly call: CallId;
  readonly stop: () => void;
}

interface Invocation {
  readonly life: Life;
  readonly end: (outcome: Outcome<never>) => void;
}

/** A replica that lives tells so, each second. */
const LEASE_SECONDS = 3;
const START = Date.parse('2026-03-02T02:00:00.000Z');
const base: Settings = { ...readConfig({}).settings, publicUrl: 'https://calls.example.cn' };

/** A small world of its own: a store, some replicas of the service, some customers, a bank and the provider. */
export class World {
  readonly time: Time = { now: START };
  readonly reached = new Reached();
  readonly violations: string[] = [];
  readonly store = new MemoryStore();
  readonly trace: Trace;
  readonly chance: Chance;
  readonly scheduler: Scheduler;
  readonly provider: Provider;
  readonly bank: Bank;
  readonly customers: readonly Customer[];
  readonly answers: KnownAnswers;
  /** Whether the replicas' clocks differ. */
  readonly isSkewed: boolean;
  /** Callbacks on their way. */
  post: Delivery[] = [];
  readonly watchers: Watcher[] = [];
  /** Callbacks that were answered 200. */
  readonly taken: Delivery[] = [];
  readonly #limits: CallLimits;
  readonly #tariffs: readonly Tariff[];
  readonly #skews: readonly number[];
  readonly #replicas = new Map<number, Replica>();
  readonly #invocations = new Set<Invocation>();
  readonly #turns = new MemoryProgressTurns(() => new Date(this.time.now));
  readonly #standIns = standIns();
  #lives = 0;

  constructor(
    seed: number,
    private readonly options: WorldOptions,
  ) {
    const { time, reached, violated, store } = this;
    const chance = new Chance(seed);
    const trace = new Trace(options.keepsText ?? false);
    const crashed = (life: Life): void => this.#crashed(life);
    this.chance = chance;
    this.trace = trace;
    this.answers = new KnownAnswers(violated);
    this.scheduler = new Scheduler({ time, chance, trace, reached, plan: new FaultPlan(chance), crashed });
    this.#tariffs = tariffsOf(chance);
    this.#limits = chance.happens(15) ? limitsOf(chance, this.#tariffs[0]!) : base.callLimits;
    this.#skews = Array.from({ length: chance.between(2, 3) }, () => 0);
    this.isSkewed = chance.happens(20);
    if (this.isSkewed) this.#skews = this.#skews.map(() => chance.between(-30_000, 30_000));
    this.customers = openCustomers(store, chance, { now: START, minute: this.#tariffs[0]!.pricePerMinute });
    this.bank = new Bank(chance, reached);
    this.provider = new Provider({
      time,
      chance,
      reached,
      violated,
      apps: this.customers.flatMap(({ apps }) => apps),
      callOf: (app, { parties }) => this.#callOf(app, parties.caller),
      isKnown: ({ call, session, app }) => store.accounts.get(app.account)?.calls.get(call)?.session === session,
      post: (deliveries) => void this.post.push(...deliveries),
    });
    watchCommits(store, {
      violated,
      limits: this.#limits,
      reached: (state) => reached.state(state),
      tell: (line) => trace.add(line),
    });
  }

  readonly violated = (claim: string): void => {
    this.trace.add(`VIOLATED ${claim}`);
    this.violations.push(claim);
  };

  get isBusy(): boolean {
    return this.#invocations.size > 0;
  }

  calls(): readonly AnyCall[] {
    return [...this.store.accounts.values()].flatMap((records) => [...records.calls.values()]);
  }

  /** Time passes for everybody; who is alive and not paused tells so. */
  passTo(now: number): void {
    this.time.now = Math.max(this.time.now, now);
    this.trace.add(`now ${this.time.now}`);
    for (const { alive, pausedUntil, register } of this.#replicas.values()) {
      if (alive && pausedUntil <= this.time.now) register.beat(LEASE_SECONDS);
    }
  }

  /** A replica that lives: one that has crashed is started again. */
  anyReplica(): Replica {
    return this.replica(this.chance.below(this.#skews.length));
  }

  /** Two different ones. */
  twoReplicas(): readonly [Replica, Replica] {
    const first = this.chance.below(this.#skews.length);
    return [this.replica(first), this.replica((first + 1) % this.#skews.length)];
  }

  replica(place: number): Replica {
    const known = this.#replicas.get(place);
    if (known?.alive === true) return known;
    const replica = this.#start(place);
    this.#replicas.set(place, replica);
    return replica;
  }

  /** The faults stop: who was paused goes on, who crashed is started again, and everybody answers. */
  calmDown(): void {
    this.trace.add('calm');
    this.scheduler.isCalm = true;
    this.provider.isCalm = true;
    this.bank.isCalm = true;
    for (const replica of this.#replicas.values()) replica.pausedUntil = 0;
    this.passTo(this.time.now);
  }

  /** Asks something of a replica. `ended` is told once how it ended, also when the replica has died over it. */
  invoke<T>(life: Life, what: string, act: () => Promise<T>, ended: (outcome: Outcome<T>) => void): void {
    this.trace.add(`${life.name} ${what}`);
    const end = (outcome: Outcome<T>): void => {
      if (this.#invocations.delete(invocation)) ended(outcome);
    };
    const invocation: Invocation = { life, end };
    this.#invocations.add(invocation);
    act().then(
      (answer) => end({ answer }),
      (error: unknown) => end(this.#failure(what, error)),
    );
  }

  #failure(what: string, error: unknown): Outcome<never> {
    if (error instanceof DomainError) {
      this.trace.add(`${what} refused ${error.code}`);
      return { refused: error };
    }
    if (!isInjected(error)) this.violated(`${what} failed by itself: ${describe(error)}`);
    return 'FAILED';
  }

  #crashed(life: Life): void {
    for (const { life: other, end } of [...this.#invocations]) if (other === life) end('CRASHED');
  }

  #start(place: number): Replica {
    const { time, scheduler, store } = this;
    const life: Life = { name: `${'ABC'.charAt(place)}${++this.#lives}`, alive: true, pausedUntil: 0 };
    const skew = this.#skews[place]!;
    if (skew !== 0) this.reached.fault('replica: clock skewed');
    const tariff = this.chance.pick(this.#tariffs);
    if (tariff !== this.#tariffs[0]) this.reached.fault('replica: restarted with another price');
    const clock = new ReplicaClock(time, skew, (milliseconds, signal) => scheduler.sleep(life, milliseconds, signal));
    const register = new MemoryRegister(store, () => new Date(time.now), life.name);
    register.leaseUntil = () => new Date((store.replicas.get(life.name) ?? 0) + skew);
    register.beat(LEASE_SECONDS);
    const ports = this.#ports(life.name, register, clock);
    const wired = stepwise(ports, scheduler, life);
    const application = createApplication(this.options.tamper?.(wired) ?? wired, {
      ...base,
      tariff,
      callLimits: this.#limits,
    });
    return Object.assign(life, { application, register });
  }

  #ports(name: string, register: MemoryRegister, clock: ReplicaClock): Ports {
    const { store, time } = this;
    const known = { wall: () => new Date(time.now), service: () => clock.service() };
    const people = new MemoryPeople();
    const operators = new MemoryOperators();
    return {
      ...this.#standIns,
      accounts: new MemoryAccounts(store, people, known, name),
      alarms: new MemoryAlarms(store, () => clock.service()),
      billChecks: new MemoryBillChecks(store, () => new Date(time.now)),
      noticeMails: new MemoryNoticeMails(store, people, () => new Date(time.now)),
      people,
      clock,
      reads: memoryReads(store),
      events: memoryFeed(store),
      register,
      tokens: new MemoryTokens(store, people, operators),
      operators,
      tries: new MemoryTryCounts(),
      turns: this.#turns,
      webhookQueue: new MemoryWebhookQueue(store, known.wall),
      operatorReads: noOperatorReads,
      auditor: { violations: () => Promise.resolve([]) },
      housekeeping: { tidy: () => Promise.resolve(nothingThrown) },
      gateway: this.provider.gateway(clock),
      payments: this.bank,
      log: watchedLog(this.violated, (line) => this.trace.add(line)),
    };
  }

  /** A committed call and the order for it hold the very same number. */
  #callOf(app: App, caller: unknown): CallId | null {
    for (const call of this.store.accounts.get(app.account)?.calls.values() ?? []) {
      if (call.order.caller === caller) return call.id;
    }
    return null;
  }
}

/** CALL-10, so narrow that it is met. */
export function limitsOf(chance: Chance, { pricePerMinute }: Tariff): CallLimits {
  const orNone = <T>(limit: T): T | null => (chance.happens(50) ? limit : null);
  return {
    callsAtOncePerAccount: orNone(chance.between(1, 2)),
    callsAtOncePerApp: orNone(1),
    spendPerDay: orNone(pricePerMinute.times(BigInt(chance.between(2, 9)))),
    coolDownSeconds: chance.pick([0, 600]),
    ringsPerCalleePerHour: orNone(chance.between(1, 2)),
  };
}

/** The price of now, and maybe another one that some replica is started with. */
function tariffsOf(chance: Chance): readonly Tariff[] {
  const basis = chance.pick(['CONVERSATION', 'EACH_PARTY'] as const);
  const first = new Tariff('first', Money.fen(chance.pick([12, 12, 20_000])), basis);
  if (chance.happens(70)) return [first];
  const otherBasis = chance.pick(['CONVERSATION', 'EACH_PARTY'] as const);
  return [first, new Tariff('second', Money.fen(chance.pick([7, 12, 19_000])), otherBasis)];
}
