import type { TypedDocumentNode } from '@urql/core';
import type { ReactNode } from 'react';
import { createContext, use, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { Live, Update } from './live.ts';
import type { Line } from './standstills.ts';

const LiveContext = createContext<Live | null>(null);

export function LiveProvider({ live, children }: { live: Live; children: ReactNode }): ReactNode {
  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLive(): Live {
  const live = use(LiveContext);
  if (live === null) throw new Error('There is nothing live on this page.');
  return live;
}

/** For the banner. */
export function useLine(): Line {
  const { standstills } = useLive();
  return useSyncExternalStore(standstills.subscribe, () => standstills.line);
}

/**
 * Watches while the page is shown. Variables are compared by what they say.
 *
 * @returns what trying again would not mend.
 */
export function useWatch<Of extends Update, Variables extends object>(
  document: TypedDocumentNode<{ update: Of }, Variables>,
  variables: Omit<Variables, 'after'>,
  onUpdate: (update: Of) => void,
): Error | null {
  const live = useLive();
  const [failure, setFailure] = useState<Error | null>(null);
  const told = useEffectEvent(onUpdate);
  const key = JSON.stringify(variables);
  useEffect(() => {
    const leaving = new AbortController();
    live
      .watch(document, JSON.parse(key) as object, leaving.signal, (update) => told(update as Of))
      .catch((error: unknown) => setFailure(error as Error));
    return () => leaving.abort();
  }, [live, document, key]);
  return failure;
}
