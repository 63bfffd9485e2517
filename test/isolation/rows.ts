import { createHash } from 'node:crypto';
import type { Client } from 'pg';

/** Tables without an account's id whose rows are an account's all the same. */
const through: Readonly<Record<string, string>> = {
  account: 'id = $1',
  login: 'member_id IN (SELECT id FROM member WHERE account_id = $1)',
};

/** Tables whose rows are of no account: of operators, of telephone numbers, of the service. */
const ofNoAccount: readonly string[] = [
  'callee',
  'migration',
  'operator',
  'operator_login',
  'replica',
  'service_clock',
  'setting',
  'sms_code',
  'tries',
];

export interface Kept {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** All that the database keeps, asked as its owner, before whom there are no walls. */
export class Rows {
  private constructor(
    private readonly client: Client,
    private readonly columns: ReadonlyMap<string, readonly string[]>,
  ) {}

  /** @throws Error that says what to add, for a table of which nobody has said whose its rows are. */
  static async open(client: Client): Promise<Rows> {
    const { rows } = await client.query<{ name: string; columns: string[] }>(`
      SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
      JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY 1 ORDER BY 1`);
    for (const { name, columns } of rows) {
      if (columns.includes('account_id') || name in through || ofNoAccount.includes(name)) continue;
      throw new Error(
        `Nobody has said whose the rows of ${name} are. Add it to through or ofNoAccount in test/isolation/rows.ts.`,
      );
    }
    return new Rows(client, new Map(rows.map(({ name, columns }) => [name, columns])));
  }

  /** Every row of an account, in an order that goes by what they hold. */
  async ofAccount(account: string): Promise<readonly Kept[]> {
    const parts = [...this.columns.keys()].flatMap((table) => {
      if (ofNoAccount.includes(table)) return [];
      return `SELECT '${table}' AS "table", to_jsonb(one) AS row FROM "${table}" AS one
        WHERE ${through[table] ?? 'account_id = $1'}`;
    });
    const found = await this.client.query<Kept>(`${parts.join(' UNION ALL ')} ORDER BY 1, 2`, [account]);
    return found.rows;
  }

  /** What must never be told to anybody: the values of every column that keeps a secret, or the print of one. */
  async secrets(): Promise<readonly string[]> {
    const isSecret = (name: string): boolean => /secret|password|digest|refresh|key_hash/.test(name);
    const parts = [...this.columns].flatMap(([table, columns]) =>
      columns.filter(isSecret).map((column) => `SELECT "${column}"::text AS value FROM "${table}"`),
    );
    const found = await this.client.query<{ value: string | null }>(parts.join(' UNION '));
    return found.rows.flatMap(({ value }) => (value !== null && value.length > 7 ? [value] : []));
  }

  async ids(select: string, account: string): Promise<readonly string[]> {
    return (await this.client.query<{ id: string }>(select, [account])).rows.map(({ id }) => id);
  }
}

/** One hash per table, so that a difference tells where it is. When a key was last used is the doing of no operation. */
export function printsOf(rows: readonly Kept[]): Readonly<Record<string, string>> {
  const tables = new Map<string, string[]>();
  for (const { table, row } of rows)
    tables.set(table, [...(tables.get(table) ?? []), JSON.stringify({ ...row, last_used_at: null })]);
  const hash = (texts: readonly string[]): string => createHash('sha256').update(texts.join('\n')).digest('hex');
  return Object.fromEntries([...tables].map(([table, texts]) => [table, hash(texts)]));
}
