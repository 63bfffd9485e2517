import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

const rfc3339 = GraphQLDateTimeISO.toConfig();

export const DateTimeScalar = new GraphQLScalarType({
  ...rfc3339,
  name: 'DateTime',
  description: 'A time as RFC 3339 writes it. Answers are in UTC with milliseconds: "2026-03-02T04:00:00.000Z".',
});
