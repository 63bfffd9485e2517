import type {
  AccountName,
  AccountSearch,
  ActionFilter,
  BillSearch,
  CallSearch,
  CustomerApp,
  CustomerMember,
  CustomerReads,
  ListedAction,
  ListedBill,
  ListedCall,
} from '../../application/ports/customer-reads.ts';
import type { Page, PageRequest, WebhookReads } from '../../application/ports/reads.ts';
import type { Account } from '../../domain/account.ts';
import { assert } from '../../domain/assert.ts';
import type { CheckedLine } from '../../domain/bill-check.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Month } from '../../domain/month.ts';
import { readBillDifferences, readBillLines } from './bill-lines.ts';
import { callSearch } from './call-search.ts';
import { readCheckedPage } from './checked-bills.ts';
import { readPage } from './pages.ts';
import { accountTable, fromAccountRow } from './rows/account-rows.ts';
import type { CustomerAppRow } from './rows/app-rows.ts';
import { fromCustomerAppRow } from './rows/app-rows.ts';
import { billCheckTable } from './rows/bill-check-rows.ts';
import { billTable } from './rows/bill-rows.ts';
import type { CallRow } from './rows/call-rows.ts';
import { fromCallRow } from './rows/call-rows.ts';
import type { CustomerMemberRow } from './rows/member-rows.ts';
import { fromCustomerMemberRow } from './rows/member-rows.ts';
import { fromOperatorActionRow, operatorActionTable } from './rows/operator-rows.ts';
import type { Snapshot } from './snapshot.ts';
import { idOrNull, textOrNull } from './statements.ts';
import { PostgresWebhookReads } from './webhook-reads.ts';

/** A page is read first, and then, in the same moment, what its rows belong to. */
export class PostgresCustomerReads implements CustomerReads {
  readonly webhooks: WebhookReads;

  constructor(protected readonly snapshot: Snapshot) {
    this.webhooks = new PostgresWebhookReads(snapshot);
  }

  async accounts({ company, email, mobile, status }: AccountSearch, page: PageRequest): Promise<Page<Account>> {
    const query = await this.snapshot.select(accountTable);
    const member = (column: string): string => `row.id IN (SELECT account_id FROM member WHERE ${column} = :${column})`;
    if (company !== undefined) query.andWhere('row.name ILIKE :part', { part: partPattern(company) });
    if (email !== undefined) query.andWhere(member('email'), { email: textOrNull(email) });
    if (mobile !== undefined) query.andWhere(member('mobile'), { mobile: textOrNull(mobile) });
    if (status !== undefined) query.andWhere('row.status = :status', { status });
    return await readPage(query, 'created_at', page, (row) => {
      return { at: row.created_at, id: row.id, item: fromAccountRow(row) };
    });
  }

  async account(id: AccountId): Promise<Account | null> {
    const query = await this.snapshot.select(accountTable);
    const row = await query.where('row.id = :id', { id: idOrNull(id) }).getOne();
    return row === null ? null : fromAccountRow(row);
  }

  async appsOf(account: AccountId): Promise<readonly CustomerApp[]> {
    const sql = `SELECT account_id, id, name, app_key, accid, service, suspended_reason, suspended_since, default_seconds,
      ceiling_seconds, min_parties, max_parties, calls_at_once, stopped_by_provider, created_at FROM app WHERE account_id = $1 ORDER BY created_at, id`;
    return (await this.snapshot.ask<CustomerAppRow>(sql, [idOrNull(account)])).map(fromCustomerAppRow);
  }

  async membersOf(account: AccountId): Promise<readonly CustomerMember[]> {
    const sql =
      'SELECT id, email, role, created_at, removed_at FROM member WHERE account_id = $1 ORDER BY created_at, id';
    return (await this.snapshot.ask<CustomerMemberRow>(sql, [idOrNull(account)])).map(fromCustomerMemberRow);
  }

  async calls(search: CallSearch, page: PageRequest): Promise<Page<ListedCall>> {
    const { sql, values } = callSearch(search, page);
    const rows = await this.snapshot.ask<CallRow>(sql, values);
    const names = await this.names(rows.map((row) => row.account_id));
    const items = rows.slice(0, page.first).map((row) => {
      return { at: row.placed_at, id: row.id, item: { account: names.of(row.account_id), call: fromCallRow(row) } };
    });
    return { items, hasNext: rows.length > page.first };
  }

  async bills({ account, month, differing }: BillSearch, page: PageRequest): Promise<Page<ListedBill>> {
    const query = await this.snapshot.select(billTable);
    if (account !== undefined) query.andWhere('row.account_id = :account', { account: idOrNull(account) });
    if (month !== undefined) query.andWhere('row.month_start = :start', { start: month.start });
    if (differing !== undefined) query.andWhere(`${differing ? '' : 'NOT '}${hasDifferences}`);
    const rows = await readPage(query, 'month_start', page, (row) => ({ at: row.month_start, id: row.id, item: row }));
    const accounts = rows.items.map(({ item }) => item.account_id);
    const checks = await this.snapshot.select(billCheckTable);
    checks.where('row.account_id = ANY(CAST(:accounts AS uuid[]))', { accounts });
    const { items, hasNext } = await readCheckedPage(checks, rows);
    const names = await this.names(items.map(({ item }) => item.account));
    const named = items.map(({ item: bill, ...place }) => ({
      ...place,
      item: { account: names.of(bill.account), bill },
    }));
    return { items: named, hasNext };
  }

  billLines(account: AccountId, month: Month, page: PageRequest): Promise<Page<CheckedLine>> {
    return readBillLines(this.snapshot, account, month, page);
  }

  billDifferences(account: AccountId, month: Month, page: PageRequest): Promise<Page<CheckedLine>> {
    return readBillDifferences(this.snapshot, account, month, page);
  }

  async actions({ account, operator, action }: ActionFilter, page: PageRequest): Promise<Page<ListedAction>> {
    const query = await this.snapshot.select(operatorActionTable);
    if (account !== undefined) query.andWhere('row.account_id = :account', { account: idOrNull(account) });
    if (operator !== undefined) query.andWhere('row.operator_id = :operator', { operator: idOrNull(operator) });
    if (action !== undefined) query.andWhere('row.action = :action', { action });
    const rows = await readPage(query, 'at', page, (row) => ({ at: row.at, id: row.id, item: row }));
    const found = rows.items.map(({ item }) => item);
    const names = await this.names(found.map((row) => row.account_id));
    const emails = await this.#emails(found.map((row) => row.operator_id));
    const items = rows.items.map(({ at, id, item: row }) => {
      const email = emails.get(row.operator_id);
      assert(email !== undefined, 'what was done was done by an operator');
      return { at, id, item: { id, email, account: names.of(row.account_id), action: fromOperatorActionRow(row) } };
    });
    return { items, hasNext: rows.hasNext };
  }

  protected async names(ids: readonly string[]): Promise<{ of(id: string): AccountName }> {
    const sql = 'SELECT id, name FROM account WHERE id = ANY($1::uuid[])';
    const rows = await this.snapshot.ask<{ id: string; name: string }>(sql, [[...new Set(ids)]]);
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return {
      of: (id) => {
        const name = names.get(id);
        assert(name !== undefined, 'what is listed is of an account');
        return { id: id as AccountId, name };
      },
    };
  }

  async #emails(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const sql = 'SELECT id, email FROM operator WHERE id = ANY($1::uuid[])';
    const rows = await this.snapshot.ask<{ id: string; email: string }>(sql, [[...new Set(ids)]]);
    return new Map(rows.map(({ id, email }) => [id, email]));
  }
}

const hasDifferences = `EXISTS (SELECT FROM bill_check k WHERE k.account_id = row.account_id
  AND k.month_start = row.month_start AND k.duration_differs + k.missing > 0)`;

/** What matches a text that has this one in it, taken by its letters. One with U+0000 is in no text. */
function partPattern(part: string): string | null {
  return textOrNull(`%${part.replaceAll(/[\\%_]/g, '\\$&')}%`);
}
