import { useEffect, useEffectEvent, useRef } from 'react';

const AT_MOST_EVERY_MS = 5_000;

/** Asks again soon after `sign` has changed, and no oftener than every five seconds, however often it changes. */
export function useFresh(sign: string, again: () => void): void {
  const askedAt = useRef<number | null>(null);
  const first = useRef(sign);
  const ask = useEffectEvent(again);
  useEffect(() => {
    if (first.current === sign && askedAt.current === null) return;
    const wait = Math.max(0, (askedAt.current ?? 0) + AT_MOST_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      askedAt.current = Date.now();
      ask();
    }, wait);
    return () => clearTimeout(timer);
  }, [sign]);
}
