import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { CostLimits } from '../../../src/adapters/graphql/operations/cost-bucket.ts';
import { mountGraphQL } from '../../../src/adapters/graphql/mount.ts';
import type { SocketLimits } from '../../../src/adapters/graphql/server/sockets/socket-limits.ts';
import { standardSocketLimits } from '../../../src/adapters/graphql/server/sockets/socket-limits.ts';
import { downloadsRouter } from '../../../src/adapters/http/downloads.ts';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../../../src/adapters/system/aes-secrets.ts';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import { LibphonenumberPlan } from '../../../src/adapters/system/libphonenumber-plan.ts';
import type { Application } from '../../../src/application/application.ts';
import { createApplication } from '../../../src/application/application.ts';
import type { Ports } from '../../../src/application/ports/ports.ts';
import type { Reads } from '../../../src/application/ports/reads.ts';
import type { Settings } from '../../../src/application/settings.ts';
import type { TestDatabase } from '../../support/database.ts';
import { createLog } from '../../../src/adapters/system/log.ts';
import { keepLog } from '../../support/collected-logs.ts';
import { createDatabase } from '../../support/database.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import { Outside } from '../../support/outside.ts';
import { open } from '../../support/postgres.ts';
import { settings } from '../../support/scenario.ts';

export interface Logged {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface GraphQLFailure {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface Answer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors: readonly GraphQLFailure[];
}

export interface Api {
  readonly url: string;
  readonly database: TestDatabase;
  readonly application: Application;
  readonly postgres: Postgres;
  readonly outside: Outside;
  readonly logged: Logged[];
  /** Views that were opened and not closed. */
  readonly openViews: () => number;
  /** Watches of accounts that were begun and not stopped. */
  readonly watches: () => number;
  /** Posts an operation. The answer's shape is the test's to claim. */
  ask<Data = Record<string, never>>(query: string, variables?: object, token?: string): Promise<Answer<Data>>;
  post(body: string, headers?: Readonly<Record<string, string>>): Promise<Answer<unknown>>;
  stop(): Promise<void>;
}

interface Given {
  readonly production?: boolean;
  readonly explorer?: boolean;
  readonly settings?: Partial<Settings>;
  /** Otherwise as good as without limits. */
  readonly costLimits?: CostLimits;
  readonly socketLimits?: Partial<SocketLimits>;
  readonly allowedOrigins?: readonly string[];
  readonly trustedProxies?: number;
  /** Replaces parts of the application, to break it. */
  readonly change?: (application: Application) => Partial<Application>;
  /** Another API's, to be served beside it; else one of its own, which goes when it stops. */
  readonly database?: TestDatabase;
  /** Reads in another way than over PostgreSQL's member role. */
  readonly reads?: Reads;
}

/** The API over real HTTP and WebSocket, on PostgreSQL whose service time stands still, with a scripted provider. */
export async function startApi(given: Given = {}): Promise<Api> {
  const database = given.database ?? (await createDatabase());
  const postgres = await open(database.url);
  const outside = new Outside();
  const logged: Logged[] = [];
  const written = createLog(keepLog, 'info');
  const views = countViews(given.reads ?? postgres.reads);
  const watches = countWatches(postgres.events);
  const ports: Ports = {
    ...postgres,
    ...outside.ports(),
    reads: views.reads,
    events: watches.events,
    numbers: new LibphonenumberPlan(),
    secrets: new AesSecrets(Buffer.alloc(32, 7)),
    passwords: cheapPasswords,
    random: new CryptoRandom(),
    log: (level, message, fields) => {
      logged.push({ level, message, fields: { ...fields } });
      written(level, message, fields);
    },
  };
  const whole = createApplication(ports, { ...settings, ...given.settings });
  const application = { ...whole, ...given.change?.(whole) };
  const app = express().set('trust proxy', given.trustedProxies ?? 0);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { production = false, explorer = false, allowedOrigins = [] } = given;
  const { costLimits = { maximum: 1e9, restoreRate: 1e9 } } = given;
  const socketLimits = { ...standardSocketLimits, ...given.socketLimits };
  app.use(downloadsRouter({ download: application.download, log: ports.log }));
  const graphql = await mountGraphQL({
    ...{ app, server, application, log: ports.log },
    ...{ explorer, production, costLimits, socketLimits, allowedOrigins },
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = { url, database, application, postgres, outside, logged, openViews: views.open, watches: watches.open };
  return {
    ...api,
    ask: <Data>(query: string, variables: object = {}, token?: string) =>
      ask(url, query, variables, token) as Promise<Answer<Data>>,
    post: (body, headers = {}) => post(url, body, { 'content-type': 'application/json', ...headers }),
    stop: async () => {
      await graphql.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await postgres.close();
      if (given.database === undefined) await database.drop();
    },
  };
}

function ask(url: string, query: string, variables: object, token?: string): Promise<Answer<unknown>> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return post(url, JSON.stringify({ query, variables }), headers);
}

async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer<unknown>> {
  // As newer clients do: then a status tells what became of the operation.
  const accept = 'application/graphql-response+json, application/json;q=0.9';
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { accept, ...headers }, body });
  const { data, errors = [] } = (await response.json()) as { data?: unknown; errors?: GraphQLFailure[] };
  return { status: response.status, headers: response.headers, data, errors };
}

function countViews(reads: Ports['reads']): { reads: Ports['reads']; open: () => number } {
  let opened = 0;
  const counted: Ports['reads'] = {
    open: (account) => {
      const view = reads.open(account);
      const close = view.close.bind(view);
      opened += 1;
      let isOpen = true;
      view.close = () => {
        if (isOpen) opened -= 1;
        isOpen = false;
        return close();
      };
      return view;
    },
  };
  return { reads: counted, open: () => opened };
}

function countWatches(events: Ports['events']): { events: Ports['events']; open: () => number } {
  const watches = new Set<object>();
  const counted: Ports['events'] = {
    watch: (account, wake) => {
      const watch = events.watch(account, wake);
      watches.add(watch);
      return {
        stop: () => {
          watches.delete(watch);
          watch.stop();
        },
      };
    },
  };
  return { events: counted, open: () => watches.size };
}
