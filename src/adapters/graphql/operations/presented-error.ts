import { GraphQLError } from 'graphql';
import { ServiceBusy } from '../../../application/ports/service-busy.ts';
import { DomainError } from '../../../domain/errors.ts';
import { Money } from '../../../domain/money.ts';
import type { OperationContext } from './context.ts';
import { restated } from './restated.ts';

/** The code of a {@link ServiceBusy}. */
export const SERVICE_BUSY = 'SERVICE_BUSY';

const MASK = 'Something went wrong here. The operators find it by the request id.';

/**
 * What a client may know of an error; also notes its code for the log. A rule's no keeps its code and fields. What
 * nobody expected is logged with its stack, and masked but for the request id.
 *
 * @param fallback the code of an error that graphql-js raised before any field was resolved.
 */
export function presented(error: GraphQLError, context: OperationContext, fallback = 'BAD_USER_INPUT'): GraphQLError {
  const shown = present(error, causeOf(error), context, fallback);
  context.note(String(shown.extensions['code']));
  return shown;
}

/** For errors outside any operation: no word of an unexpected one. */
export function masked(requestId?: string): GraphQLError {
  const extensions = { code: 'INTERNAL_SERVER_ERROR', ...(requestId !== undefined && { requestId }) };
  return new GraphQLError(MASK, { extensions });
}

function present(error: GraphQLError, cause: Error, context: OperationContext, fallback: string): GraphQLError {
  if (cause instanceof ServiceBusy) {
    return restated(error, cause.message, { code: SERVICE_BUSY, retryAfterSeconds: cause.retryAfterSeconds });
  }
  if (cause instanceof DomainError) return restated(error, cause.message, rejectionExtensions(cause));
  if (cause instanceof GraphQLError) {
    if (cause.extensions['code'] !== undefined) return restated(error, messageOf(error, cause), cause.extensions);
    if (error.path === undefined) return restated(error, error.message, { code: fallback, ...error.extensions });
  }
  const { requestId } = context;
  context.log('error', 'An operation failed unexpectedly.', { requestId, path: error.path?.join('.'), error: cause });
  return restated(error, MASK, { code: 'INTERNAL_SERVER_ERROR', requestId });
}

function causeOf(error: Error): Error {
  let cause: Error = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

/** For a variable graphql-js says in its own message where the value stood; for the rest the cause's is the plainer. */
function messageOf(error: GraphQLError, cause: GraphQLError): string {
  return error.message.startsWith('Variable ') ? error.message : cause.message;
}

function rejectionExtensions({ rejection, retryAt }: DomainError): Record<string, unknown> {
  const entries = Object.entries(rejection).map(([name, value]): [string, unknown] => [name, plain(value)]);
  const facts = Object.fromEntries(entries) as Record<string, unknown>;
  const code = rejection.code === 'NOT_ALLOWED' ? 'FORBIDDEN' : rejection.code;
  return { ...facts, code, ...(retryAt && { retryAt: retryAt.toISOString() }) };
}

function plain(value: unknown): unknown {
  return value instanceof Money ? value.toYuan() : value;
}
