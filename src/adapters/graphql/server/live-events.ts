import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { createSourceEventStream, execute, GraphQLError } from 'graphql';
import type { OperationContext } from '../operations/context.ts';
import type { CostState } from '../operations/cost-bucket.ts';
import { presented } from '../operations/presented-error.ts';

type Events = AsyncGenerator<ExecutionResult, void, void>;

/** What a subscription runs with. Each event gets a context, and so a view and a check of the token, of its own. */
export interface LiveArgs extends ExecutionArgs {
  readonly contextValue: OperationContext;
  /** Of the subscription: told with its first event. */
  readonly cost: CostState;
  readonly openContext: () => Promise<OperationContext>;
  readonly begun: (events: AsyncGenerator) => void;
  /** `events` null where none came to be. */
  readonly ended: (events: AsyncGenerator | null) => void;
}

/**
 * Subscribes as graphql-js does, but with a fresh context per event. Returning the answer returns the source at once,
 * also while it waits for its next event. Errors are presented; one of the source ends the subscription.
 */
export async function subscribeLive(args: LiveArgs): Promise<Events | ExecutionResult> {
  const { contextValue: context } = args;
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) {
    args.ended(null);
    return { errors: (source.errors ?? []).map((error) => presented(error, context)) };
  }
  return liveEvents(source[Symbol.asyncIterator](), args);
}

function liveEvents(source: AsyncIterator<unknown>, args: LiveArgs): Events {
  let over = false;
  let cost: CostState | null = args.cost;
  const end = async (): Promise<IteratorResult<ExecutionResult, void>> => {
    if (!over) {
      over = true;
      await source.return?.();
      args.ended(events);
    }
    return { done: true, value: undefined };
  };
  const next = async (): Promise<IteratorResult<ExecutionResult, void>> => {
    if (over) return end();
    try {
      const event = await source.next();
      if (event.done === true) return await end();
      const result = await runEvent(event.value, args);
      const value = cost === null ? result : { ...result, extensions: { ...result.extensions, cost } };
      cost = null;
      return { done: false, value };
    } catch (error) {
      const located = error instanceof GraphQLError ? error : wrap(error);
      const errors = [presented(located, args.contextValue)];
      await end();
      return { done: false, value: { errors } };
    }
  };
  const events: Events = {
    next,
    return: end,
    throw: end,
    [Symbol.asyncIterator]: () => events,
  };
  args.begun(events);
  return events;
}

async function runEvent(event: unknown, args: LiveArgs): Promise<ExecutionResult> {
  const context = await args.openContext();
  try {
    const { errors, ...result } = await execute({ ...args, rootValue: event, contextValue: context });
    return { ...result, ...(errors && { errors: errors.map((error) => presented(error, args.contextValue)) }) };
  } finally {
    await context.close();
  }
}

function wrap(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
