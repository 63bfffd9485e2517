import type { Request, RequestHandler } from 'express';
import type { Application } from '../../../application/application.ts';
import type { Log } from '../../../application/ports/ports.ts';
import { OperationContext } from '../operations/context.ts';
import type { Pipeline, Words } from '../operations/prepare.ts';
import type { OwnPages } from './browser/own-pages.ts';
import { clientAddress } from './client-address.ts';

/** Refuses, before anybody is authenticated, what a token asks for, shown as a bearer or a cookie, that was refused for its cost just now. */
export function refuseSpent(pipeline: Pipeline, application: Application, log: Log, pages: OwnPages): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const token = pages.tokenIn(request.headers);
    const principal = token === null ? null : pipeline.spenders.who(token);
    const words = principal === null ? null : wordsOf(request);
    if (words === null) {
      next();
      return;
    }
    const id = response.locals['requestId'] as string;
    const context = new OperationContext(application, principal, id, log, clientAddress(request.ip));
    const refused = pipeline.refuseSpent(words, 'HTTP', context);
    if (refused === null) {
      next();
      return;
    }
    context.logOperation(words.operationName, undefined, started);
    const { errors, cost, retryAfterSeconds } = refused;
    response.status(429).setHeader('retry-after', String(retryAfterSeconds));
    response.type(request.headers.accept?.includes(RESPONSE) === true ? RESPONSE : 'application/json');
    response.send(JSON.stringify({ errors, extensions: { cost } }));
  };
}

const RESPONSE = 'application/graphql-response+json';

/** Null for what has another form than operations have. */
function wordsOf({ method, body }: Request): Words | null {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return null;
  const { query, operationName, variables } = body as Record<string, unknown>;
  if (typeof query !== 'string' || !isOptional('string', operationName)) return null;
  return isOptional('object', variables) ? ({ query, operationName, variables } as Words) : null;
}

function isOptional(type: 'string' | 'object', value: unknown): boolean {
  return value === undefined || value === null || typeof value === type;
}
