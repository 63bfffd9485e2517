import { useRef } from 'react';
import type { Refusal } from '../api/refusal.ts';

export interface OrderKey {
  /** The same as long as the same is ordered, so that asking twice does it once. */
  key(order: string): string;
  /** The order is known to be done: what comes is another one. */
  renew(): void;
  /** Nothing was done; to order the same again is another order. What is still under way may be done yet. */
  readonly refused: (refusal: Refusal) => void;
}

/** An idempotency key for what costs money. */
export function useOrderKey(): OrderKey {
  const last = useRef<{ readonly order: string; readonly key: string } | null>(null);
  return {
    key(order) {
      if (last.current?.order !== order) last.current = { order, key: crypto.randomUUID() };
      return last.current.key;
    },
    renew() {
      last.current = null;
    },
    refused({ __typename }) {
      if (__typename !== 'RequestInProgress') last.current = null;
    },
  };
}
