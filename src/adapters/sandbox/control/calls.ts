import type { SandboxContext } from '../context.ts';
import { BadRequest } from '../http/bad-request.ts';
import { json, type Reply } from '../http/reply.ts';
import type { CallFilter, Delivery, SandboxCall } from '../store/store.ts';
import { type CallTruth, callTruth } from './call-truth.ts';
import { queryValue } from './fields.ts';
import { listLimit } from './list-limit.ts';

const printable = /^[\x21-\x7e]{1,128}$/;

export async function listCalls(query: URLSearchParams, context: SandboxContext): Promise<Reply> {
  const given = (['appKey', 'caller', 'callee'] as const).flatMap((name) => {
    const value = queryValue(query, name, printable);
    return value === null ? [] : [[name, value]];
  });
  return json(200, await newestCalls(Object.fromEntries(given) as CallFilter, context));
}

export async function newestCalls(filter: CallFilter, context: SandboxContext): Promise<CallTruth[]> {
  return truths(await context.store.listCalls(filter, listLimit), context);
}

/** `session` in lower case, in the form of a UUID. */
export async function showCall(session: string, context: SandboxContext): Promise<Reply> {
  const call = await context.store.findCall(session);
  if (!call) throw new BadRequest(404, 'There is no such call.');
  const [truth] = await truths([call], context);
  return json(200, truth);
}

async function truths(calls: readonly SandboxCall[], { store, clock }: SandboxContext): Promise<CallTruth[]> {
  const bySession = new Map<string, Delivery[]>();
  for (const delivery of await store.listDeliveries(calls.map(({ session }) => session))) {
    bySession.set(delivery.session, [...(bySession.get(delivery.session) ?? []), delivery]);
  }
  const now = clock.now();
  return calls.map((call) => callTruth(call, bySession.get(call.session) ?? [], now));
}
