import { DomainError } from '../domain/errors.ts';
import type { PhoneNumber } from '../domain/phone-number.ts';
import type { TryLimit } from '../domain/tries.ts';
import { beginTry, Tries } from '../domain/tries.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/** The address in the network that a request came from; null for one from inside the process, which is not counted by it. */
export type ClientAddress = string | null;

/** Something that a try counts under, and what becomes of its count when the try was right. */
interface Counted {
  readonly name: string;
  readonly limit: TryLimit | null;
  readonly whenRight: 'CLEAR' | 'TAKE_BACK' | 'KEEP';
}

type Limits = Pick<Settings, 'tryLimits'>;

export function underEmail(who: 'MEMBER' | 'OPERATOR', email: string, { tryLimits }: Limits): Counted {
  return { name: `${who} ${email}`, limit: tryLimits.perName, whenRight: 'CLEAR' };
}

export function underMobile(mobile: PhoneNumber, { tryLimits }: Limits): Counted {
  return { name: `MOBILE ${mobile.digits}`, limit: tryLimits.perName, whenRight: 'CLEAR' };
}

/** A right one says nothing about the wrong ones before it: whoever guesses may have an account of its own. */
export function fromAddress(address: ClientAddress, { tryLimits }: Limits): Counted {
  return {
    name: `ADDRESS ${address ?? ''}`,
    limit: address === null ? null : tryLimits.perAddress,
    whenRight: 'TAKE_BACK',
  };
}

export function codeFromAddress(address: ClientAddress, { tryLimits }: Limits): Counted {
  return {
    name: `CODE ${address ?? ''}`,
    limit: address === null ? null : tryLimits.codesPerAddress,
    whenRight: 'KEEP',
  };
}

/**
 * ROLE-2, ACC-1: runs a guess of a password or a code, or whatever else must not be tried without end. It is counted
 * first, and stays counted when it turns out to be wrong; what fails otherwise was no try. The limits don't look whether
 * what they count under exists.
 *
 * @throws DomainError TOO_MANY_TRIES, and what the try itself throws
 */
export async function limitedTry<T>(
  { tries, secrets, clock }: Pick<Ports, 'tries' | 'secrets' | 'clock'>,
  under: readonly Counted[],
  run: () => Promise<T>,
): Promise<T> {
  const counted = under.flatMap(({ name, limit, whenRight }) =>
    limit === null ? [] : [{ key: secrets.digest(`tries ${name}`), limit, whenRight }],
  );
  if (counted.length === 0) return await run();
  const keys = counted.map(({ key }) => key);
  const now = clock.wall();
  const begin = (found: readonly Tries[]): Tries[] =>
    beginTry(
      counted.map(({ limit }, index) => ({ limit, tries: found[index] ?? Tries.none })),
      now,
    );
  const change = async (next: (tries: Tries, whenRight: Counted['whenRight']) => Tries): Promise<void> =>
    tries.decide(keys, (found) => found.map((one, index) => next(one, counted[index]?.whenRight ?? 'KEEP')));
  await tries.decide(keys, begin);
  const result = await run().catch(async (error: unknown) => {
    // Where even this fails, the try stays counted, and the error that came first is the one to tell.
    if (!isWrong(error)) await change((one) => one.takeBack(now)).catch(() => undefined);
    throw error;
  });
  await change((one, whenRight) =>
    whenRight === 'CLEAR' ? Tries.none : whenRight === 'KEEP' ? one : one.takeBack(now),
  );
  return result;
}

function isWrong(error: unknown): boolean {
  return error instanceof DomainError && (error.code === 'WRONG_CREDENTIALS' || error.code === 'WRONG_CODE');
}
