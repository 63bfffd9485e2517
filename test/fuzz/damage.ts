import type { Chance } from '../simulation/chance.ts';
import { naughty } from './naughty.ts';

const pieces = ['{', '}', '(', ')', '"', '"""', '...', '@include(if: true)', '$v', ':', '!', '#', '\\u0000', '\\ud800', '\u0000', '}{', 'fragment F on Query { ...F } ', '...F', '__schema { types { name } }', '-1e999', '[', ']']; // prettier-ignore

/** A text with something of it missing, doubled, changed, or put where it does not belong. */
export function damaged(text: string, chance: Chance): string {
  let result = text;
  for (let times = chance.between(1, 4); times > 0; times--) {
    const [from, length] = [chance.below(result.length + 1), chance.between(1, 12)];
    const cut = result.slice(from, from + length);
    const put = chance.weighed([
      [3, ''],
      [2, cut + cut],
      [3, chance.pick(pieces)],
      [2, chance.pick(naughty)],
      [1, String.fromCharCode(chance.below(65_536))],
      [1, cut.repeat(chance.between(1, 200))],
    ]);
    result = result.slice(0, from) + put + result.slice(from + length);
  }
  return result;
}

/** Bytes with some of them changed. */
export function damagedBytes(bytes: Buffer, chance: Chance): Buffer {
  const result = Buffer.from(bytes);
  for (let times = chance.between(1, 8); times > 0 && result.length > 0; times--)
    result[chance.below(result.length)] = chance.below(256);
  return result;
}

/** A value of JSON of any shape, some of them deep. */
export function anyJson(chance: Chance, depth = 0): unknown {
  const kind = chance.below(depth > 4 ? 5 : 8);
  if (kind === 0) return null;
  if (kind === 1) return chance.happens(50);
  if (kind === 2) return chance.pick([0, -1, 1.5, 1e308, 2 ** 53, -0]);
  if (kind <= 4) return chance.pick(naughty);
  if (kind === 5) return Array.from({ length: chance.below(5) }, () => anyJson(chance, depth + 1));
  if (kind === 6) return nested(chance.between(1, 2000));
  return Object.fromEntries(
    Array.from({ length: chance.below(5) }, () => [chance.pick(naughty), anyJson(chance, depth + 1)]),
  );
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
