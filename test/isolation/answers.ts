import type { GraphQLFailure } from '../adapters/graphql/api.ts';

/** What came back, on either transport. */
export interface Answer {
  /** Every byte of its body or message. */
  readonly text: string;
  /** What came with it over HTTP. */
  readonly head?: string;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFailure[];
}

/** In one word: the code of what it was refused with; NOTHING for a null, EMPTY for a list with nothing in it; else DONE. */
export function outcomeOf({ data, errors = [] }: Answer): string {
  const [error] = errors;
  // What a union calls NOT_ALLOWED, an error calls FORBIDDEN.
  if (error !== undefined) return error.extensions.code === 'FORBIDDEN' ? 'NOT_ALLOWED' : error.extensions.code;
  const [answered] = Object.values(data ?? {});
  if (answered === null || answered === undefined) return 'NOTHING';
  if (typeof answered !== 'object') return 'DONE';
  if ('edges' in answered) return (answered.edges as unknown[]).length === 0 ? 'EMPTY' : 'DONE';
  if (Array.isArray(answered)) return answered.length === 0 ? 'EMPTY' : 'DONE';
  if ('calls' in answered) return (answered.calls as unknown[]).length === 0 ? 'EMPTY' : 'DONE';
  // Statistics that count nothing.
  if ('totals' in answered) return (answered.totals as { calls: number }).calls === 0 ? 'EMPTY' : 'DONE';
  if (!('__typename' in answered)) return 'DONE';
  const isRejection = 'retrySafe' in answered && 'code' in answered;
  return isRejection ? String(answered.code) : 'DONE';
}

/** What is answered about a thing that is not there. */
export const nothing: readonly string[] = ['NOTHING', 'EMPTY', 'NOT_FOUND', 'ALARM_NOT_OPEN'];

/** The answer but for what differs between any two: the request's own id, times, and how a link is sealed and signed. */
export function withoutChance({ text }: Answer): string {
  return text
    .replace(/"requestId":"[^"]*"/g, '"requestId":""')
    .replace(/(\/downloads\/[\w.]+\/[\w-]+\/)[^"]*/g, '$1')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
}

/** What kind of answer it is: its types, codes, yes and no, without what it is about. */
export function shapeOf(answer: Answer): unknown {
  const { data, errors } = JSON.parse(withoutChance(answer)) as Partial<Answer>;
  return strip({ data, errors });
}

const telling = ['__typename', 'code', 'message', 'field', 'what'];

function strip(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => strip(one));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, strip(one, key)]));
  return typeof value === 'string' && !telling.includes(name) ? 'text' : typeof value === 'number' ? 0 : value;
}
