import type { Socket } from 'node:net';
import { once } from 'node:events';
import type { GraphQLSchema } from 'graphql';
import { WebSocket } from 'ws';
import type { Chance } from '../simulation/chance.ts';
import { anyJson, damaged, damagedBytes } from './damage.ts';
import { naughty } from './naughty.ts';
import { Author } from './operations.ts';
import type { Finding, Held, Target } from './target.ts';

const MOST_FRAMES = 20;
/** A socket that says nothing more is done with. */
const SILENCE_MS = 2000;

/** What only servers say: the protocol has no code for it, and it is closed with 4500. */
const SERVERS = /"type":\s*"(next|error|connection_ack)"/;

/** One socket and what a client says over it, in any order. */
export async function socketCase(target: Target, schema: GraphQLSchema, chance: Chance): Promise<Held> {
  const protocol = chance.happens(95) ? ['graphql-transport-ws'] : chance.pick([[], ['graphql-ws'], ['a', 'b']]);
  const socket = new WebSocket(`${target.url.replace('http', 'ws')}/graphql`, protocol);
  const heard: string[] = [];
  let code = 0;
  socket.on('message', (data: Buffer) => heard.push(data.toString('utf8')));
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', (with_) => resolve(void (code = with_))));
  await Promise.race([once(socket, 'open'), closed]).catch(() => undefined);
  const sent: string[] = [];
  for (let left = chance.between(1, MOST_FRAMES); left > 0 && socket.readyState === WebSocket.OPEN; left--)
    await say(socket, target, schema, chance, sent);
  if (socket.readyState === WebSocket.OPEN) {
    // Its answer comes behind all that was said before.
    socket.ping();
    await Promise.race([once(socket, 'pong'), closed, silence()]).catch(() => undefined);
  }
  socket.terminate();
  await closed;
  const outcome = code === 1006 ? 'socket that stayed' : `socket closed with ${code}`;
  return { cases: Math.max(1, sent.length), outcome, finding: findingOf(sent, heard, code) };
}

function findingOf(sent: readonly string[], heard: readonly string[], code: number): Finding | null {
  const internal = heard.find((text) => text.includes('INTERNAL_SERVER_ERROR'));
  if (internal !== undefined) return { what: 'an internal error', sent: sent.join('\n'), answered: internal };
  const isOurs = (code === 4500 && !sent.some((text) => SERVERS.test(text))) || code === 1011;
  return isOurs ? { what: `closed with ${code}`, sent: sent.join('\n'), answered: heard.join('\n') } : null;
}

function silence(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SILENCE_MS).unref());
}

/** `sent` has what was said, as far as that can be read. Some wait for the answer to their first words. */
async function say(
  socket: WebSocket,
  target: Target,
  schema: GraphQLSchema,
  chance: Chance,
  sent: string[],
): Promise<void> {
  const isHello = sent.length === 0 && chance.happens(85);
  const text = isHello ? hello(target, chance) : message(target, schema, chance);
  sent.push(text);
  chance.weighed<() => void>([
    [90, () => socket.send(text)],
    [2, () => socket.send(damagedBytes(Buffer.from(text), chance))],
    [2, () => socket.send(text, { binary: true })],
    [1, () => rawBytes(socket, chance)],
    [1, () => socket.send('x'.repeat(70_000))],
    [1, () => socket.ping(text.slice(0, 40))],
  ])(); // prettier-ignore
  if (!isHello || chance.happens(20)) return;
  await Promise.race([once(socket, 'message'), once(socket, 'close'), silence()]).catch(() => undefined);
}

/** Past the client's library, which would write whole frames. */
function rawBytes(socket: WebSocket, chance: Chance): void {
  const { _socket: wire } = socket as unknown as { _socket: Socket };
  wire.write(Buffer.from(Array.from({ length: chance.between(1, 60) }, () => chance.below(256))));
}

function hello({ owner, operator }: Target, chance: Chance): string {
  const token = chance.weighed([[8, owner], [2, operator], [1, 'nobody']]); // prettier-ignore
  return JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
}

function message(target: Target, schema: GraphQLSchema, chance: Chance): string {
  const author = new Author(schema, chance, target.known);
  const { query, variables } = author.operation(chance.weighed([[8, 'subscription'], [1, 'query'], [1, 'mutation']])); // prettier-ignore
  const id = chance.weighed([[6, String(chance.below(4))], [2, chance.pick(naughty)], [1, 'i'.repeat(5000)]]); // prettier-ignore
  const subscribe = { id, type: 'subscribe', payload: { query, variables } };
  return chance.weighed<() => string>([
    [45, () => JSON.stringify(subscribe)],
    [10, () => JSON.stringify({ ...subscribe, payload: { query: damaged(query, chance), variables } })],
    [5, () => JSON.stringify({ ...subscribe, payload: { query, variables: anyJson(chance) } })],
    [5, () => JSON.stringify({ ...subscribe, payload: anyJson(chance) })],
    [5, () => JSON.stringify({ ...subscribe, id: anyJson(chance) })],
    [10, () => JSON.stringify({ id, type: 'complete' })],
    [5, () => JSON.stringify({ type: chance.pick(['ping', 'pong']), payload: anyJson(chance) })],
    [2, () => hello(target, chance)],
    [2, () => JSON.stringify({ id, type: chance.pick(['next', 'error', 'connection_ack', ...naughty]), payload: anyJson(chance) })],
    [5, () => damaged(JSON.stringify(subscribe), chance)],
    [3, () => JSON.stringify(anyJson(chance))],
    [2, () => chance.pick(naughty)],
  ])(); // prettier-ignore
}
