import type { IncomingMessage } from 'node:http';
import type { SandboxContext } from './context.ts';
import { registerApp } from './control/apps.ts';
import { listCalls, showCall } from './control/calls.ts';
import { addFault, changeRate, listFaults, removeFaults } from './control/faults.ts';
import { Fields } from './control/fields.ts';
import { listMails, receiveMail } from './control/mails.ts';
import { listMessages, receiveMessage } from './control/messages.ts';
import { showPage } from './control/page.ts';
import { pay } from './control/payments.ts';
import { listStarts } from './control/starts.ts';
import { BadRequest } from './http/bad-request.ts';
import { json, type Reply } from './http/reply.ts';
import { serveAction } from './wire/wire-endpoint.ts';

interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: RegExp;
  /** `part` is what the path captured. */
  readonly serve: (
    request: IncomingMessage,
    context: SandboxContext,
    part: string,
    query: URLSearchParams,
  ) => Reply | Promise<Reply>;
}

const routes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/(?:call\/ecp|sms)\/(\w+)\.action$/,
    serve: (request, context, name) => serveAction(name, request, context),
  },
  {
    method: 'POST',
    path: /^\/sandbox\/apps$/,
    serve: async (request, { store }) => registerApp(await Fields.of(request), store),
  },
  {
    method: 'POST',
    path: /^\/sandbox\/messages$/,
    serve: async (request, context) => receiveMessage(await Fields.of(request), context),
  },
  { method: 'GET', path: /^\/sandbox\/messages$/, serve: (_, context, __, query) => listMessages(query, context) },
  {
    method: 'POST',
    path: /^\/sandbox\/mails$/,
    serve: async (request, context) => receiveMail(await Fields.of(request), context),
  },
  { method: 'GET', path: /^\/sandbox\/mails$/, serve: (_, context, __, query) => listMails(query, context) },
  {
    method: 'POST',
    path: /^\/sandbox\/payments$/,
    serve: async (request, context) => pay(await Fields.of(request), context),
  },
  { method: 'GET', path: /^\/sandbox\/calls$/, serve: (_, context, __, query) => listCalls(query, context) },
  {
    method: 'GET',
    path: /^\/sandbox\/calls\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    serve: (_, context, session) => showCall(session, context),
  },
  { method: 'GET', path: /^\/sandbox\/starts$/, serve: (_, context, __, query) => listStarts(query, context) },
  {
    method: 'POST',
    path: /^\/sandbox\/faults$/,
    serve: async (request, context) => addFault(await Fields.of(request), context),
  },
  { method: 'GET', path: /^\/sandbox\/faults$/, serve: (_, context) => listFaults(context) },
  {
    method: 'DELETE',
    path: /^\/sandbox\/faults(?:\/(\d{1,15}))?$/,
    serve: (_, context, id) => removeFaults(id, context),
  },
  {
    method: 'POST',
    path: /^\/sandbox\/rate$/,
    serve: async (request, context) => changeRate(await Fields.of(request), context),
  },
  { method: 'GET', path: /^\/$/, serve: (_, context) => showPage(context) },
  { method: 'GET', path: /^\/health$/, serve: () => json(200, { status: 'ok' }) },
];

/** Serves one request. Throws a BadRequest where the client is at fault. */
export async function route(request: IncomingMessage, context: SandboxContext): Promise<Reply> {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const found = routes.filter((candidate) => candidate.path.test(path));
  if (found.length === 0) throw new BadRequest(404, 'There is nothing here.');
  const chosen = found.find(({ method }) => method === request.method);
  if (!chosen) throw new BadRequest(405, `Use ${found.map(({ method }) => method).join(' or ')}.`);
  const part = chosen.path.exec(path)?.[1] ?? '';
  return chosen.serve(request, context, part, new URLSearchParams(query));
}
