import type { Sums } from './crowd.ts';
import type { Visitor } from './visitor.ts';

/** What the live board says of all calls, in English. */
export async function boardSums(visitor: Visitor): Promise<Sums> {
  const [underWay, talking, reserved] = await Promise.all(
    ['In progress', 'In conversation', 'Reserved for calls'].map((title) => visitor.figure(title)),
  );
  const digits = (text = ''): string => text.replace(/[¥,]/g, '');
  return { underWay: Number(digits(underWay)), talking: Number(digits(talking)), reserved: digits(reserved) };
}

export function isSame(one: Sums, other: Sums): boolean {
  return one.underWay === other.underWay && one.talking === other.talking && one.reserved === other.reserved;
}
