import { Client } from 'pg';
import { PostgresAuditor } from '../../../src/adapters/postgres/audit/audit.ts';
import { falseBills } from '../../support/bill-oracle.ts';

/** What is billed, bill by bill, but for what differs from run to run: when it was issued, and under which id. */
export function billsIn(url: string): Promise<readonly string[]> {
  return withClient(url, async (client) => {
    const sql = `SELECT (to_jsonb(bill) - 'id' - 'issued_at')::text AS bill FROM bill ORDER BY account_id, month_start`;
    return (await client.query<{ bill: string }>(sql)).rows.map(({ bill }) => bill);
  });
}

const untold = `
  SELECT coalesce(b.account_id, n.account_id) || ' ' || coalesce(n.key, to_char(b.month_start, 'YYYY-MM-DD')) AS untold
  FROM bill b FULL JOIN (SELECT * FROM notice WHERE kind = 'BILL_ISSUED') n ON n.account_id = b.account_id
    AND n.facts ->> 'month' = to_char(b.month_start AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')
  WHERE b.id IS NULL OR n.key IS NULL`;

/** What is wrong with the bills of a database: by the audit, by an oracle, and by what people are told. */
export async function wrongIn(url: string): Promise<readonly string[]> {
  const violations = await new PostgresAuditor({ url, horizonSeconds: 1 }).violations();
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ untold: string }>(untold);
    return [
      ...violations.map((violation) => JSON.stringify(violation)),
      ...(await falseBills(client)),
      ...rows.map((row) => `a bill without its notice, or the other way round: ${row.untold}`),
    ];
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
