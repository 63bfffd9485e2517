import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { GraphQLError } from 'graphql';
import type { ConnectionInitMessage, SubscribePayload } from 'graphql-ws';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Application } from '../../../application/application.ts';
import type { Log } from '../../../application/ports/ports.ts';
import { Groups } from '../live/groups.ts';
import type { LiveArgs } from '../live/subscribe.ts';
import { subscribeLive } from '../live/subscribe.ts';
import { Watcher } from '../live/watcher.ts';
import { OperationContext } from '../operations/context.ts';
import type { Pipeline, Prepared, Refused } from '../operations/prepare.ts';
import { masked } from '../operations/presented-error.ts';
import { bearerToken } from '../operations/authorization.ts';
import { Connection } from './connection.ts';
import type { OwnPages } from './browser/own-pages.ts';
import type { Speaker } from './speak.ts';
import { speak } from './speak.ts';
import type { Gate } from './sockets/gate.ts';
import { Heartbeat } from './sockets/heartbeat.ts';
import { OpenSockets } from './sockets/open-sockets.ts';
import type { SocketLimits } from './sockets/socket-limits.ts';
import type { Subscriptions } from './sockets/subscriptions.ts';

const MAX_PAYLOAD = 64 * 1024;
const INIT_WAIT_MS = 5_000;
/** How long a client may take to say goodbye when we stop. */
const GOODBYE_MS = 2_000;
const BEING_SET_UP = 'A subscription with this id is being set up';

interface Options {
  readonly server: Server;
  readonly pipeline: Pipeline;
  readonly application: Application;
  readonly log: Log;
  readonly gate: Gate;
  readonly pages: OwnPages;
  readonly limits: SocketLimits;
}

/** What a subscription runs with, and where it counts. */
interface Begun extends LiveArgs {
  readonly subscriptions: Subscriptions;
}

/** Serves subscriptions, and nothing else, on the WebSocket address /graphql (protocol graphql-transport-ws). */
export class LiveServer {
  readonly #sockets: WebSocketServer;
  readonly #connections = new WeakMap<WebSocket, Connection>();
  readonly #open: OpenSockets;
  readonly #heartbeat = new Heartbeat();
  readonly #groups = new Groups();
  readonly #watchers = new Set<Watcher>();

  constructor(private readonly options: Options) {
    const { server, application, log, gate, pages, limits } = options;
    this.#open = new OpenSockets(application, log, limits.perPerson);
    this.#sockets = new WebSocketServer({
      server,
      path: '/graphql',
      maxPayload: MAX_PAYLOAD,
      perMessageDeflate: false,
      handleProtocols,
      // Two messages of one turn would meet halfway: an id that is given back is free only when its subscription has ended.
      allowSynchronousEvents: false,
      verifyClient: ({ req }, answer) => gate.admit(req, answer),
    });
    const protocol = makeServer<ConnectionInitMessage['payload'], Speaker>({
      connectionInitWaitTimeout: INIT_WAIT_MS,
      onConnect: ({ connectionParams, extra }) => this.#connect(extra, connectionParams),
      onSubscribe: ({ extra }, id, payload) => this.#begin(extra, id, payload),
      subscribe: (args) => this.#watch(args as Begun),
      onClose: ({ extra }) => {
        extra.subscriptions.end();
        this.#connections.get(extra.socket)?.closed();
      },
    });
    this.#sockets.on('connection', (socket, request) => {
      this.#heartbeat.add(socket);
      speak(protocol, socket, pages.accessTokenOfSocket(request), log);
    });
    this.#sockets.on('error', (error) => log('error', 'The WebSocket server failed.', { error }));
  }

  /** Says goodbye to all clients (1001), and returns when their subscriptions have ended. */
  async stop(): Promise<void> {
    this.options.gate.stop();
    this.#open.stop();
    this.#heartbeat.stop();
    const clients = [...this.#sockets.clients];
    for (const client of clients) client.close(1001, 'Going away');
    const impatient = setTimeout(() => clients.forEach((client) => client.terminate()), GOODBYE_MS);
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()));
    clearTimeout(impatient);
    await Promise.all([...this.#watchers].map((watcher) => watcher.return()));
  }

  async #connect({ socket, cookie }: Speaker, params: Readonly<Record<string, unknown>> | undefined): Promise<boolean> {
    const { application, log } = this.options;
    try {
      const authorization = params?.['authorization'] ?? params?.['Authorization'];
      const token = authorization === undefined ? cookie : bearerToken(authorization);
      const connection = await Connection.open({ socket, application, sockets: this.#open, log }, token);
      if (connection !== null) this.#connections.set(socket, connection);
      // It may have been closed meanwhile, and then nobody will tell us again.
      if (socket.readyState !== socket.OPEN) connection?.closed();
      return connection !== null;
    } catch (error) {
      log('error', 'A socket could not be authenticated.', { error });
      socket.close(CloseCode.InternalServerError, 'Internal server error');
      return false;
    }
  }

  /** Who gives an id back and uses it again at once would have two under it: the first is being set up still. */
  async #begin(speaker: Speaker, id: string, payload: SubscribePayload): Promise<Begun | readonly GraphQLError[]> {
    const { socket, subscriptions } = speaker;
    if (!subscriptions.begin(id)) {
      socket.close(CloseCode.SubscriberAlreadyExists, BEING_SET_UP);
      return [new GraphQLError(BEING_SET_UP)];
    }
    const begun = await this.#subscribe(speaker, id, payload);
    if (!('schema' in begun)) subscriptions.settle(id);
    return begun;
  }

  async #subscribe(
    { socket, outlet, subscriptions }: Speaker,
    id: string,
    payload: SubscribePayload,
  ): Promise<Begun | readonly GraphQLError[]> {
    const connection = this.#connections.get(socket);
    if (connection === undefined) throw new Error('A socket subscribed before it was connected.');
    const started = performance.now();
    const requestId = randomUUID();
    const { application, log, pipeline } = this.options;
    try {
      const { context, prepared } = await this.#prepare(connection, payload, requestId, subscriptions.size);
      if ('errors' in prepared) {
        context.logOperation(payload.operationName, undefined, started);
        return prepared.errors;
      }
      const { document, operation, cost } = prepared;
      const { query, operationName, variables } = payload;
      const { principal } = context;
      return {
        ...{ schema: pipeline.schema, hideSuggestions: pipeline.production },
        ...{ document, operationName, variableValues: variables, contextValue: context },
        ...{ id, outlet, cost, subscriptions },
        asked: { document, operation, query, variables: variables ?? {}, principal },
        openContext: () => new OperationContext(application, principal, requestId, log),
        ended: () => context.logOperation(operation.name?.value, operation.operation, started),
      };
    } catch (error) {
      log('error', 'A subscription could not be begun.', { requestId, error });
      return [masked(requestId)];
    }
  }

  /** One subscription too many costs no question to the database, nor does an account without points, whoever of it asks. */
  async #prepare(
    connection: Connection,
    payload: SubscribePayload,
    requestId: string,
    open: number,
  ): Promise<{ context: OperationContext; prepared: Prepared | Refused }> {
    const { pipeline, limits } = this.options;
    const presumed = connection.presumed(requestId);
    if (open > limits.operations) return { context: presumed, prepared: tooMany(presumed, pipeline, limits) };
    const spent = pipeline.refuseSpent(payload, 'WEBSOCKET', presumed);
    if (spent !== null) return { context: presumed, prepared: spent };
    const context = await connection.context(requestId);
    return { context, prepared: pipeline.prepareLive(payload, context) };
  }

  async #watch(args: Begun): Promise<Watcher | ExecutionResult> {
    const { id, subscriptions } = args;
    try {
      const watcher = await subscribeLive(this.#groups, args);
      if (!(watcher instanceof Watcher)) return watcher;
      this.#watchers.add(watcher);
      watcher.onOver(() => this.#watchers.delete(watcher));
      subscriptions.add(watcher);
      return watcher;
    } finally {
      subscriptions.settle(id);
    }
  }
}

function tooMany(context: OperationContext, pipeline: Pipeline, { operations }: SocketLimits): Refused {
  const message = `A socket has at most ${operations} subscriptions at once: end one, or open another socket.`;
  const code = 'TOO_MANY_SUBSCRIPTIONS';
  context.note(code);
  return { errors: [new GraphQLError(message, { extensions: { code } })], cost: pipeline.chargeRefused(context) };
}
