import { describe, expect, it } from 'vitest';
import { claimDueCalls, claimTopUps } from '../../../src/adapters/postgres/claims.ts';
import type { Replica } from '../../contracts/claims.ts';
import { claimsContract } from '../../contracts/claims.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

claimsContract('PostgreSQL', async () => {
  const database = await createDatabase();
  const living = new Set<Replica>();
  const replica = async (): Promise<Replica> => {
    const postgres = await open(database.url);
    const one = {
      ...postgres,
      die: async () => {
        if (living.delete(one)) await postgres.close();
      },
    };
    living.add(one);
    return one;
  };
  return {
    ours: await replica(),
    theirs: await replica(),
    pass: async (seconds) => {
      const shift = `UPDATE call SET placed_wall_at = placed_wall_at - make_interval(secs => $1),
        claimed_until = claimed_until - make_interval(secs => $1)`;
      await administer((client) => client.query(shift, [seconds]), database.url);
    },
    close: async () => {
      for (const one of living) await one.die();
      await database.drop();
    },
  };
});

describe('looking for work', () => {
  it.each([
    [
      'calls',
      claimDueCalls,
      [new Date(), 15, 8, 30, '00000000-0000-4000-8000-000000000000'],
      ['call_due', 'call_placing'],
    ],
    ['top-ups', claimTopUps, [8, 30], ['top_up_pending']],
  ])('goes by indexes alone: %s', async (_, text, values, indexes) => {
    const database = await createDatabase();
    const plan = await administer(async (client) => {
      // An empty table is read whole whatever its indexes are, unless that is forbidden.
      await client.query('SET enable_seqscan = off');
      const literals = text.replaceAll(/\$(\d)/g, (_match, place: string) =>
        client.escapeLiteral(plain(values[+place - 1])),
      );
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${literals}`);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    }, database.url);
    await database.drop();
    for (const index of indexes) expect(plan).toMatch(new RegExp(`Index Scan.* ${index}`));
    expect(plan).not.toMatch(/Seq Scan on (call|top_up)/);
  });
});

function plain(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
