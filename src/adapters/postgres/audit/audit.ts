import { Client } from 'pg';
import type { Auditor, Violation } from '../../../application/ports/auditor.ts';
import type { Ask } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';
import { billChecks } from './bill-checks.ts';
import { callChecks } from './call-checks.ts';
import type { Check } from './check.ts';
import { ledgerChecks } from './ledger-checks.ts';
import { workChecks } from './work-checks.ts';

const ROWS_PER_CHECK = 100;

export interface AuditedDatabase {
  /** Of the user who owns the tables. */
  readonly url: string;
  /** CALL-5's, in service seconds. */
  readonly horizonSeconds: number;
}

/** Asks all checks in one snapshot, on a connection of its own: to add up a large ledger takes longer than a decision may. */
export class PostgresAuditor implements Auditor {
  constructor(private readonly database: AuditedDatabase) {}

  async violations(): Promise<readonly Violation[]> {
    const { url: connectionString, horizonSeconds } = this.database;
    const client = new Client({ connectionString, application_name: 'zhuanxian audit', connectionTimeoutMillis: 5000 });
    // A connection that breaks between two questions reports it as an event, which would end our process unheard.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await seeAllAccounts(client);
      const found: Violation[] = [];
      for (const check of [...ledgerChecks, ...billChecks, ...callChecks, ...workChecks(horizonSeconds)]) {
        found.push(...(await ask(client, check)));
      }
      return found;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** With row-level security forced, the owner sees no row, and would find all well. */
async function seeAllAccounts(client: Client): Promise<void> {
  const asOwner: Ask = async (sql) => (await client.query(sql)).rows as never;
  const [found] = await asOwner<{ known: boolean }>(`SELECT to_regclass('public.setting') IS NOT NULL AS known`);
  if (found?.known !== true) throw new Error('This database has no books yet: start the service on it once.');
  const { writer } = await findRoles(asOwner);
  await client.query(`SET LOCAL ROLE ${quote(writer)}`);
}

async function ask(client: Client, { invariant, claim, sql }: Check): Promise<readonly Violation[]> {
  const { rows } = await client.query<{ account: string | null; subject: string; found: string }>(
    `${sql} LIMIT ${ROWS_PER_CHECK}`,
  );
  return rows.map((row) => ({ invariant, claim, ...row }));
}
