/** So many times as long as it took. */
const REST = 20;

/**
 * Work that comes round often, and rests after it took long: with little to do it is done each time, and with much it
 * takes no more than a twentieth of the time. What comes while it works or rests is left out.
 */
export function resting(
  work: () => Promise<unknown>,
  now: () => number = () => performance.now(),
): () => Promise<void> {
  let restsUntil = -Infinity;
  return async () => {
    const begun = now();
    if (begun < restsUntil) return;
    restsUntil = Infinity;
    try {
      await work();
    } finally {
      restsUntil = now() + (now() - begun) * REST;
    }
  };
}
