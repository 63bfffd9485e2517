import type { ApolloServerPlugin, GraphQLRequest, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Log } from '../../../application/ports/ports.ts';
import type { OperationContext } from '../operations/context.ts';
import type { CostState } from '../operations/cost-bucket.ts';
import { parseOptions } from '../operations/documents.ts';
import type { Pipeline } from '../operations/prepare.ts';
import { COST_BUDGET_SPENT } from '../operations/prepare.ts';
import { masked, presented, SERVICE_BUSY } from '../operations/presented-error.ts';
import type { OwnPages } from './browser/own-pages.ts';

/** Cache control wraps every field by default, and nothing here is for a shared cache. */
const disabled: readonly ApolloServerPlugin[] = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/**
 * Runs queries and mutations, and tells in one log line how each ended. Apollo Server speaks HTTP and executes; what may
 * be executed is the pipeline's to say, as on sockets.
 */
export async function startApollo(
  pipeline: Pipeline,
  pages: OwnPages,
  log: Log,
): Promise<ApolloServer<OperationContext>> {
  const shown = new WeakMap<object, GraphQLError>();
  const apollo = new ApolloServer<OperationContext>({
    schema: pipeline.schema,
    parseOptions,
    // The pipeline validates: limits first, and no more errors than a few.
    dangerouslyDisableValidation: true,
    introspection: !pipeline.production,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    logger: loggerOver(log),
    formatError: (formatted, error) => format(formatted, shown.get(error as object)),
    plugins: [operations(pipeline, pages, shown), ...disabled],
  });
  await apollo.start();
  return apollo;
}

/** Errors are presented where their operation is known, and found again by Apollo's formatter, which knows none. */
function operations(
  pipeline: Pipeline,
  pages: OwnPages,
  shown: WeakMap<object, GraphQLError>,
): ApolloServerPlugin<OperationContext> {
  const listener = (started: number): GraphQLRequestListener<OperationContext> => {
    let cost: CostState | null = null;
    return {
      responseForOperation({ document, request, contextValue }): Promise<GraphQLResponse | null> {
        const prepared = pipeline.prepare({ ...request, document }, 'HTTP', contextValue);
        ({ cost } = prepared);
        if ('retryAfterSeconds' in prepared) remember(pipeline, pages, request, contextValue);
        return Promise.resolve('errors' in prepared ? refusal(prepared.errors) : null);
      },
      didEncounterErrors({ errors, contextValue }): Promise<void> {
        for (const error of errors) shown.set(error, presented(error, contextValue));
        return Promise.resolve();
      },
      async willSendResponse({ request, operationName, operation, contextValue, response }): Promise<void> {
        tellCost(response, (cost ??= pipeline.chargeRefused(contextValue)));
        tellStatus(response, request.http?.headers.get('accept'));
        await contextValue.close();
        contextValue.logOperation(operationName, operation?.operation, started);
      },
    };
  };
  return { requestDidStart: () => Promise.resolve(listener(performance.now())) };
}

/** Whoever shows this token again at once is refused without being authenticated. */
function remember(
  { spenders }: Pipeline,
  pages: OwnPages,
  { http }: GraphQLRequest,
  { principal }: OperationContext,
): void {
  const [authorization, cookie] = ['authorization', 'cookie'].map((name) => http?.headers.get(name));
  const token = pages.tokenIn({ authorization, cookie });
  if (token !== null && principal !== null) spenders.remember(token, principal);
}

/** In place of an execution. */
function refusal(errors: readonly GraphQLError[]): GraphQLResponse {
  const singleResult = { errors: errors.map((error) => error.toJSON()) };
  return { body: { kind: 'single', singleResult }, http: { status: 400, headers: new HeaderMap() } };
}

function tellCost({ body }: GraphQLResponse, cost: CostState): void {
  if (body.kind === 'single') body.singleResult.extensions = { ...body.singleResult.extensions, cost };
}

/** What may be asked for again later, by its code: the status. */
const later: ReadonlyMap<unknown, number> = new Map([
  [SERVICE_BUSY, 503],
  [COST_BUDGET_SPENT, 429],
]);

/**
 * Whoever stands between us and the client goes by HTTP's own words. Who does not ask for the newer media type gets
 * `application/json`, which by the specification of GraphQL over HTTP knows no other status than 200 for an operation,
 * whatever became of it.
 */
function tellStatus({ body, http }: GraphQLResponse, accept = ''): void {
  const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
  const postponed = errors.find(({ extensions }) => later.has(extensions?.['code']));
  const isMalformed = errors.some(({ extensions }) => extensions?.['code'] === 'BAD_REQUEST');
  if (postponed !== undefined) {
    http.status = later.get(postponed.extensions?.['code']) ?? 503;
    http.headers.set('retry-after', String(postponed.extensions?.['retryAfterSeconds']));
  } else if (http.status === 400 && !isMalformed && !accept.includes('application/graphql-response+json')) {
    http.status = 200;
  }
}

function format(formatted: GraphQLFormattedError, known: GraphQLError | undefined): GraphQLFormattedError {
  if (known !== undefined) return withoutHttp(known.toJSON());
  return formatted.extensions?.['code'] === 'INTERNAL_SERVER_ERROR' ? masked().toJSON() : formatted;
}

/** Apollo's own errors carry the HTTP status that it has already taken from them. */
function withoutHttp({ extensions, ...error }: GraphQLFormattedError): GraphQLFormattedError {
  const told = Object.entries(extensions ?? {}).filter(([name]) => name !== 'http');
  return { ...error, extensions: Object.fromEntries(told) };
}

function loggerOver(log: Log): { [Level in 'debug' | 'info' | 'warn' | 'error']: (message?: unknown) => void } {
  const at = (level: 'info' | 'warn' | 'error') => (message?: unknown) => log(level, String(message));
  return { debug: () => undefined, info: at('info'), warn: at('warn'), error: at('error') };
}
