import type { Router } from 'express';
import express from 'express';

/** What must answer before this replica takes traffic. */
export interface Readiness {
  readonly database: () => Promise<boolean>;
  readonly gateway: () => Promise<boolean>;
}

/** This replica's figures, in the format that `contentType` names. */
export interface Figures {
  readonly contentType: string;
  text(): Promise<string>;
}

const PATIENCE_MS = 3000;

/**
 * `/health`: the process is alive. `/ready`: database, migrations and gateway answer; 503 names what does not.
 * `/metrics`: counts of this replica, which name no customer. All three are as open as the port is.
 */
export function operationsRouter(readiness: Readiness, figures: Figures, isStopping: () => boolean): Router {
  const router = express.Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'alive' });
  });
  router.get('/ready', async (_request, response) => {
    const [database, gateway] = await Promise.all([answers(readiness.database), answers(readiness.gateway)]);
    const stopping = isStopping();
    const ready = database && gateway && !stopping;
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', database, gateway, stopping });
  });
  router.get('/metrics', async (_request, response) => {
    response.set('Content-Type', figures.contentType).send(await figures.text());
  });
  return router;
}

/** False for a no, an error, and silence alike. */
async function answers(check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, false);
  });
  const answer = check().catch(() => false);
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
