import type { ValueNode } from 'graphql';
import { GraphQLScalarType, Kind } from 'graphql';
import { Money } from '../../../domain/money.ts';
import { badUserInput } from './bad-user-input.ts';

const FORM = 'An amount is a string of decimal yuan with at most two decimals, such as "1000.00".';

/** Exact yuan. A JSON or GraphQL number is refused: it may have been a float on its way here. */
export const MoneyScalar = new GraphQLScalarType<Money, string>({
  name: 'Money',
  description: `An exact amount of Chinese currency. ${FORM} Numbers and exponents are not taken.`,
  serialize: (value) => (value as Money).toYuan(),
  parseValue: (value) => parse(value),
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null, node),
});

function parse(value: unknown, node?: ValueNode): Money {
  const money = typeof value === 'string' ? Money.fromYuan(value) : null;
  if (money === null) throw badUserInput(nameBefore(node), FORM, node);
  return money;
}

/** A literal knows nothing of its field, but its tokens do: `name`, `:`, value. */
function nameBefore(node: ValueNode | undefined): string | undefined {
  return node?.loc?.startToken.prev?.prev?.value;
}
