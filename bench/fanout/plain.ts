import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { AccountUpdate, Served } from './served.ts';
import { SCHEMA, update } from './served.ts';

interface Event {
  readonly accountUpdated: AccountUpdate;
}

/** `graphql-ws` with a PubSub of a queue for each client, each of whom has its own execution and its own text. */
export async function startPlain(): Promise<Served> {
  const clients = new Set<(event: Event) => void>();
  async function* accountUpdated(): AsyncGenerator<Event, void, void> {
    const queue: Event[] = [];
    let wake = (): void => undefined;
    const take = (event: Event): void => {
      queue.push(event);
      wake();
    };
    clients.add(take);
    try {
      for (;;) {
        const event = queue.shift();
        if (event === undefined) await new Promise<void>((resolve) => (wake = resolve));
        else yield event;
      }
    } finally {
      clients.delete(take);
    }
  }
  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  useServer({ schema: buildSchema(SCHEMA), roots: { subscription: { accountUpdated } } }, sockets);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let version = 0;
  const publish = (): Promise<void> => {
    version += 1;
    for (const take of clients) take({ accountUpdated: update(version) });
    return Promise.resolve();
  };
  return { port: (server.address() as AddressInfo).port, payload: {}, publish };
}
