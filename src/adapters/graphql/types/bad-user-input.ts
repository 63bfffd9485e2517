import type { ASTNode } from 'graphql';
import { GraphQLError } from 'graphql';

/** Malformed input, naming the argument or field. */
export function badUserInput(field: string | undefined, problem: string, node?: ASTNode): GraphQLError {
  const message = field === undefined ? problem : `${field}: ${problem}`;
  const extensions = { code: 'BAD_USER_INPUT', ...(field !== undefined && { field }) };
  return new GraphQLError(message, { extensions, ...(node && { nodes: node }) });
}
