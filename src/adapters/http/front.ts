import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler, Router } from 'express';
import express from 'express';
import type { Log } from '../../application/ports/ports.ts';

/** The address that people type: leads to the explorer, where there is one. */
export function frontRouter(explorer: boolean): Router {
  const router = express.Router();
  if (explorer) router.get('/', (_request, response) => response.redirect('/explorer'));
  return router;
}

/** The last handler but for failures. A path is not repeated in the answer: parts of some are secret. */
export const notFound: RequestHandler = (_request, response) => {
  response.status(404).json({ status: 'not found' });
};

/**
 * The very last. Express's own would write the error to the console, in lines of its own and with the path, in which there
 * may be a telephone number, and outside production to the client too.
 */
export function answerFailure(log: Log): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- by its fourth argument Express knows it
  return (error: unknown, _request, response, _next) => {
    const status = statusOf(error);
    const requestId = randomUUID();
    if (status === 500) log('error', 'A request failed unexpectedly.', { requestId, error });
    const answer = { status: STATUS_CODES[status]?.toLowerCase(), ...(status === 500 && { requestId }) };
    if (response.headersSent) response.destroy();
    else response.status(status).json(answer);
  };
}

/** What Express has against a request, such as a path that is no text, it tells by a status. All else is a bug. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
