import { Client } from 'pg';
import { openPostgres } from '../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../src/adapters/system/aes-secrets.ts';
import type { AccountReads } from '../src/application/ports/reads.ts';
import { within } from '../src/application/view.ts';
import { readConfig } from '../src/config.ts';
import type { AccountId } from '../src/domain/ids.ts';
import { periodOf } from '../src/domain/period.ts';
import { keyFingerprint, secretsKey } from '../src/secrets-key.ts';
import { withDatabase } from '../src/with-database.ts';

const ROUNDS = 100;
const page = { first: 20, after: null };

/** What is asked of one view of the account, as an operation asks it. */
type Question = (reads: AccountReads) => Promise<unknown>;

interface Busiest {
  readonly account: AccountId;
  readonly questions: readonly (readonly [name: string, Question])[];
}

/**
 * `npm run bench:search`: how long lists and statistics of a month take on the configured database, which
 * `npm run seed` has filled: for the account and month with most calls, and for the numbers with most of them. They are
 * asked as a member's operation asks them, in the members' role, with row-level security.
 */
const config = readConfig(process.env);
const secretsFingerprint = keyFingerprint(new AesSecrets(await secretsKey(config.secretsKey, config.dataFolder)));
await withDatabase(config, async (url) => {
  const wall = (): Date => new Date();
  const postgres = await openPostgres({ url, clockRate: null, wall, secretsFingerprint, log: () => undefined });
  try {
    const { account, questions } = await find(url);
    for (const [name, question] of questions) await measure(name, () => within(postgres, account, question));
  } finally {
    await postgres.close();
  }
});

async function measure(name: string, ask: () => Promise<unknown>): Promise<void> {
  const spent: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    await ask();
    spent.push(performance.now() - begun);
  }
  spent.sort((a, b) => a - b);
  const at = (share: number): string => (spent[Math.ceil(ROUNDS * share) - 1] ?? NaN).toFixed(1);
  process.stdout.write(`${name.padEnd(60)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms\n`);
}

async function find(connectionString: string): Promise<Busiest> {
  const client = new Client({ connectionString });
  await client.connect();
  const one = async (sql: string, values: unknown[] = []): Promise<Record<string, string>> =>
    ((await client.query(sql, values)).rows as Record<string, string>[])[0] ?? {};
  const busiest = await one(`SELECT account_id, max(placed_at) AS last, count(*) FROM call
    GROUP BY account_id, date_trunc('month', placed_at AT TIME ZONE 'Asia/Shanghai') ORDER BY 3 DESC LIMIT 1`);
  const account = busiest['account_id'] as AccountId;
  const { start: from, end: to } = periodOf(new Date(busiest['last'] ?? 0), 'MONTH');
  const month = { from, to };
  const questions: [string, Question][] = [
    [
      `daily series of an account with ${busiest['count'] ?? ''} calls`,
      (reads) => reads.callSeries(month, 'DAY', 1001),
    ],
    ['its totals', (reads) => reads.callTally(month)],
  ];
  for (const side of ['caller', 'callee']) {
    const { number = '', count = '' } = await one(
      `SELECT ${side} AS number, count(*) FROM call WHERE account_id = $1 AND placed_at >= $2 AND placed_at < $3
        AND ${side} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
      [account, from, to],
    );
    const filter = { ...month, number };
    questions.push([`page of a ${side} with ${count} calls`, (reads) => reads.callRecords(filter, page)]);
    questions.push([`totals of that ${side}`, (reads) => reads.callTally(filter)]);
    const both: Question = async (reads) => [await reads.callRecords(filter, page), await reads.callTally(filter)];
    questions.push([`both`, both]);
  }
  await client.end();
  return { account, questions };
}
