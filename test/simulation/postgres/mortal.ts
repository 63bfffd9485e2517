import type { Ports } from '../../../src/application/ports/ports.ts';
import type { Life } from '../scheduler.ts';

type Method = (...parameters: unknown[]) => unknown;

const never = new Promise<never>(() => undefined);
/** They answer at once. */
const immediate: ReadonlySet<string> = new Set<keyof Ports>([
  'log',
  'metrics',
  'numbers',
  'random',
  'reads',
  'secrets',
]);

/** The same ports for as long as their process lives: a dead one is never answered, so it does nothing more. */
export function mortal(ports: Ports, life: Life): Ports {
  const guarded = Object.entries(ports).map(([name, port]: [string, unknown]) => [
    name,
    immediate.has(name) || typeof port !== 'object' ? port : guard(port as object, life),
  ]);
  const all = Object.fromEntries(guarded) as Ports;
  return { ...all, reads: { open: (account) => guard(ports.reads.open(account), life) } };
}

function guard<Port extends object>(port: Port, life: Life): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]): unknown => {
        const answer = (member as Method).apply(target, parameters);
        return answer instanceof Promise ? whileAlive(answer, life) : answer;
      };
    },
  });
}

async function whileAlive(answer: Promise<unknown>, life: Life): Promise<unknown> {
  try {
    const value = await answer;
    return life.alive ? value : await never;
  } catch (error) {
    if (life.alive) throw error;
    return await never;
  }
}
