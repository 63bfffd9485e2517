import { Client } from 'pg';
import { until } from './until.ts';

/** An event of an account by its number. */
export interface EventKey {
  readonly account: string;
  readonly sequence: bigint;
}

/**
 * Holds transactions back in the middle of their COMMIT, when their events have their numbers and nobody can see them
 * yet, and lets them go one by one in the order of a test.
 */
export class HeldCommits {
  private constructor(private readonly client: Client) {}

  static async on(url: string): Promise<HeldCommits> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`
      CREATE FUNCTION hold_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtext(NEW.account_id::text), NEW.seq::int);
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER hold_commit AFTER INSERT ON event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_commit()`);
    return new HeldCommits(client);
  }

  async newestOf(account: string): Promise<bigint> {
    const { rows } = await this.client.query<{ sequence: string }>('SELECT sequence FROM account WHERE id = $1', [
      account,
    ]);
    return BigInt(rows[0]?.sequence ?? 0);
  }

  /** From now on, whoever writes this event stands still in its COMMIT. */
  async hold({ account, sequence }: EventKey): Promise<void> {
    await this.client.query('SELECT pg_advisory_lock(hashtext($1), $2::int)', [account, sequence]);
  }

  async release({ account, sequence }: EventKey): Promise<void> {
    await this.client.query('SELECT pg_advisory_unlock(hashtext($1), $2::int)', [account, sequence]);
  }

  /** Resolves when so many stand still in their COMMIT, and so many others wait for one of them. */
  async standing(held: number, behind: number): Promise<void> {
    await until(`${held} transactions are held, and ${behind} wait behind them`, async () => {
      const { rows } = await this.client.query<{ held: number; behind: number }>(`
        SELECT count(*) FILTER (WHERE locktype = 'advisory')::int AS held,
               count(*) FILTER (WHERE locktype IN ('transactionid', 'tuple'))::int AS behind
        FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`);
      return rows[0]?.held === held && rows[0].behind === behind ? true : null;
    });
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
