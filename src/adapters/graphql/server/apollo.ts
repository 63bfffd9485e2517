import type { ApolloServerPlugin, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Log } from '../../../application/ports/ports.ts';
import type { OperationContext } from '../operations/context.ts';
import { limitRules, parseOptions, wrongTransport } from '../operations/prepare.ts';
import { masked, presented, SERVICE_BUSY } from '../operations/presented-error.ts';

/** Cache control wraps every field by default, and nothing here is for a shared cache. */
const disabled: readonly ApolloServerPlugin[] = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/** Runs queries and mutations, and tells in one log line how each ended. */
export async function startApollo(
  schema: GraphQLSchema,
  log: Log,
  production: boolean,
): Promise<ApolloServer<OperationContext>> {
  const shown = new WeakMap<object, GraphQLError>();
  const apollo = new ApolloServer<OperationContext>({
    schema,
    parseOptions,
    validationRules: [...limitRules],
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    logger: loggerOver(log),
    formatError: (formatted, error) => format(formatted, shown.get(error as object)),
    plugins: [operations(shown), ...disabled],
  });
  await apollo.start();
  return apollo;
}

/** Errors are presented where their operation is known, and found again by Apollo's formatter, which knows none. */
function operations(shown: WeakMap<object, GraphQLError>): ApolloServerPlugin<OperationContext> {
  const listener = (started: number): GraphQLRequestListener<OperationContext> => ({
    didResolveOperation({ operation }): Promise<void> {
      const wrong = operation === undefined ? null : wrongTransport(operation, 'HTTP');
      return wrong === null ? Promise.resolve() : Promise.reject(wrong);
    },
    didEncounterErrors({ errors, contextValue }): Promise<void> {
      for (const error of errors) shown.set(error, presented(error, contextValue));
      return Promise.resolve();
    },
    async willSendResponse({ operationName, operation, contextValue, response }): Promise<void> {
      tellOfBusyness(response);
      await contextValue.close();
      contextValue.logOperation(operationName, operation?.operation, started);
    },
  });
  return { requestDidStart: () => Promise.resolve(listener(performance.now())) };
}

/** Whoever stands between us and the client goes by HTTP's own words. */
function tellOfBusyness({ body, http }: GraphQLResponse): void {
  const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
  const busy = errors.find(({ extensions }) => extensions?.['code'] === SERVICE_BUSY);
  if (busy === undefined) return;
  http.status = 503;
  http.headers.set('retry-after', String(busy.extensions?.['retryAfterSeconds']));
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
