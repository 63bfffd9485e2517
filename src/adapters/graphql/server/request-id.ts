import { randomUUID } from 'node:crypto';

/** By which a client's report and our log find one another: the client's own where it is harmless in a log. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w-]{1,64}$/.test(header) ? header : randomUUID();
}
