import type { Agent } from 'node:http';
import { request } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Chance } from '../simulation/chance.ts';
import { anyJson, damaged, damagedBytes } from './damage.ts';
import { Author } from './operations.ts';
import type { Held, Target } from './target.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** One request that somebody means harm with, or that went wrong on its way. */
export async function httpCase(target: Target, schema: GraphQLSchema, chance: Chance, agent: Agent): Promise<Held> {
  const sent = write(target, schema, chance);
  const { status, text } = await send(target, sent, agent);
  const outcome = /"code":"(\w+)"/.exec(text)?.[1] ?? (text.includes('"data"') ? 'answered' : `HTTP ${status}`);
  const isFinding = status >= 500 || text.includes('INTERNAL_SERVER_ERROR');
  const body = sent.body?.toString('utf8') ?? '';
  const said = `${sent.method} ${sent.path} ${JSON.stringify(sent.headers)} ${body}`;
  return { cases: 1, outcome, finding: isFinding ? { what: `HTTP ${status}`, sent: said, answered: text } : null };
}

function write(target: Target, schema: GraphQLSchema, chance: Chance): Sent {
  const author = new Author(schema, chance, target.known);
  const { query, variables } = author.operation(chance.weighed([[5, 'query'], [5, 'mutation'], [1, 'subscription']])); // prettier-ignore
  const token = chance.weighed([[6, target.owner], [4, target.operator], [1, 'zx_nobody'], [1, '']]); // prettier-ignore
  const headers = {
    'content-type': 'application/json',
    ...(token !== '' && { authorization: `Bearer ${token}` }),
    ...(chance.happens(50) && { accept: 'application/graphql-response+json' }),
  };
  const whole = { query, variables, operationName: 'F' };
  const post = (body: string | Buffer): Sent => ({
    ...{ method: 'POST', path: '/graphql', headers, body: Buffer.from(body as string) },
  });
  return chance.weighed<() => Sent>([
    [50, () => post(JSON.stringify(whole))],
    [20, () => post(JSON.stringify({ ...whole, query: damaged(query, chance) }))],
    [6, () => post(JSON.stringify({ ...whole, variables: anyJson(chance) }))],
    [4, () => post(JSON.stringify({ ...whole, [chance.pick(['query', 'operationName', 'extensions'])]: anyJson(chance) }))],
    [6, () => post(damaged(JSON.stringify(whole), chance))],
    [4, () => post(JSON.stringify(anyJson(chance)))],
    [4, () => post(damagedBytes(Buffer.from(JSON.stringify(whole)), chance))],
    [3, () => byGet(whole, headers, chance)],
    [3, () => oddly(post(JSON.stringify(whole)), chance)],
  ])(); // prettier-ignore
}

function byGet(whole: { query: string; variables: unknown }, headers: Sent['headers'], chance: Chance): Sent {
  const { query, variables } = whole;
  const search = new URLSearchParams({ query: wellFormed(query), variables: wellFormed(JSON.stringify(variables)) });
  const path = `/graphql?${chance.happens(70) ? search.toString() : damaged(search.toString(), chance).replace(/[^!-~]/g, '')}`;
  return { method: 'GET', path, headers: { ...headers, 'apollo-require-preflight': 'true' }, body: null };
}

function oddly({ path, body, headers }: Sent, chance: Chance): Sent {
  const types = ['', 'text/plain', 'application/json; charset=utf-16', 'application/json; charset=nonsense', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'a'.repeat(5000), 'application/graphql']; // prettier-ignore
  const more = chance.weighed<Record<string, string>>([
    [2, { 'content-type': chance.pick(types) }],
    [1, { 'content-encoding': chance.pick(['gzip', 'br', 'nonsense', 'identity']) }],
    [1, { authorization: chance.pick(['Bearer', 'Basic eDp5', `Bearer ${'x'.repeat(8000)}`, 'Bearer \u00ff', 'bearer  a']) }],
    [1, { 'x-request-id': chance.pick(['a'.repeat(5000), '%00', '<x>', ' ']) }],
    [1, { accept: chance.pick(['*/*', 'text/html', 'nonsense', 'application/json;q=nonsense', ';']) }],
  ]); // prettier-ignore
  const method = chance.pick(['POST', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD']);
  return { method, path, headers: { ...headers, ...more }, body };
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString('utf8');
}

function send(
  { url }: Target,
  { method, path, headers, body }: Sent,
  agent: Agent,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const length = body === null ? {} : { 'content-length': String(body.length) };
    request(`${url}${path}`, { method, headers: { ...headers, ...length }, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    })
      .once('error', (error: NodeJS.ErrnoException) => {
        // It may close a connection whose request it does not read to its end; but it is still there.
        const isClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
        resolve(isClosed ? { status: 0, text: '' } : { status: 599, text: String(error) });
      })
      .end(body ?? undefined);
  });
}
