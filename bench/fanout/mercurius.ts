import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import mercurius from 'mercurius';
import type { Served } from './served.ts';
import { SCHEMA, update } from './served.ts';

/** mercurius as its manual sets it up, with its own PubSub and its just-in-time compiler. */
export async function startMercurius(): Promise<Served> {
  const app = fastify();
  const subscribe = async (_root: unknown, _args: unknown, { pubsub }: { pubsub: mercurius.PubSub }) =>
    await pubsub.subscribe('ACCOUNT');
  await app.register(mercurius, {
    schema: SCHEMA,
    resolvers: { Subscription: { accountUpdated: { subscribe } } },
    subscription: true,
    jit: 1,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  let version = 0;
  const publish = (): Promise<void> =>
    new Promise((resolve) => {
      version += 1;
      const payload = { accountUpdated: update(version) };
      app.graphql.pubsub.publish({ topic: 'ACCOUNT', payload }, () => resolve());
    });
  return { port: (app.server.address() as AddressInfo).port, payload: {}, publish };
}
