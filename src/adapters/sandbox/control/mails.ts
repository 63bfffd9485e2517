import type { SandboxContext } from '../context.ts';
import { json, type Reply } from '../http/reply.ts';
import { type Fields, queryValue } from './fields.ts';
import { listLimit } from './list-limit.ts';

const address = /^[^\s\0]{3,320}$/;
const line = /^[^\0\r\n]{1,1000}$/;
/** PostgreSQL's text cannot hold NUL. */
const text = /^[^\0]{1,20000}$/;

/** Takes a mail: it goes to nobody, but can be read here and on the page. */
export async function receiveMail(fields: Fields, { store, clock }: SandboxContext): Promise<Reply> {
  await store.addMail({
    to: fields.required('to', address),
    subject: fields.required('subject', line),
    text: fields.required('text', text),
    sentAt: clock.now(),
  });
  return json(201, {});
}

export async function listMails(query: URLSearchParams, { store }: SandboxContext): Promise<Reply> {
  return json(200, await store.listMails(queryValue(query, 'to', address), listLimit));
}
