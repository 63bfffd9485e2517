import type { Ask, Roles } from './roles.ts';
import { quote } from './roles.ts';

/**
 * Makes a schema for the job library, owned by the role in which it works. It brings that schema to its own form by
 * itself; all it needs is the table of its migrations, without which it would try to create the schema.
 */
export async function ensureSchedulerSchema(ask: Ask, { scheduler }: Roles): Promise<void> {
  const found = await ask(`SELECT FROM pg_namespace WHERE nspname = 'graphile_worker'`);
  if (found.length > 0) return;
  await ask('BEGIN');
  await ask(`CREATE SCHEMA graphile_worker AUTHORIZATION ${quote(scheduler)}`);
  await ask(`SET LOCAL ROLE ${quote(scheduler)}`);
  await ask(`CREATE TABLE graphile_worker.migrations (
    id int PRIMARY KEY, ts timestamptz NOT NULL DEFAULT now(), breaking boolean NOT NULL DEFAULT false)`);
  await ask('COMMIT');
}
