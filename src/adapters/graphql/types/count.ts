import { GraphQLScalarType } from 'graphql';
import { GraphQLSafeInt } from 'graphql-scalars';

const safeInt = GraphQLSafeInt.toConfig();

/** Minutes and milliseconds may exceed the 32 bits of GraphQL's Int, and a number on the wire is exact up to 2^53. */
export const CountScalar = new GraphQLScalarType({
  ...safeInt,
  name: 'Count',
  description: 'A whole number that JSON holds exactly, up to 2^53.',
});
