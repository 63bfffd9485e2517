import { Field, InputType, Int } from 'type-graphql';
import type { Money } from '../../../domain/money.ts';
import type { OwnLimit } from '../../../domain/own-limits.ts';
import { badUserInput } from '../types/bad-user-input.ts';
import { MoneyScalar } from '../types/money.ts';

/*
 * A limit is not said (as configured), has a value, or is taken away. An object with both words keeps the three apart: a
 * null that a client forgot to fill can never take a limit away.
 */

const UNLIMITED = 'True: no limit at all.';

@InputType({ description: 'A limit on calls at the same time: exactly one of the two. Without it: as configured.' })
export class CallsLimitInput {
  @Field(() => Int, { nullable: true, description: 'The most, from 1 to 1000000.' })
  most?: number | null;

  @Field(() => Boolean, { nullable: true, description: UNLIMITED })
  unlimited?: boolean | null;
}

@InputType({ description: 'A limit on what calls cost in a day: exactly one of the two. Without it: as configured.' })
export class SpendLimitInput {
  @Field(() => MoneyScalar, { nullable: true, description: 'The most, from 0.01 to 10000000.00.' })
  most?: Money | null;

  @Field(() => Boolean, { nullable: true, description: UNLIMITED })
  unlimited?: boolean | null;
}

/** @throws GraphQLError BAD_USER_INPUT */
export function callsLimit(field: string, given: CallsLimitInput | null | undefined): OwnLimit<number> {
  return given == null ? null : oneOf(field, given.most, given.unlimited);
}

/** @throws GraphQLError BAD_USER_INPUT */
export function spendLimit(field: string, given: SpendLimitInput | null | undefined): OwnLimit<Money> {
  return given == null ? null : oneOf(field, given.most, given.unlimited);
}

function oneOf<Value>(
  field: string,
  most: Value | null | undefined,
  unlimited: boolean | null | undefined,
): Value | 'NONE' {
  if (most != null && unlimited !== true) return most;
  if (most == null && unlimited === true) return 'NONE';
  throw badUserInput(field, 'Say either `most` or `unlimited: true`.');
}
