import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  specifiedRules,
  validate,
} from 'graphql';
import type { Budgets } from './budgets.ts';
import type { OperationContext } from './context.ts';
import { costOf } from './cost.ts';
import type { CostState } from './cost-bucket.ts';
import { Documents } from './documents.ts';
import { excesses } from './operation-limits.ts';
import { presented } from './presented-error.ts';
import { restated } from './restated.ts';
import { Spenders } from './spenders.ts';
import { faultyLiteral, faultyVariable } from './value-limits.ts';

/** Of one operation. More would help nobody, and each is work. */
const MOST_ERRORS = 5;

interface Chosen {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What a client asks for, in its words. */
export interface Words extends Chosen {
  readonly query: string;
}

/** The same, parsed. */
export interface Asked extends Chosen {
  readonly document: DocumentNode;
}

interface Accepted {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What may be executed. */
export interface Prepared extends Accepted {
  readonly cost: CostState;
}

/** What may not, and why: errors with their codes, which were noted for the log. */
export interface Refused {
  readonly errors: readonly GraphQLError[];
  readonly cost: CostState;
}

/** What costs more than is left: nothing of it was done, and it may be asked for again. */
export interface Postponed extends Refused {
  readonly retryAfterSeconds: number;
}

export type Transport = 'HTTP' | 'WEBSOCKET';

/**
 * What every operation goes through before anything of it is executed, over HTTP and WebSocket alike: its text, its
 * limits, the schema, which operation it is, its variables, where it is served, and what it costs whom.
 */
export class Pipeline {
  /** By document, so that one which is asked for again, and parsed once, is looked at once. */
  readonly #faults = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  /** What Apollo Server does not parse. */
  readonly #documents = new Documents();
  readonly spenders = new Spenders();

  constructor(
    readonly schema: GraphQLSchema,
    /** Tells nothing of the schema but what an operation names itself. */
    readonly production: boolean,
    private readonly budgets: Budgets,
  ) {}

  prepare(asked: Asked, served: Transport, context: OperationContext): Prepared | Refused {
    const found = this.#examine(asked, served, context);
    return 'operation' in found ? this.#charge(found, context) : this.#refuse(found, context);
  }

  /** The same of what comes over a socket, where nobody has parsed it. */
  prepareLive({ query, ...chosen }: Words, context: OperationContext): Prepared | Refused {
    try {
      return this.prepare({ ...chosen, document: this.#documents.of(query) }, 'WEBSOCKET', context);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return this.#refuse([coded(error, 'GRAPHQL_PARSE_FAILED')], context);
    }
  }

  /**
   * What costs more than its account has left, before it is asked whether the context's principal is still let in. Null
   * for everything else: nothing is taken for it here.
   */
  refuseSpent({ query, ...chosen }: Words, served: Transport, context: OperationContext): Postponed | null {
    const document = this.#documentOrNull(query);
    const found = document === null ? [] : this.#examine({ ...chosen, document }, served, context);
    if (!('operation' in found) || found.points > this.budgets.limits.maximum) return null;
    const lack = this.budgets.lack(context, found.points);
    return lack === null ? null : postponed(lack, context);
  }

  /** For what did not come as far as an operation. */
  chargeRefused(context: OperationContext): CostState {
    return this.budgets.spend(context, COST_OF_REFUSED).cost;
  }

  #refuse(errors: readonly GraphQLError[], context: OperationContext): Refused {
    for (const { extensions } of errors) context.note(String(extensions['code']));
    return { errors, cost: this.chargeRefused(context) };
  }

  #charge(
    { points, ...accepted }: Accepted & { readonly points: number },
    context: OperationContext,
  ): Prepared | Refused {
    const { maximum } = this.budgets.limits;
    if (points > maximum) return this.#refuse([tooCostly(accepted.operation, maximum)], context);
    const { cost, retryAfterSeconds } = this.budgets.spend(context, points);
    return retryAfterSeconds === null ? { ...accepted, cost } : postponed({ cost, retryAfterSeconds }, context);
  }

  #documentOrNull(text: string): DocumentNode | null {
    try {
      return this.#documents.of(text);
    } catch {
      return null;
    }
  }

  #examine(
    { document, operationName, variables }: Asked,
    served: Transport,
    context: OperationContext,
  ): (Accepted & { readonly points: number }) | readonly GraphQLError[] {
    const faults = this.#faultsOf(document);
    if (faults.length > 0) return faults;
    const operation = getOperationAST(document, operationName);
    if (operation === null || operation === undefined)
      return [coded(new GraphQLError('The operation to run must be named.'), 'OPERATION_RESOLUTION_FAILURE')];
    const fault = faultyVariable(variables);
    if (fault !== null) return [fault];
    const options = { maxErrors: MOST_ERRORS, hideSuggestions: this.production };
    const definitions = operation.variableDefinitions ?? [];
    const { errors, coerced } = getVariableValues(this.schema, definitions, variables ?? {}, options);
    if (errors !== undefined) return errors.map((error) => presented(error, context));
    const wrong = wrongTransport(operation, served);
    return wrong === null
      ? { document, operation, points: costOf(this.schema, document, operation, coerced) }
      : [wrong];
  }

  #faultsOf(document: DocumentNode): readonly GraphQLError[] {
    const known = this.#faults.get(document);
    if (known !== undefined) return known;
    const faults = this.#validate(document);
    this.#faults.set(document, faults);
    return faults;
  }

  #validate(document: DocumentNode): readonly GraphQLError[] {
    const invalid = (error: GraphQLError): GraphQLError => coded(error, 'GRAPHQL_VALIDATION_FAILED');
    const tooMuch = excesses(document);
    if (tooMuch.length > 0) return tooMuch.slice(0, MOST_ERRORS).map(invalid);
    const literal = faultyLiteral(document);
    if (literal !== null) return [literal];
    const rules = this.production ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;
    const options = { maxErrors: MOST_ERRORS, hideSuggestions: this.production };
    return validate(this.schema, document, rules, options).map(invalid);
  }
}

/** Looking at it was work. */
const COST_OF_REFUSED = 1;

export const COST_BUDGET_SPENT = 'COST_BUDGET_SPENT';

function postponed(
  { cost, retryAfterSeconds }: Pick<Postponed, 'cost' | 'retryAfterSeconds'>,
  context: OperationContext,
): Postponed {
  context.note(COST_BUDGET_SPENT);
  const message = `Too much was asked for lately. Nothing was done; ask again in ${retryAfterSeconds} s.`;
  const extensions = { code: COST_BUDGET_SPENT, retryAfterSeconds, cost };
  return { errors: [new GraphQLError(message, { extensions })], cost, retryAfterSeconds };
}

/** No waiting would help. */
function tooCostly(nodes: OperationDefinitionNode, maximum: number): GraphQLError {
  const message = `An operation has too much of this: cost, at most ${maximum}. Ask for shorter pages, or fewer fields.`;
  const extensions = { code: 'GRAPHQL_VALIDATION_FAILED', limit: 'cost', maximum };
  return new GraphQLError(message, { nodes, extensions });
}

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
