import { Client } from 'pg';
import type { Postgres } from '../../src/adapters/postgres/open-postgres.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { issueBills } from '../../src/application/billing/issue-bills.ts';
import type { Log, Ports } from '../../src/application/ports/ports.ts';
import type { Month } from '../../src/domain/month.ts';
import { monthName, shanghaiMonth } from '../../src/domain/month.ts';
import { mostBytes } from './most-bytes.ts';

export interface BilledMonth {
  /** `2026-10` */
  readonly month: string;
  readonly bills: number;
  readonly lines: number;
  /** Of the one run that issued its bills. */
  readonly seconds: number;
  /** The most memory of this process while it ran. */
  readonly bytes: number;
}

/** A month's bills are due a day and half an hour after its end (BILL-1). */
const DUE_MS = 24.5 * 3_600_000;

/** Bills every month in which anything was accounted, each in a run of its own, when it is due; and tells of each. */
export async function* billMonths(
  url: string,
  ports: Postgres & Pick<Ports, 'secrets'>,
  log: Log,
): AsyncGenerator<BilledMonth> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const month of await monthsIn(client)) {
      await ports.clock.moveTo(new Date(month.end.getTime() + DUE_MS));
      const begun = performance.now();
      const { answer: bills, bytes } = await mostBytes(issueBills({ ...ports, random: new CryptoRandom(), log }));
      const seconds = (performance.now() - begun) / 1000;
      yield { month: monthName(month), bills, lines: await linesOf(client, month), seconds, bytes };
    }
  } finally {
    await client.end();
  }
}

async function monthsIn(client: Client): Promise<readonly Month[]> {
  const sql = `SELECT (SELECT min(created_at) FROM account) AS "from", (SELECT max(accounting_at) FROM transfer) AS "to"`;
  const [span] = (await client.query<{ from: Date | null; to: Date | null }>(sql)).rows;
  const months: Month[] = [];
  if (span?.from == null || span.to === null) return months;
  for (let month = shanghaiMonth(span.from); month.start <= span.to; month = shanghaiMonth(month.end))
    months.push(month);
  return months;
}

async function linesOf(client: Client, { start }: Month): Promise<number> {
  const sql = 'SELECT coalesce(sum(lines), 0)::int AS lines FROM bill WHERE month_start = $1';
  return (await client.query<{ lines: number }>(sql, [start])).rows[0]?.lines ?? 0;
}
