/** The provider takes headers that were signed up to 300 s from its own time; what the way takes is on top. */
const SUSPICIOUS_SECONDS = 290;

/**
 * KEY-1: what the alarm CLOCK_SKEW says to whoever looks at it. The provider refuses a request that was signed at
 * another time in the same words as one that was signed with another secret; only its own clock can tell them apart.
 *
 * @param providerAheadSeconds by which its clock is ahead of ours, negative where it is behind; null where unknown.
 */
export function explainHeaderRefusal(providerAheadSeconds: number | null): string {
  if (providerAheadSeconds === null) {
    return 'The provider does not accept our headers, and its clock is not known: ours is more than 5 minutes off, or the AppSecret is wrong.';
  }
  const apart = Math.abs(providerAheadSeconds);
  const difference = `The provider's clock is ${apart} s ${providerAheadSeconds < 0 ? 'behind' : 'ahead of'} ours`;
  if (apart >= SUSPICIOUS_SECONDS) return `${difference}, and it takes no more than 300 s: set the clock right.`;
  return `${difference}, which it would take: the AppSecret is probably not that of this AppKey.`;
}
