import type { Ports } from '../../../src/application/ports/ports.ts';
import type { Instruments } from '../../../src/compose.ts';
import type { FailPoints } from './fail-points.ts';
import { inStory, pointOf } from './story.ts';

/** Ports that reach out of the process: between two of their calls nothing happens that another process could see. */
const reachingOut = [
  'accounts',
  'people',
  'register',
  'gateway',
  'credentials',
  'payments',
  'sms',
] as const satisfies readonly (keyof Ports)[];

type Call = (...args: unknown[]) => unknown;

/** Names a fail point before and after each call of a port, and one inside each decision. */
export function instrumentsOf(points: FailPoints): Instruments {
  return {
    ports: (ports) => withFailPoints(ports, reachingOut, points),
    application: (application) =>
      everyMethod(
        application,
        (useCase, call) =>
          (...args) =>
            inStory(useCase, () => call(...args)),
      ),
  };
}

/** The same ports, those of these names with a fail point before and after each call. */
export function withFailPoints<Some extends Readonly<Record<Name, object>>, Name extends string>(
  ports: Some,
  names: readonly Name[],
  points: FailPoints,
): Some {
  const wrapped = names.map((name) => [name, withPoints(name, ports[name], points)] as const);
  return { ...ports, ...Object.fromEntries(wrapped) };
}

function withPoints<Port extends object>(name: string, port: Port, points: FailPoints): Port {
  return everyMethod(port, (method, call) => (...args) => {
    const point = pointOf(`${name}.${method}`);
    if (point === null) return call(...args);
    points.pass(`${point}:before`);
    const result = call(
      ...args.map((arg) => (typeof arg === 'function' ? decidingAt(point, arg as Call, points) : arg)),
    );
    if (!(result instanceof Promise)) return result;
    return result.then((answer: unknown) => {
      points.pass(`${point}:after`);
      return answer;
    });
  });
}

/** The rule of a decision: it runs while the account is locked, before anything is written. */
function decidingAt(point: string, rule: Call, points: FailPoints): Call {
  return (...facts) => {
    points.pass(`${point}:deciding`);
    return rule(...facts);
  };
}

/** The same object, each of whose methods is called by way of another. Its private fields stay its own. */
function everyMethod<Whole extends object>(whole: Whole, through: (name: string, call: Call) => Call): Whole {
  return new Proxy(whole, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function' || typeof name === 'symbol') return value;
      return through(name, (...args) => Reflect.apply(value as Call, target, args));
    },
  });
}
