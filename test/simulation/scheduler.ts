import { CommitUnknown, ConnectionLost } from '../../src/adapters/postgres/transaction.ts';
import { ServiceBusy } from '../../src/application/ports/service-busy.ts';
import type { Chance } from './chance.ts';
import type { Fault, Reached } from './coverage.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Trace } from './trace.ts';

/** Virtual milliseconds since 1970; it moves only when the world moves it. */
export interface Time {
  now: number;
}

/** One life of a process: a crash ends it, and whatever it awaited is never answered. */
export interface Life {
  readonly name: string;
  alive: boolean;
  /** Until then its steps stand still, as under SIGSTOP. */
  pausedUntil: number;
}

type Call = (parameters: unknown[]) => Promise<unknown>;

/** Something that a process awaits: first its effect takes place, then its answer arrives. */
interface Step {
  readonly life: Life;
  readonly name: string;
  readonly call: Call;
  readonly parameters: unknown[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly signal: AbortSignal | null;
  readyAt: number;
  /** Its effect has taken place, and its answer is on its way. */
  effect: Promise<unknown> | null;
}

export interface SchedulerParts {
  readonly time: Time;
  readonly chance: Chance;
  readonly trace: Trace;
  readonly reached: Reached;
  readonly plan: FaultPlan;
  /** The life has ended; the scheduler has forgotten its steps. */
  readonly crashed: (life: Life) => void;
}

/**
 * Every await of every process is a step here. Which step goes on, and what happens to it, is chance; so each order in
 * which processes can meet, and each moment at which one can die, comes up in some world.
 */
export class Scheduler {
  /** When the faults have stopped, everything goes well. */
  isCalm = false;
  #steps: Step[] = [];
  readonly #eligible: Step[] = [];

  constructor(private readonly parts: SchedulerParts) {}

  ask(life: Life, name: string, parameters: unknown[], call: Call): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#add({ life, name, call, parameters, resolve, reject, signal: null, readyAt: 0 });
    });
  }

  sleep(life: Life, milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const readyAt = this.parts.time.now + milliseconds;
      const awake = (): Promise<void> => Promise.resolve();
      const step = { life, name: 'clock.sleep', call: awake, parameters: [], reject, signal, readyAt };
      this.#add({ ...step, resolve: resolve as (value: unknown) => void });
    });
  }

  /** When the next sleeper wakes, or the next delayed answer arrives; null where nothing waits for time. */
  get nextAt(): number | null {
    let next = Infinity;
    for (const { readyAt, life } of this.#steps) next = Math.min(next, Math.max(readyAt, life.pausedUntil));
    return next === Infinity ? null : next;
  }

  /** Lets one step go on, and everything that follows from it until each process waits again. */
  async runOne(): Promise<boolean> {
    if (!this.#findEligible()) {
      // Whoever was just asked something may not have come to its first step yet.
      await settled();
      if (!this.#findEligible()) return false;
    }
    const step = this.#eligible.length === 1 ? this.#eligible[0]! : this.parts.chance.pick(this.#eligible);
    this.#steps.splice(this.#steps.indexOf(step), 1);
    this.#run(step);
    await settled();
    return true;
  }

  crash(life: Life): void {
    life.alive = false;
    this.#steps = this.#steps.filter((step) => step.life !== life);
    this.parts.crashed(life);
  }

  #add(step: Omit<Step, 'effect'>): void {
    if (step.life.alive) this.#steps.push({ ...step, effect: null });
  }

  #findEligible(): boolean {
    this.#eligible.length = 0;
    for (const step of this.#steps) if (this.#isEligible(step)) this.#eligible.push(step);
    return this.#eligible.length > 0;
  }

  #isEligible({ life, readyAt, signal }: Step): boolean {
    const { now } = this.parts.time;
    return life.pausedUntil <= now && (readyAt <= now || signal?.aborted === true);
  }

  #run(step: Step): void {
    if (step.effect !== null) {
      this.#tell(step, 'answered');
      step.effect.then(step.resolve, step.reject);
      return;
    }
    const { plan, chance } = this.parts;
    const fault = this.isCalm ? null : plan.strike(chance, step.name);
    if (fault === null) {
      this.#tell(step, 'done');
      step.call(step.parameters).then(step.resolve, step.reject);
    } else {
      this.#tell(step, fault);
      this.parts.reached.fault(fault);
      this.#strike(step, fault);
    }
  }

  #strike(step: Step, fault: Fault): void {
    const { chance, time } = this.parts;
    const happen = (): Promise<unknown> => step.call(step.parameters);
    if (fault === 'step: crash before the effect') {
      this.crash(step.life);
    } else if (fault === 'step: crash after the effect') {
      happen().catch(() => undefined);
      this.crash(step.life);
    } else if (fault === 'step: error before the effect') {
      step.reject(
        step.name.startsWith('accounts') ? new ServiceBusy() : new ConnectionLost('The connection was lost.'),
      );
    } else if (fault === 'step: error after the effect') {
      happen().then(() => step.reject(new CommitUnknown('The answer to COMMIT was lost.')), step.reject);
    } else if (fault === 'step: answer delayed') {
      step.effect = happen();
      step.effect.catch(() => undefined);
      step.readyAt = time.now + (chance.happens(60) ? 0 : chance.between(1, 8000));
      this.#steps.push(step);
    } else if (fault === 'step: conflict, decided again') {
      inVain(step).catch(() => undefined);
      this.#steps.push(step);
    } else {
      step.life.pausedUntil =
        time.now +
        chance.weighed([
          [3, 20_000],
          [2, 400_000],
          [1, 80 * 3_600_000],
        ]);
      this.#steps.push(step);
    }
  }

  #tell({ life, name }: Step, what: string): void {
    this.parts.trace.add(`${life.name} ${name} ${what}`);
  }
}

/** The database runs the rule, and then takes nothing of what it decided: another transaction was in its way. */
function inVain({ call, parameters }: Step): Promise<unknown> {
  const [account, keys, rule] = parameters as [unknown, unknown, (facts: unknown) => unknown];
  const refused = (facts: unknown): never => {
    rule(facts);
    throw new ConnectionLost('could not serialize access due to concurrent update');
  };
  return call([account, keys, refused]);
}

/** Whether it is the weather, not the application's own doing. */
export function isInjected(error: unknown): boolean {
  if (error instanceof ServiceBusy || error instanceof ConnectionLost || error instanceof CommitUnknown) return true;
  return error instanceof Error && error.cause !== undefined && isInjected(error.cause);
}

/** Until every process waits for a step: all microtasks have run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
