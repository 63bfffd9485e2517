import { GraphQLScalarType, Kind } from 'graphql';
import type { Month } from '../../../domain/month.ts';
import { monthName, monthNamed } from '../../../domain/month.ts';
import { badUserInput } from './bad-user-input.ts';

const FORM = 'A month is a string of its year and number, such as "2026-10".';

/** BILL-1 */
export const MonthScalar = new GraphQLScalarType<Month, string>({
  name: 'Month',
  description: `A month of the calendar of Shanghai (UTC+8). ${FORM}`,
  serialize: (value) => monthName(value as Month),
  parseValue: (value) => parse(value),
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
});

function parse(value: unknown): Month {
  const month = typeof value === 'string' ? monthNamed(value) : null;
  if (month === null) throw badUserInput(undefined, FORM);
  return month;
}
