import type { AnyCall } from '../../src/domain/any-call.ts';
import { Commands } from './commands.ts';
import type { Delivery } from './delivery.ts';
import { checkEnd } from './final-checks.ts';
import type { WorldOptions } from './world.ts';
import { World } from './world.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Far more than any world needs to come to rest. */
const MOST_ROUNDS = 200;

export interface Played {
  readonly seed: number;
  readonly hash: string;
  readonly violations: readonly string[];
  readonly labels: ReadonlySet<string>;
  readonly lines: readonly string[];
}

/** Plays one world from its seed: some commands among faults, then calm, then the reckoning. */
export async function play(seed: number, options: WorldOptions = {}): Promise<Played> {
  const world = new World(seed, options);
  const sequence = new Sequence(world);
  try {
    await sequence.commands();
    await sequence.rest();
    checkEnd(world);
  } catch (error) {
    world.violated(`The simulation itself failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
  }
  const { trace, violations, reached } = world;
  return { seed, hash: trace.hash, violations, labels: reached.labels, lines: trace.lines };
}

type Command =
  | 'start'
  | 'twins'
  | 'repeat'
  | 'reuseKey'
  | 'topUp'
  | 'sweep'
  | 'watch'
  | 'toggleService'
  | 'decide'
  | 'moment'
  | 'days';

const commands: readonly (readonly [number, Command])[] = [
  [34, 'start'],
  [6, 'twins'],
  [12, 'repeat'],
  [4, 'reuseKey'],
  [5, 'topUp'],
  [11, 'sweep'],
  [8, 'watch'],
  [4, 'toggleService'],
  [7, 'decide'],
  [12, 'moment'],
  [6, 'days'],
];

class Sequence {
  readonly #commands: Commands;

  constructor(private readonly world: World) {
    this.#commands = new Commands(world);
  }

  /** Commands come while earlier ones are still under way. */
  async commands(): Promise<void> {
    const { chance } = this.world;
    const length = chance.between(5, 14);
    for (let count = 0; count < length; count++) {
      await this.#command(count === 0 ? 'start' : chance.weighed(commands));
      for (let steps = chance.below(9); steps > 0; steps--) await this.#step();
    }
  }

  /** No more faults: everything that was begun comes to its end. */
  async rest(): Promise<void> {
    const { world } = this;
    world.calmDown();
    await this.#quiet();
    this.#commands.repeatUnanswered();
    await this.#quiet();
    for (let round = 0; this.#nextMoment() !== null; round++) {
      if (round > MOST_ROUNDS) {
        world.violated('I11 everything comes to rest');
        return;
      }
      world.passTo(Math.max(world.time.now + SECOND, this.#nextMoment() ?? 0));
      for (let delivery = this.#dueDelivery(); delivery !== null; delivery = this.#dueDelivery())
        this.#commands.deliver(delivery);
      await this.#quiet();
      if (this.#isSweepDue()) this.#commands.sweep();
      await this.#quiet();
    }
    this.#commands.decideAll();
    await this.#quiet();
    await this.#letWatchersGo();
  }

  async #command(command: Command): Promise<void> {
    const { chance, time, reached } = this.world;
    if (command === 'moment') {
      const seconds = chance.weighed([
        [3, chance.between(1, 20)],
        [2, chance.between(20, 200)],
        [1, chance.between(200, 3000)],
      ]);
      this.world.passTo(time.now + seconds * SECOND);
    } else if (command === 'days') {
      reached.fault('time: days pass');
      await this.#untilNothingHurries();
      this.world.passTo(time.now + chance.between(1, 80) * HOUR);
    } else {
      this.#commands[command]();
      if (command === 'watch') await this.#lookOn();
    }
  }

  /** Seconds pass, as they do while somebody looks on. */
  async #lookOn(): Promise<void> {
    const { chance, time } = this.world;
    for (let looks = chance.between(1, 4); looks > 0; looks--) {
      for (let steps = 6; steps > 0; steps--) await this.#step();
      this.world.passTo(time.now + chance.between(1, 12) * SECOND);
    }
  }

  /** One thing happens: a step of a replica, or a callback arrives. */
  async #step(): Promise<void> {
    const { chance, scheduler } = this.world;
    const delivery = chance.happens(30) ? this.#dueDelivery() : null;
    if (delivery !== null) this.#commands.deliver(delivery);
    if (await scheduler.runOne()) return;
    const next = this.#dueDelivery();
    if (next !== null) this.#commands.deliver(next);
    await scheduler.runOne();
  }

  /** One of the callbacks that have arrived, in whatever order. */
  #dueDelivery(): Delivery | null {
    const { world } = this;
    const due = world.post.filter((delivery) => delivery.due <= world.time.now);
    if (due.length === 0) return null;
    const one = world.chance.pick(due);
    if (due.some((other) => other.due < one.due)) world.reached.fault('callback: reordered');
    world.post.splice(world.post.indexOf(one), 1);
    return one;
  }

  /** Answers that are seconds away come before hours pass; who is paused stays paused. */
  async #untilNothingHurries(): Promise<void> {
    const { scheduler, time } = this.world;
    for (let rounds = 0; rounds < 100; rounds++) {
      if (await scheduler.runOne()) continue;
      const { nextAt } = scheduler;
      if (nextAt === null || nextAt > time.now + 10 * SECOND || !this.world.isBusy) return;
      this.world.passTo(nextAt);
    }
  }

  /** Until everybody who asked something has been answered. */
  async #quiet(): Promise<void> {
    const { scheduler } = this.world;
    for (let rounds = 0; rounds < 3000; rounds++) {
      if (await scheduler.runOne()) continue;
      if (!this.world.isBusy) return;
      const { nextAt } = scheduler;
      if (nextAt === null) {
        this.world.violated('Somebody was never answered');
        return;
      }
      this.world.passTo(nextAt);
    }
    this.world.violated('Somebody waits for ever');
  }

  /** When something has to be looked after next; null when all is done. */
  #nextMoment(): number | null {
    const { world } = this;
    let next = Infinity;
    for (const { due } of world.post) next = Math.min(next, due);
    for (const { calls, topUps, alarms } of world.store.accounts.values()) {
      for (const call of calls.values()) {
        if (call.hasEnded) continue;
        const isTold = alarms.some(({ kind, subject }) => kind === 'CALL_OVERDUE' && subject === call.id);
        if (isTold && this.#isForgotten(call)) continue;
        next = Math.min(next, Math.max(this.#lookAfter(call), world.time.now + 60 * SECOND));
      }
      for (const { status } of topUps.values())
        if (status === 'PENDING') next = Math.min(next, world.time.now + 61 * SECOND);
    }
    return next === Infinity ? null : next;
  }

  /** When looking after a call can bring something: asking hour by hour what is forgotten brings nothing. */
  #lookAfter(call: AnyCall): number {
    if (call.status === 'PLACING') return 0;
    if (!this.#isForgotten(call) || call.session === null) return call.dueAt?.getTime() ?? 0;
    return Math.max(call.dueAt?.getTime() ?? 0, call.order.deadline.getTime() + 73 * HOUR);
  }

  #isForgotten(call: AnyCall): boolean {
    return this.world.provider.dials.some((one) => one.call === call.id && one.isForgotten);
  }

  #isSweepDue(): boolean {
    const { time, store } = this.world;
    return [...store.accounts.values()].some(
      ({ calls, topUps }) =>
        [...topUps.values()].some(({ status }) => status === 'PENDING') ||
        [...calls.values()].some((call) => !call.hasEnded && this.#lookAfter(call) <= time.now + 300 * SECOND),
    );
  }

  /** A watcher of an ended call has gone by itself; one of a call that nobody knows the end of hangs up. */
  async #letWatchersGo(): Promise<void> {
    const { world } = this;
    for (let rounds = 0; rounds < 100 && world.watchers.some(({ life }) => life.alive); rounds++) {
      if (await world.scheduler.runOne()) continue;
      if (rounds > 20) for (const watcher of [...world.watchers]) if (watcher.life.alive) watcher.stop();
      const { nextAt } = world.scheduler;
      if (nextAt !== null) world.passTo(nextAt);
      await world.scheduler.runOne();
    }
    for (const { life, call } of world.watchers) if (life.alive) world.violated(`A watcher of ${call} has leaked`);
  }
}
