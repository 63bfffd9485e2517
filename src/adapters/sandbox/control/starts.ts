import type { SandboxContext } from '../context.ts';
import { json, type Reply } from '../http/reply.ts';
import { queryValue } from './fields.ts';
import { limitOf } from './list-limit.ts';

/** The starts that arrived, oldest first, from the one after number `after` on. */
export function listStarts(query: URLSearchParams, { traffic }: SandboxContext): Reply {
  return json(200, traffic.starts(Number(queryValue(query, 'after', /^\d{1,15}$/) ?? 0), limitOf(query)));
}
