import type { MemoryRegister } from '../../src/adapters/memory/memory-register.ts';
import type { Application } from '../../src/application/application.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { Ports } from '../../src/application/ports/ports.ts';
import type { Life, Scheduler, Time } from './scheduler.ts';

/** A process of the service, from its start to its crash. */
export interface Replica extends Life {
  readonly application: Application;
  readonly register: MemoryRegister;
}

/** Ports that answer at once, and cannot fail. `clock` and `reads` hold what is awaited, and see to it themselves. */
const immediate: ReadonlySet<string> = new Set<keyof Ports>([
  'clock',
  'credentials',
  'events',
  'log',
  'metrics',
  'numbers',
  'random',
  'reads',
  'secrets',
]);
const immediateMethods: ReadonlySet<string> = new Set(['register.leaseUntil', 'register.liveReplicas']);

/** The same ports, where each call is a step that the scheduler lets happen, late, twice, half or never. */
export function stepwise(ports: Ports, scheduler: Scheduler, life: Life): Ports {
  const wrapped: Record<string, unknown> = {};
  for (const [name, port] of Object.entries(ports)) {
    wrapped[name] = immediate.has(name) ? port : steps(name, port as object, scheduler, life);
  }
  const reads: Ports['reads'] = { open: (account) => steps('reads', ports.reads.open(account), scheduler, life) };
  return { ...(wrapped as unknown as Ports), reads };
}

type Method = (...parameters: unknown[]) => unknown;

/** A method is wrapped when it is first used: most of a port never is in one world. */
function steps<Port extends object>(name: string, port: Port, scheduler: Scheduler, life: Life): Port {
  const methods = port as Record<string, Method>;
  const wrapped = new Map<string, Method>();
  const wrap = (method: string): Method => {
    const label = `${name}.${method}`;
    const call = (parameters: unknown[]): Promise<unknown> => methods[method]!(...parameters) as Promise<unknown>;
    if (immediateMethods.has(label)) return (...parameters) => call(parameters);
    return (...parameters) => scheduler.ask(life, label, parameters, call);
  };
  return new Proxy(port, {
    get: (_port, method: string) => {
      const known = wrapped.get(method) ?? wrap(method);
      wrapped.set(method, known);
      return known;
    },
  });
}

/** A replica's clocks: the world's time, and as wrong as this machine's is. */
export class ReplicaClock implements Clock {
  readonly rate = 1;

  constructor(
    private readonly time: Time,
    private readonly skew: number,
    private readonly sleeper: (milliseconds: number, signal: AbortSignal) => Promise<void>,
  ) {}

  wall(): Date {
    return new Date(this.time.now + this.skew);
  }

  service(): Date {
    return new Date(this.time.now + this.skew);
  }

  sleep(wallMilliseconds: number, signal: AbortSignal): Promise<void> {
    return this.sleeper(wallMilliseconds, signal);
  }
}
