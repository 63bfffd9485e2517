import type { DataSource, EntitySchema, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { AccountId } from '../../domain/ids.ts';
import { Snapshot } from './snapshot.ts';
import { idOrNull } from './statements.ts';

/** A snapshot in the member role. The database shows it the rows of its account and no others. */
export class View extends Snapshot {
  constructor(
    source: DataSource,
    private readonly account: AccountId,
  ) {
    super(source, { sql: `SELECT set_config('zhuanxian.account', $1, true)`, values: [idOrNull(account) ?? ''] });
  }

  /** A query over the table, as `row`, for the account's own rows. */
  async query<Row extends ObjectLiteral>(
    table: EntitySchema<Row>,
    accountColumn = 'account_id',
  ): Promise<SelectQueryBuilder<Row>> {
    const query = await this.select(table);
    // The index begins with the account: row-level security is the second wall, not the first.
    return query.where(`row.${accountColumn} = :account`, { account: idOrNull(this.account) });
  }
}
