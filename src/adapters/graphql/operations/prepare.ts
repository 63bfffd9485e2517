import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, ParseOptions } from 'graphql';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { OperationContext } from './context.ts';
import { excesses } from './operation-limits.ts';
import { presented } from './presented-error.ts';
import { restated } from './restated.ts';
import { excessiveLiteral, excessiveVariable } from './value-limits.ts';

/** The longest real operation has some 400 tokens. */
export const parseOptions: ParseOptions = { maxLexicalTokens: 2000 };

/** Of one operation. More would help nobody, and each is work. */
const MOST_ERRORS = 5;

/** What a client asks for, once it is parsed. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What may be executed. */
export interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export type Transport = 'HTTP' | 'WEBSOCKET';

/**
 * What every operation goes through before anything of it is executed, over HTTP and WebSocket alike: its text, its
 * limits, the schema, which operation it is, its variables, and where it is served.
 */
export class Pipeline {
  /** By document, so that one which is asked for again, and parsed once, is looked at once. */
  readonly #faults = new WeakMap<DocumentNode, readonly GraphQLError[]>();

  constructor(
    readonly schema: GraphQLSchema,
    /** Tells nothing of the schema but what an operation names itself. */
    readonly production: boolean,
  ) {}

  /** @returns the errors with their codes, where there are any; they are noted for the log. */
  prepare(asked: Asked, served: Transport, context: OperationContext): Prepared | readonly GraphQLError[] {
    const prepared = this.#prepare(asked, served, context);
    if (isRefused(prepared)) for (const { extensions } of prepared) context.note(String(extensions['code']));
    return prepared;
  }

  /** The same of what comes over a socket, where nobody has parsed it. */
  prepareLive(
    { query, ...asked }: Omit<Asked, 'document'> & { readonly query: string },
    context: OperationContext,
  ): Prepared | readonly GraphQLError[] {
    try {
      return this.prepare({ ...asked, document: parse(query, parseOptions) }, 'WEBSOCKET', context);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      context.note(PARSE_FAILED);
      return [coded(error, PARSE_FAILED)];
    }
  }

  #prepare(asked: Asked, served: Transport, context: OperationContext): Prepared | readonly GraphQLError[] {
    const { document, operationName, variables } = asked;
    const faults = this.#faultsOf(document);
    if (faults.length > 0) return faults;
    const operation = getOperationAST(document, operationName);
    if (operation === null || operation === undefined)
      return [coded(new GraphQLError('The operation to run must be named.'), 'OPERATION_RESOLUTION_FAILURE')];
    const fault = excessiveVariable(variables);
    if (fault !== null) return [fault];
    const options = { maxErrors: MOST_ERRORS, hideSuggestions: this.production };
    const { errors } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables ?? {}, options);
    if (errors !== undefined) return errors.map((error) => presented(error, context));
    const wrong = wrongTransport(operation, served);
    return wrong === null ? { document, operation } : [wrong];
  }

  #faultsOf(document: DocumentNode): readonly GraphQLError[] {
    const known = this.#faults.get(document);
    if (known !== undefined) return known;
    const faults = this.#examine(document);
    this.#faults.set(document, faults);
    return faults;
  }

  #examine(document: DocumentNode): readonly GraphQLError[] {
    const invalid = (error: GraphQLError): GraphQLError => coded(error, 'GRAPHQL_VALIDATION_FAILED');
    const tooMuch = excesses(document);
    if (tooMuch.length > 0) return tooMuch.slice(0, MOST_ERRORS).map(invalid);
    const literal = excessiveLiteral(document);
    if (literal !== null) return [literal];
    const rules = this.production ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;
    const options = { maxErrors: MOST_ERRORS, hideSuggestions: this.production };
    return validate(this.schema, document, rules, options).map(invalid);
  }
}

export function isRefused(prepared: Prepared | readonly GraphQLError[]): prepared is readonly GraphQLError[] {
  return !('document' in prepared);
}

const PARSE_FAILED = 'GRAPHQL_PARSE_FAILED';

/** Subscriptions are served on WebSocket and everything else on HTTP, where a request has its own time and log line. */
function wrongTransport(operation: OperationDefinitionNode, served: Transport): GraphQLError | null {
  const isLive = operation.operation === OperationTypeNode.SUBSCRIPTION;
  if (isLive === (served === 'WEBSOCKET')) return null;
  const message = isLive
    ? 'Subscriptions are served on WebSocket, by the protocol graphql-transport-ws.'
    : 'Queries and mutations are served over HTTP.';
  return coded(new GraphQLError(message, { nodes: operation }), 'WRONG_TRANSPORT');
}

function coded(error: GraphQLError, code: string): GraphQLError {
  return restated(error, error.message, { code, ...error.extensions });
}
