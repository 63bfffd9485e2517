import { Client } from 'pg';

export interface Copy {
  readonly url: string;
  drop(): Promise<void>;
}

const monthOf = `date_trunc('month', created_at AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai'`;

/** What only the owner of a copy may do: nothing of it was billed, and its clock stands at its beginning. */
const forgetBills = `
  ALTER TABLE bill DISABLE TRIGGER bill_unchanged;
  DELETE FROM bill_line_check;
  DELETE FROM bill_check;
  DELETE FROM bill;
  ALTER TABLE bill ENABLE TRIGGER bill_unchanged;
  DELETE FROM notice_mail;
  DELETE FROM notice;
  UPDATE account SET open_from = ${monthOf}, billed_until = ${monthOf}, decided_at = created_at;
  UPDATE service_clock SET anchor_wall = now(), anchor_service = (SELECT min(created_at) FROM account), rate = 1`;

/**
 * A copy of a database as if no bill had ever been issued, so that the same can be billed again and again.
 *
 * @throws Error where somebody is connected to the original, such as a running service.
 */
export async function unbilledCopy(original: string): Promise<Copy> {
  const name = new URL(original).pathname.slice(1);
  const copy = `${name}_copy`;
  const drop = async (): Promise<void> =>
    within(original, 'postgres', async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(copy)} WITH (FORCE)`);
    });
  await drop();
  await within(original, 'postgres', async (client) => {
    const [to, from] = [copy, name].map((each) => client.escapeIdentifier(each));
    await client.query(`CREATE DATABASE ${to ?? ''} TEMPLATE ${from ?? ''}`);
  });
  await within(original, copy, async (client) => {
    await client.query(forgetBills);
  });
  return { url: inDatabase(original, copy), drop };
}

async function within<T>(url: string, database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inDatabase(url, database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
