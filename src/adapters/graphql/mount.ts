import type { Server } from 'node:http';
import type { Express } from 'express';
import type { Application } from '../../application/application.ts';
import type { Log } from '../../application/ports/ports.ts';
import { Budgets } from './operations/budgets.ts';
import type { CostLimits } from './operations/cost-bucket.ts';
import { Pipeline } from './operations/prepare.ts';
import { createSchema } from './schema.ts';
import { startApollo } from './server/apollo.ts';
import { AllowedOrigins } from './server/allowed-origins.ts';
import { crossOrigin } from './server/browser/cross-origin.ts';
import { OwnPages } from './server/browser/own-pages.ts';
import { TokenCookies } from './server/browser/token-cookies.ts';
import { graphqlRouter } from './server/http.ts';
import { refuseSpent } from './server/refuse-spent.ts';
import type { TrustsProxy } from './server/sockets/gate.ts';
import { Gate } from './server/sockets/gate.ts';
import type { SocketLimits } from './server/sockets/socket-limits.ts';
import { LiveServer } from './server/websocket.ts';

interface Mounting {
  readonly app: Express;
  readonly server: Server;
  readonly application: Application;
  readonly log: Log;
  /** Whether people may explore the API at /explorer. */
  readonly explorer: boolean;
  /** Turns introspection off. */
  readonly production: boolean;
  /** What each account, operator and unknown address may ask of this process. */
  readonly costLimits: CostLimits;
  readonly socketLimits: SocketLimits;
  /** Origins beside the service's own whose pages may use it for the person before the browser. */
  readonly allowedOrigins: readonly string[];
}

/**
 * Serves the API at /graphql: queries and mutations over HTTP, subscriptions over WebSocket on the same server.
 *
 * @returns how to stop: sockets are closed with 1001, and it resolves when their subscriptions have ended.
 */
export async function mountGraphQL({
  app,
  server,
  application,
  log,
  explorer,
  production,
  costLimits,
  socketLimits: limits,
  allowedOrigins,
}: Mounting): Promise<{ stop(): Promise<void> }> {
  const pipeline = new Pipeline(createSchema(application), production, new Budgets(costLimits));
  const origins = new AllowedOrigins(application.settings.publicUrl, allowedOrigins);
  const pages = new OwnPages(origins, new TokenCookies(application.settings.publicUrl));
  const apollo = await startApollo(pipeline, pages, log);
  if (explorer) {
    // Read only where it is wanted: it is as large as all the rest.
    const { explorerRouter } = await import('./server/explorer.ts');
    app.get('/graphql', (request, response, next) => {
      if (request.accepts(['json', 'html']) === 'html') response.redirect('/explorer');
      else next();
    });
    app.use('/explorer', explorerRouter(application.settings.publicUrl));
  }
  const early = refuseSpent(pipeline, application, log, pages);
  app.use('/graphql', graphqlRouter({ apollo, application, log, pages, leave: crossOrigin(origins), early }));
  const gate = new Gate(origins, limits, app.get('trust proxy fn') as TrustsProxy);
  const live = new LiveServer({ server, pipeline, application, log, gate, pages, limits });
  return { stop: () => live.stop() };
}
