import type { Pool } from 'pg';
import type { TryCounts } from '../../application/ports/try-counts.ts';
import { Tries } from '../../domain/tries.ts';
import type { TriesRow } from './rows/tries-rows.ts';
import { fromTriesRow, toTriesRow, triesTable } from './rows/tries-rows.ts';
import { prepared, update } from './statements.ts';
import { commit, flight, persistently, withClient } from './transaction.ts';

/**
 * Locks the row of a key, and makes it where there is none. An update that changes nothing reads the newest version under
 * its lock; a SELECT … FOR UPDATE would not find a row that another try is about to make.
 */
const lock = `INSERT INTO tries (key, tried_at) VALUES ($1, '{}')
  ON CONFLICT (key) DO UPDATE SET tried_at = tries.tried_at RETURNING key, tried_at`;

/** In the writer role, as people are. */
export class PostgresTryCounts implements TryCounts {
  constructor(private readonly pool: Pool) {}

  async decide(keys: readonly string[], rule: (tries: readonly Tries[]) => readonly Tries[]): Promise<void> {
    // In one order for all, so that two tries wait for one another and never in a circle.
    const ordered = [...new Set(keys)].sort();
    await persistently(() =>
      withClient(this.pool, async (client) => {
        const [, ...found] = await flight(client, ['BEGIN', ...ordered.map((key) => prepared(lock, [key]))]);
        const rows = new Map(found.map(({ rows: [row] }) => [(row as TriesRow).key, fromTriesRow(row as TriesRow)]));
        const next = rule(keys.map((key) => rows.get(key) ?? Tries.none));
        const changed = keys.map((key, index) => toTriesRow(key, next[index] ?? Tries.none));
        await commit(
          client,
          changed.map((row) => update(triesTable, row, ['key'], ['tried_at'])),
        );
      }),
    );
  }
}
