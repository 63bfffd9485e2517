import type { Pool } from 'pg';
import { DatabaseError } from 'pg';
import { isInjected } from '../scheduler.ts';

const LOST = /terminat|timeout|ECONN|EPIPE|after calling end|not queryable|already released|connection/i;

/** Whether an error is what becomes of connections here, not the application's own doing. */
export function isWeather(error: unknown): boolean {
  if (isInjected(error)) return true;
  if (!(error instanceof Error)) return false;
  if (error.cause !== undefined && isWeather(error.cause)) return true;
  return error instanceof DatabaseError ? error.severity === 'FATAL' : LOST.test(error.message);
}

/**
 * Lets one decision in fifty fail as it is written, as where another transaction was in its way; half of them as in a
 * deadlock, which a server takes a second to notice where two transactions really make one.
 */
export async function letDecisionsConflict(admin: Pool): Promise<void> {
  await admin.query(`
    CREATE SCHEMA weather;
    CREATE FUNCTION weather.strike() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF random() < 0.01 THEN RAISE EXCEPTION 'struck' USING ERRCODE = '40001'; END IF;
        IF random() < 0.01 THEN RAISE EXCEPTION 'struck' USING ERRCODE = '40P01'; END IF;
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER struck AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION weather.strike()`);
}
