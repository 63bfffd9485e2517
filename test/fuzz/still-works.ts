import { once } from 'node:events';
import { WebSocket } from 'ws';
import { DemoClient } from '../../src/demo/client.ts';
import type { Target } from './target.ts';

/** An owner and an operator ask for something usual, and the owner watches. @throws Error where that is not answered. */
export async function stillWorks({ url, owner, operator }: Target): Promise<void> {
  const { account } = await new DemoClient(url, owner).ask<{ account: { id: string } }>('{ account { id balance } }');
  await new DemoClient(url, operator).ask('{ alarms { edges { node { kind } } } }');
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${owner}` } }));
  await once(socket, 'message');
  const query = 'subscription { accountUpdated { account { id } } }';
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  const [first] = (await once(socket, 'message')) as [Buffer];
  socket.terminate();
  if (!String(first).includes(account.id)) throw new Error(`The account was not shown: ${String(first)}`);
}
