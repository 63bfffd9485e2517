import type { SandboxContext } from '../context.ts';
import { json, type Reply } from '../http/reply.ts';
import type { SandboxMessage } from '../store/store.ts';
import { type Fields, queryValue } from './fields.ts';
import { listLimit } from './list-limit.ts';

const digits = /^\d{3,20}$/;
/** PostgreSQL's text cannot hold NUL. */
const text = /^[^\0]{1,1024}$/;

/** Takes a text message: it goes to no telephone, but can be read here and on the page. */
export async function receiveMessage(fields: Fields, { store, clock }: SandboxContext): Promise<Reply> {
  await store.addMessage({
    to: fields.required('to', digits),
    code: fields.required('code', text),
    purpose: fields.required('purpose', text),
    text: fields.required('text', text),
    sentAt: clock.now(),
  });
  return json(201, {});
}

export async function listMessages(query: URLSearchParams, { store }: SandboxContext): Promise<Reply> {
  const messages: readonly SandboxMessage[] = await store.listMessages(queryValue(query, 'to', digits), listLimit);
  return json(200, messages);
}
