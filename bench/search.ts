import { Client } from 'pg';
import type { Question } from '../src/adapters/postgres/call-search.ts';
import { callSearch } from '../src/adapters/postgres/call-search.ts';
import { seriesQuestion, tallyQuestion } from '../src/adapters/postgres/call-tallies.ts';
import { readConfig } from '../src/config.ts';
import type { AccountId } from '../src/domain/ids.ts';
import { periodOf } from '../src/domain/period.ts';
import { withDatabase } from '../src/with-database.ts';

/**
 * `npm run bench:search`: how long lists and statistics of a month take on the configured database, which
 * `npm run seed` has filled: for the account with most calls, and for its numbers with most.
 */
const ROUNDS = 100;

async function measure(client: Client): Promise<void> {
  const one = async (sql: string, values: unknown[] = []): Promise<Record<string, string>> =>
    ((await client.query(sql, values)).rows as Record<string, string>[])[0] ?? {};
  const busiest = await one(
    'SELECT account_id, max(placed_at) AS last FROM call GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
  );
  const { start: from, end: to } = periodOf(new Date(busiest['last'] ?? 0), 'MONTH');
  const month = { account: busiest['account_id'] as AccountId, from, to };
  const most = (side: string): Promise<Record<string, string>> =>
    one(
      `SELECT ${side} AS number, count(*) FROM call WHERE account_id = $1 AND placed_at >= $2 AND placed_at < $3
        AND ${side} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
      [month.account, from, to],
    );
  const page = { first: 20, after: null };
  const questions: [string, Question][] = [['daily series of the account', seriesQuestion(month, 'DAY', 1001)]];
  for (const side of ['caller', 'callee']) {
    const { number = '', count = '' } = await most(side);
    questions.push([`page of a ${side} with ${count} calls`, callSearch({ ...month, number }, page)]);
    questions.push([`statistics of that ${side}`, tallyQuestion({ ...month, number })]);
  }
  for (const [name, { sql, values }] of questions) {
    const spent: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now();
      await client.query(sql, values);
      spent.push(performance.now() - begun);
    }
    spent.sort((a, b) => a - b);
    const at = (share: number): string => (spent[Math.ceil(ROUNDS * share) - 1] ?? NaN).toFixed(1);
    process.stdout.write(`${name.padEnd(40)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms\n`);
  }
}

await withDatabase(readConfig(process.env), async (connectionString) => {
  const client = new Client({ connectionString });
  await client.connect();
  await measure(client);
  await client.end();
});
