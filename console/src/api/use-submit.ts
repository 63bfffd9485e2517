import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useState } from 'react';
import { useClient } from 'urql';
import type { Refusal } from './refusal.ts';
import { isRefusal } from './refusal.ts';

/** Why something was not done: the service refused it, or it could not be asked. */
export type Problem = { readonly refusal: Refusal } | { readonly trouble: Error };

type Success<Result> = Exclude<Result, { retrySafe: boolean }>;

export interface Submission<Result, Variables> {
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  /** @returns what the service did, or null where it did nothing; then `problem` says why. */
  readonly submit: (variables: Variables) => Promise<Success<Result> | null>;
  readonly forget: () => void;
}

/**
 * A mutation whose field is called `result`. Nothing is shown as done before the service has said so.
 *
 * @param onRefusal where the service said no; not where its answer was lost, for then it may be done.
 */
export function useSubmit<Result extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<{ result: Result }, Variables>,
  onRefusal?: (refusal: Refusal) => void,
): Submission<Result, Variables> {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    isBusy,
    problem,
    async submit(variables) {
      setBusy(true);
      setProblem(null);
      const { data, error } = await client.mutation(document, variables).toPromise();
      setBusy(false);
      if (data === undefined) setProblem({ trouble: error ?? new Error('no answer') });
      else if (isRefusal(data.result)) {
        setProblem({ refusal: data.result });
        onRefusal?.(data.result);
      } else return data.result as Success<Result>;
      return null;
    },
    forget: () => setProblem(null),
  };
}
