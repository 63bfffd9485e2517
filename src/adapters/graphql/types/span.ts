import type { Span } from '../../../application/ports/reads.ts';

/** Leaves out what the client did not say. */
export function spanOf(from: Date | null | undefined, to: Date | null | undefined): Span {
  return { ...(from != null && { from }), ...(to != null && { to }) };
}
