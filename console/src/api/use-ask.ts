import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useMemo } from 'react';
import { useQuery } from 'urql';

export interface Asked<Data> {
  readonly data: Data | undefined;
  /** Nothing can be shown yet. */
  readonly isLoading: boolean;
  /** What is shown is being read again. */
  readonly isRefreshing: boolean;
  readonly trouble: Error | null;
  again(): void;
}

interface Options {
  /** Types after whose change it is read again, also where it had none of them. */
  readonly about?: readonly string[];
  readonly pause?: boolean;
}

/** A query, with what a page says while it has no answer, and where there is none. */
export function useAsk<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { about, pause = false }: Options = {},
): Asked<Data> {
  const types = about?.join();
  const context = useMemo(() => (types === undefined ? {} : { additionalTypenames: types.split(',') }), [types]);
  const asked = query as TypedDocumentNode<Data>;
  const [{ data, error, fetching, stale }, ask] = useQuery<Data>({ query: asked, variables, pause, context });
  return {
    data,
    isLoading: fetching && data === undefined,
    isRefreshing: fetching || stale,
    trouble: error ?? null,
    again: () => ask({ requestPolicy: 'network-only' }),
  };
}
