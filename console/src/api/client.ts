import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { session } from '../session/session.ts';

/** A new one for each login, so that nothing one member has read is shown to the next. */
export function createClient(): Client {
  return new Client({
    url: '/graphql',
    exchanges: [cacheExchange, fetchExchange],
    fetch: session.fetch,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
  });
}
