import type { SandboxContext } from '../context.ts';
import { BadRequest } from '../http/bad-request.ts';
import { json, type Reply } from '../http/reply.ts';
import type { CallFilter, Delivery, SandboxCall } from '../store/store.ts';
import { type CallTruth, callTruth } from './call-truth.ts';
import { queryValue } from './fields.ts';
import { limitOf, listLimit } from './list-limit.ts';

const printable = /^[\x21-\x7e]{1,128}$/;
const sessionShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Newest first; oldest first with `order=placed` or `after`. */
export async function listCalls(query: URLSearchParams, context: SandboxContext): Promise<Reply> {
  const given = (['appKey', 'caller', 'callee'] as const).flatMap((name) => {
    const value = queryValue(query, name, printable);
    return value === null ? [] : [[name, value]];
  });
  const filter = Object.fromEntries(given) as CallFilter;
  const limit = limitOf(query);
  const after = queryValue(query, 'after', sessionShape);
  const placed = queryValue(query, 'order', /^placed$/) !== null || after !== null;
  return json(200, await (placed ? callsAfter(filter, after, limit, context) : newestCalls(filter, context, limit)));
}

export async function newestCalls(
  filter: CallFilter,
  context: SandboxContext,
  limit = listLimit,
): Promise<CallTruth[]> {
  return truths(await context.store.listCalls(filter, limit), context);
}

/** Oldest first, of those placed after the call `after`; null: from the first on. */
export async function callsAfter(
  filter: CallFilter,
  after: string | null,
  limit: number,
  context: SandboxContext,
): Promise<CallTruth[]> {
  return truths(await context.store.listCallsAfter(filter, after, limit), context);
}

/** `session` in lower case, in the form of a UUID. */
export async function showCall(session: string, context: SandboxContext): Promise<Reply> {
  const call = await context.store.findCall(session);
  if (!call) throw new BadRequest(404, 'There is no such call.');
  const [truth] = await truths([call], context);
  return json(200, truth);
}

async function truths(calls: readonly SandboxCall[], { store, clock, traffic }: SandboxContext): Promise<CallTruth[]> {
  const bySession = new Map<string, Delivery[]>();
  for (const delivery of await store.listDeliveries(calls.map(({ session }) => session))) {
    bySession.set(delivery.session, [...(bySession.get(delivery.session) ?? []), delivery]);
  }
  const now = clock.now();
  return calls.map((call) => callTruth(call, bySession.get(call.session) ?? [], traffic, now));
}
