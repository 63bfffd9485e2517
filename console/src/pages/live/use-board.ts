import { startTransition, useEffect, useRef, useState } from 'react';
import type { CallsUpdatedSubscription } from '../../api/generated/graphql.ts';
import { CallsUpdatedDocument } from '../../api/generated/graphql.ts';
import { useWatch } from '../../api/use-live.tsx';
import type { Under } from './board-state.ts';
import { follow } from './board-state.ts';

/** Hundreds of calls change all the time; the eye needs no more than this. */
const SHOW_EVERY_MS = 250;

interface BoardState {
  readonly under: Under | null;
  readonly isWhole: boolean;
  readonly failure: Error | null;
}

/** All that is under way, drawn a few times a second however much changes. */
export function useBoard(): BoardState {
  const waiting = useRef<CallsUpdatedSubscription['update'][]>([]);
  const [under, setUnder] = useState<Under | null>(null);
  const [isWhole, setWhole] = useState(true);
  const failure = useWatch(CallsUpdatedDocument, {}, (update) => waiting.current.push(update));
  useEffect(() => {
    const timer = setInterval(() => {
      const updates = waiting.current.splice(0);
      if (updates.length === 0) return;
      startTransition(() => {
        setUnder((before) => follow(before ?? new Map(), updates));
        setWhole(updates.at(-1)?.isWhole ?? true);
      });
    }, SHOW_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return { under, isWhole, failure };
}
