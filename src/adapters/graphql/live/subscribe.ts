import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { createSourceEventStream, execute, GraphQLError } from 'graphql';
import type { Update } from '../../../application/live/update.ts';
import type { Watched } from '../../../application/live/watched.ts';
import type { OperationContext } from '../operations/context.ts';
import type { CostState } from '../operations/cost-bucket.ts';
import { presented } from '../operations/presented-error.ts';
import type { Telling } from './group.ts';
import type { Groups } from './groups.ts';
import type { Outlet } from './outlet.ts';
import type { Asked } from './sharing.ts';
import { sharingKey } from './sharing.ts';
import { Watcher } from './watcher.ts';

/** What a subscription runs with. */
export interface LiveArgs extends ExecutionArgs {
  readonly asked: Asked;
  /** Of the subscription itself. */
  readonly contextValue: OperationContext;
  /** Of an update: with the same rights, and a view of its own. */
  readonly openContext: () => OperationContext;
  /** Of the subscription: told with the first that it is shown. */
  readonly cost: CostState;
  /** The protocol's id of it. */
  readonly id: string;
  readonly outlet: Outlet;
  /** Runs once, whenever and however it ends. */
  readonly ended: () => void;
}

/**
 * Begins a subscription, with the rights of who asks, and has it share all further work with those who watch the same.
 *
 * @returns its watcher, or what is wrong with it.
 */
export async function subscribeLive(groups: Groups, args: LiveArgs): Promise<Watcher | ExecutionResult> {
  const { contextValue: context, id, outlet, ended, asked, cost } = args;
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) {
    ended();
    return { errors: (source.errors ?? []).map((error) => presented(error, context)) };
  }
  // What our resolvers subscribe with; the library passes it through.
  const watched = source as unknown as Watched<Update>;
  const watcher = new Watcher(id, outlet, watched.after, { cost });
  watcher.onOver(ended);
  groups.join(sharingKey(asked), watcher, { watched, telling: tellingOf(args) });
  return watcher;
}

function tellingOf(args: LiveArgs): Telling {
  return {
    of: async (update) => {
      const context = args.openContext();
      try {
        const { errors, ...result } = await execute({ ...args, rootValue: update, contextValue: context });
        const shown = errors?.map((error) => presented(error, context));
        return JSON.stringify({ ...result, ...(shown && { errors: shown }) });
      } finally {
        await context.close();
      }
    },
    failure: (error) => {
      const located = error instanceof GraphQLError ? error : wrap(error);
      return JSON.stringify({ errors: [presented(located, args.contextValue)] });
    },
  };
}

function wrap(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
