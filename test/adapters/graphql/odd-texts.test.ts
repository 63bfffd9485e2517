import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import { TestSocket } from './socket.ts';

let api: Api;
let owner: Customer;
let socket: TestSocket;
beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
  socket = await TestSocket.connected(api, owner.token);
});
afterAll(async () => {
  await socket.leave();
  await api.stop();
});

const message = 'A text has U+0000 or half a surrogate pair, which nothing here holds.';
const error = { message, extensions: { code: 'BAD_USER_INPUT' } };
const escaped = (text: string): string => JSON.stringify(text).replaceAll('\0', '\\u0000');

describe('HTTP-6: a text that nothing holds is refused before anything is asked of the database,', () => {
  const odd = ['\0', 'call\0', '\ud800', 'a\udc00b', '\udc00\ud800'];

  it.each(odd)('in a variable: %j', async (text) => {
    const query = 'query ($after: String) { ledger(after: $after) { edges { cursor } } }';
    expect((await api.ask(query, { after: text }, owner.token)).errors).toEqual([error]);
    const watch = 'subscription ($after: String) { accountUpdated(after: $after) { version } }';
    expect(await socket.subscribe(watch, { after: text }).fails()).toEqual([error]);
  });

  it('deep in an input, also in a list', async () => {
    const query = 'mutation ($input: StartConferenceInput!) { startConference(input: $input) { __typename } }';
    const input = { appId: owner.app, caller: '13900000001', callees: ['13800000061', '13800000062\0'] };
    const { errors, status } = await api.ask(query, { input: { ...input, idempotencyKey: 'one' } }, owner.token);
    expect({ status, errors }).toEqual({ status: 400, errors: [error] });
  });

  it('in a literal that writes it out', async () => {
    expect(
      (await api.ask(`{ ledger(after: ${escaped('a\0b')}) { edges { cursor } } }`, {}, owner.token)).errors,
    ).toEqual([error]);
  });

  it('while whole pairs and odd but real characters are texts like others', async () => {
    const rename =
      'mutation ($input: CreateAppInput!) { createApp(input: $input) { ... on CreateAppSuccess { app { name } } } }';
    for (const name of ['👨‍👩‍👧‍👦', '\u202eevil', "'; DROP TABLE account; --", '__proto__', 'İıſK']) {
      const { data, errors } = await api.ask(rename, { input: { name } }, owner.token);
      expect(errors).toEqual([]);
      expect(data).toEqual({ createApp: { app: { name } } });
    }
  });
});

it('HTTP-14: an operation is one line of the log, whatever its names hold', async () => {
  const lines = api.logged.length;
  const names = ['a\r\n{"level":50}', '\u001b[31m', 'x'.repeat(5000), '\u2028', '\ud800'];
  for (const operationName of names)
    await api.post(JSON.stringify({ query: 'query A { __typename } query B { __typename }', operationName }));
  expect(api.logged.slice(lines).map(({ message }) => message)).toEqual(names.map(() => 'A GraphQL operation ended.'));
});
