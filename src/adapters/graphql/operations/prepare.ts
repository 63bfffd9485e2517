import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, ParseOptions, ValidationRule } from 'graphql';
import { getOperationAST, GraphQLError, OperationTypeNode, parse, specifiedRules, validate } from 'graphql';
import { operationLimits } from './operation-limits.ts';
import { restated } from './restated.ts';

/** The limits of every operation, over HTTP and WebSocket alike. The longest real one has some 400 tokens. */
export const parseOptions: ParseOptions = { maxLexicalTokens: 2000 };
export const limitRules: readonly ValidationRule[] = [operationLimits];

/** What a socket was asked to run, within the limits. */
export interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * Does for a socket what Apollo Server, given the same options and rules, does for a request.
 *
 * @returns the errors with their codes, where there are any.
 */
export function prepare(
  schema: GraphQLSchema,
  request: { readonly query: string; readonly operationName?: string | null | undefined },
  production: boolean,
): Prepared | readonly GraphQLError[] {
  const document = parseWithin(request.query);
  if (document instanceof GraphQLError) return [document];
  const errors = validate(schema, document, [...specifiedRules, ...limitRules], { hideSuggestions: production });
  if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
  const operation = getOperationAST(document, request.operationName);
  if (operation === null || operation === undefined)
    return [coded(new GraphQLError('The operation to run must be named.'), 'OPERATION_RESOLUTION_FAILURE')];
  return { document, operation };
}

/** Subscriptions are served on WebSocket and everything else on HTTP, where a request has its own time and log line. */
export function wrongTransport(operation: OperationDefinitionNode, served: 'HTTP' | 'WEBSOCKET'): GraphQLError | null {
  const isLive = operation.operation === OperationTypeNode.SUBSCRIPTION;
  if (isLive === (served === 'WEBSOCKET')) return null;
  const message = isLive
    ? 'Subscriptions are served on WebSocket, by the protocol graphql-transport-ws.'
    : 'Queries and mutations are served by HTTP POST.';
  return coded(new GraphQLError(message, { nodes: operation }), 'WRONG_TRANSPORT');
}

function parseWithin(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, parseOptions);
  } catch (error) {
    if (error instanceof GraphQLError) return coded(error, 'GRAPHQL_PARSE_FAILED');
    throw error;
  }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  return restated(error, error.message, { code, ...error.extensions });
}
