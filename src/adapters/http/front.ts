import type { RequestHandler, Router } from 'express';
import express from 'express';

/** The address that people type: leads to the explorer, where there is one. */
export function frontRouter(explorer: boolean): Router {
  const router = express.Router();
  if (explorer) router.get('/', (_request, response) => response.redirect('/explorer'));
  return router;
}

/** The last handler. A path is not repeated in the answer: parts of some are secret. */
export const notFound: RequestHandler = (_request, response) => {
  response.status(404).json({ status: 'not found' });
};
