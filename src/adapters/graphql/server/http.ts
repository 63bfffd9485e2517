import { isUtf8 } from 'node:buffer';
import { expressMiddleware } from '@as-integrations/express5';
import type { ApolloServer } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import express from 'express';
import { GraphQLError } from 'graphql';
import type { Application } from '../../../application/application.ts';
import type { Log } from '../../../application/ports/ports.ts';
import { ServiceBusy } from '../../../application/ports/service-busy.ts';
import { contextOf } from '../operations/authorization.ts';
import type { OperationContext } from '../operations/context.ts';
import { masked, SERVICE_BUSY } from '../operations/presented-error.ts';
import type { OwnPages } from './browser/own-pages.ts';
import { clientAddress } from './client-address.ts';
import { requestIdFrom } from './request-id.ts';

/** Larger than any operation within the token limit, with its variables. */
const BODY_LIMIT = 100 * 1024;

interface Served {
  readonly apollo: ApolloServer<OperationContext>;
  readonly application: Application;
  readonly log: Log;
  readonly pages: OwnPages;
  /** Says to browsers what pages of other origins may do. */
  readonly leave: readonly RequestHandler[];
  readonly early: RequestHandler;
}

/**
 * GraphQL over HTTP: POST of JSON, and GET for queries. Apollo Server takes neither from a page of another origin that
 * its browser did not ask leave for; what rests on cookies is taken from the pages that may have them alone. Every
 * answer names its request, and is nobody else's to keep. What `early` answers goes no further.
 */
export function graphqlRouter({ apollo, application, log, pages, leave, early }: Served): Router {
  const router = express.Router();
  router.use((request, response, next) => {
    const id = requestIdFrom(request.headers['x-request-id']);
    response.locals['requestId'] = id;
    response.setHeader('x-request-id', id);
    response.setHeader('cache-control', 'no-store');
    next();
  });
  const context = ({ req, res }: { req: Request; res: Response }): Promise<OperationContext> =>
    openContext({ application, log, pages }, req, res);
  const json = express.json({ limit: BODY_LIMIT, verify: requireUtf8 });
  router.use(...leave);
  router.all('/', takeGetAndPost, refuseForgeries(pages), json, early, expressMiddleware(apollo, { context }));
  router.use(answerError(log));
  return router;
}

const takeGetAndPost: RequestHandler = (request, response, next) => {
  if (['GET', 'POST'].includes(request.method)) {
    next();
    return;
  }
  const extensions = { code: 'BAD_REQUEST' };
  response.setHeader('allow', 'GET, POST');
  refuse(response, 405, new GraphQLError('GraphQL is served by GET and POST.', { extensions }));
};

/** JSON is UTF-8. What is not would become other text than was meant. */
function requireUtf8(_request: unknown, _response: unknown, body: Buffer, charset: string): void {
  if (charset === 'utf-8' && isUtf8(body)) return;
  throw Object.assign(new Error('The body is not UTF-8.'), { status: 400 });
}

/** Before anything of the request is read, and before the database is asked whose the cookie is. */
function refuseForgeries(pages: OwnPages): RequestHandler {
  return (request, response, next) => {
    const forgery = pages.forgeryIn(request);
    if (forgery === null) next();
    else refuse(response, forgery.status, forgery.error);
  };
}

async function openContext(
  { application, log, pages }: Pick<Served, 'application' | 'log' | 'pages'>,
  request: Request,
  response: Response,
): Promise<OperationContext> {
  const requestId = idOf(response);
  try {
    const browser = pages.browserOf(request, response);
    return await contextOf(
      application,
      pages.tokenIn(request.headers),
      requestId,
      log,
      clientAddress(request.ip),
      browser,
    );
  } catch (error) {
    if (error instanceof ServiceBusy) throw busy(error);
    log('error', 'A request could not be authenticated.', { requestId, error });
    throw masked(requestId);
  }
}

function busy({ message, retryAfterSeconds }: ServiceBusy): GraphQLError {
  const http = { status: 503, headers: new HeaderMap([['retry-after', String(retryAfterSeconds)]]) };
  return new GraphQLError(message, { extensions: { code: SERVICE_BUSY, retryAfterSeconds, http } });
}

/** What the body's reader did not take: it knows the status, and the client learns the reason. */
function answerError(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 400 && status < 500) {
      const code = status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST';
      const message = status === 413 ? 'The body is too large.' : 'The body is not readable as JSON.';
      refuse(response, status, new GraphQLError(message, { extensions: { code } }));
      return;
    }
    const requestId = idOf(response);
    log('error', 'A request failed unexpectedly.', { requestId, error });
    refuse(response, 500, masked(requestId));
  };
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
}

function refuse(response: Response, status: number, error: GraphQLError): void {
  response.status(status).json({ errors: [error] });
}

function idOf(response: Response): string {
  return response.locals['requestId'] as string;
}
