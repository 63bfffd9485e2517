import { startActions } from '../call/kind.ts';
import { BadRequest } from '../http/bad-request.ts';
import { type FaultRule, forgeries } from './fault.ts';

/** What a field may hold, and the words for it. */
interface Shape {
  readonly words: string;
  readonly fits: (value: unknown) => boolean;
  readonly optional?: boolean;
}
type Shapes = Readonly<Record<string, Shape>>;

const whole = (low: number, high: number): Shape => ({
  words: `a whole number from ${low} to ${high}`,
  fits: (value) => Number.isInteger(value) && (value as number) >= low && (value as number) <= high,
});
const oneOf = (choices: readonly string[]): Shape => ({
  words: `one of: ${choices.join(', ')}`,
  fits: (value) => typeof value === 'string' && choices.includes(value),
});
const text: Shape = {
  words: 'a text of 1 to 1024 characters',
  fits: (value) => typeof value === 'string' && value.length > 0 && value.length <= 1024,
};
const flag: Shape = { words: 'true or false', fits: (value) => typeof value === 'boolean' };
const anObject: Shape = { words: 'an object', fits: isObject };
const optional = (shape: Shape): Shape => ({ ...shape, optional: true });

const month = 31 * 86_400;
const answerFaults: Readonly<Record<string, Shapes>> = {
  LATE: { ms: whole(0, 600_000) },
  NEVER: {},
  CUT: { atByte: whole(0, 1_000_000), reset: optional(flag) },
  CODE: { code: whole(0, 99_999), msg: optional(text) },
  BAD_HEADER: {},
  HTTP: { status: whole(500, 599) },
  GIANT: { bytes: whole(1, 64 * 1024 * 1024) },
  BAD_JSON: {},
};
const duration: Shapes = { talkSeconds: whole(0, 1_000_000) };

const faults: Readonly<Record<FaultRule['on'], Readonly<Record<string, Shapes>>>> = {
  start: Object.fromEntries(
    Object.entries({ ...answerFaults, NO_SESSION: {}, USED_SESSION: {}, CONTRACT_EMPTY: {} }).map(([kind, shapes]) => [
      kind,
      { ...shapes, started: optional(flag) },
    ]),
  ),
  query: { ...answerFaults, UNKNOWN_SESSION: {}, DURATION: duration, ALIVE: {} },
  callback: {
    LOST: {},
    LATE: { seconds: whole(1, month) },
    COPIES: { copies: whole(1, 100), everySeconds: optional(whole(0, month)) },
    EARLY: {},
    DURATION: duration,
    STALE: { seconds: whole(1, month) },
    REPLACED_SECRET: {},
    MISDIRECTED: { toAppKey: text },
    FORGED: { how: oneOf(forgeries) },
  },
};

const ruleShapes: Shapes = {
  on: oneOf(Object.keys(faults)),
  match: optional(anObject),
  probability: optional({
    words: 'a number from 0 to 1',
    fits: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  }),
  times: optional(whole(1, 1_000_000_000)),
  fault: anObject,
};
const matchShapes: Shapes = {
  action: optional(oneOf(Object.values(startActions))),
  appKey: optional(text),
  caller: optional(text),
  callee: optional(text),
};

/** @throws BadRequest that names the field which is wrong, missing or not known. */
export function readRule(value: Readonly<Record<string, unknown>>): FaultRule {
  check(value, ruleShapes, '');
  check(value['match'] ?? {}, matchShapes, 'match.');
  const kinds = faults[value['on'] as FaultRule['on']];
  const { kind, ...rest } = value['fault'] as Record<string, unknown>;
  check({ kind }, { kind: oneOf(Object.keys(kinds)) }, 'fault.');
  check(rest, kinds[kind as string] ?? {}, 'fault.');
  return value as unknown as FaultRule;
}

function check(value: object, shapes: Shapes, where: string): void {
  const fields = new Map(Object.entries(value));
  for (const [name, shape] of Object.entries(shapes)) {
    const field: unknown = fields.get(name);
    if (field === undefined && shape.optional) continue;
    if (!shape.fits(field)) throw new BadRequest(400, `'${where}${name}' must be ${shape.words}.`);
  }
  const stranger = [...fields.keys()].find((name) => !Object.hasOwn(shapes, name));
  if (stranger !== undefined) throw new BadRequest(400, `'${where}${stranger}' is not known.`);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
