import type { DataSource, EntitySchema } from 'typeorm';
import type {
  AccountReads,
  ApiKeyProfile,
  Changed,
  InvitationProfile,
  LedgerEntry,
  Page,
  PageRequest,
  Reads,
  Span,
  WebhookReads,
} from '../../application/ports/reads.ts';
import type { Account } from '../../domain/account.ts';
import type { App } from '../../domain/app.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import { assert } from '../../domain/assert.ts';
import type { LineSum } from '../../domain/bill.ts';
import type { CheckedBill, CheckedLine } from '../../domain/bill-check.ts';
import type { Call } from '../../domain/call.ts';
import type { CallFilter } from '../../domain/call-filter.ts';
import type { CallTally, GroupTally, Grouping, PeriodTally } from '../../domain/call-statistics.ts';
import type { Conference } from '../../domain/conference.ts';
import type { DisplayNumber } from '../../domain/display-number.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AccountId, AppId, CallId } from '../../domain/ids.ts';
import type { KeptEvents } from '../../domain/kept-events.ts';
import { tellsSince } from '../../domain/kept-events.ts';
import type { MemberProfile } from '../../domain/member.ts';
import type { Money } from '../../domain/money.ts';
import type { Month } from '../../domain/month.ts';
import type { Period } from '../../domain/period.ts';
import type { TopUp } from '../../domain/top-up.ts';
import { readAccountedSince, readBilledCalls, readBillDifferences, readBillLines, readBillSums } from './bill-lines.ts';
import type { CallChoice } from './call-search.ts';
import { callSearch } from './call-search.ts';
import type { TallyRow } from './call-tallies.ts';
import { fromTallyRow, groupsQuestion, seriesQuestion, tallyQuestion } from './call-tallies.ts';
import { readChecked, readCheckedPage } from './checked-bills.ts';
import { readPage } from './pages.ts';
import { accountTable, fromAccountRow } from './rows/account-rows.ts';
import { apiKeyTable, fromApiKeyProfileRow } from './rows/api-key-rows.ts';
import { appTable, fromAppRow } from './rows/app-rows.ts';
import { billCheckTable } from './rows/bill-check-rows.ts';
import { billTable } from './rows/bill-rows.ts';
import type { CallRow } from './rows/call-rows.ts';
import { callTable, fromCallRow, fromGroupRow, fromPairRow } from './rows/call-rows.ts';
import { fromInvitationProfileRow, invitationTable } from './rows/invitation-rows.ts';
import { displayNumberTable, fromDisplayNumberRow } from './rows/display-number-rows.ts';
import { fromTransferRow, transferTable } from './rows/ledger-rows.ts';
import { fromMemberProfileRow, memberTable } from './rows/member-rows.ts';
import { fromTopUpRow, topUpTable } from './rows/top-up-rows.ts';
import { idOrNull } from './statements.ts';
import { View } from './view.ts';
import { PostgresWebhookReads } from './webhook-reads.ts';

export class PostgresReads implements Reads {
  constructor(private readonly source: DataSource) {}

  open(account: AccountId): AccountReads {
    return new PostgresAccountReads(new View(this.source, account), account);
  }
}

/** Concurrent questions are answered one after another: they share one connection, which keeps their order. */
class PostgresAccountReads implements AccountReads {
  readonly webhooks: WebhookReads;

  constructor(
    private readonly view: View,
    private readonly id: AccountId,
  ) {
    this.webhooks = new PostgresWebhookReads(view);
  }

  async account(): Promise<Account> {
    const row = await (await this.view.query(accountTable, 'id')).getOne();
    if (row === null) throw new DomainError({ code: 'NOT_FOUND', what: 'ACCOUNT' });
    return fromAccountRow(row);
  }

  async app(id: AppId): Promise<App | null> {
    const query = await this.view.query(appTable);
    const row = await query.andWhere('row.id = :id', { id: idOrNull(id) }).getOne();
    return row === null ? null : fromAppRow(row);
  }

  async apps(): Promise<readonly App[]> {
    const query = await this.view.query(appTable);
    return (await query.orderBy('row.created_at').addOrderBy('row.id').getMany()).map(fromAppRow);
  }

  async call(id: CallId): Promise<AnyCall | null> {
    const query = await this.view.query(callTable);
    const row = await query.andWhere('row.id = :id', { id: idOrNull(id) }).getOne();
    return row === null ? null : fromCallRow(row);
  }

  async calls(filter: CallFilter, page: PageRequest): Promise<Page<Call>> {
    return this.#list({ ...filter, only: 'CALL' }, page, fromPairRow);
  }

  async conferences(filter: CallFilter, page: PageRequest): Promise<Page<Conference>> {
    return this.#list({ ...filter, only: 'CONFERENCE' }, page, fromGroupRow);
  }

  async callRecords(filter: CallFilter, page: PageRequest): Promise<Page<AnyCall>> {
    return this.#list(filter, page, fromCallRow);
  }

  async callTally(filter: CallFilter): Promise<CallTally> {
    const { sql, values } = tallyQuestion(this.#own(filter));
    const [row] = await this.view.ask<TallyRow>(sql, values);
    assert(row !== undefined, 'what is counted is a number, or none');
    return fromTallyRow(row);
  }

  async callSeries(filter: CallFilter, period: Period, most: number): Promise<readonly PeriodTally[]> {
    const { sql, values } = seriesQuestion(this.#own(filter), period, most);
    const rows = await this.view.ask<TallyRow & { key: Date }>(sql, values);
    return rows.map((row) => ({ start: row.key, tally: fromTallyRow(row) }));
  }

  async callGroups(filter: CallFilter, by: Grouping, most: number): Promise<readonly GroupTally[]> {
    const { sql, values } = groupsQuestion(this.#own(filter), by, most);
    const rows = await this.view.ask<TallyRow & { key: string | null }>(sql, values);
    return rows.map((row) => ({ key: row.key, tally: fromTallyRow(row) }));
  }

  async callsUnderWay(filter: CallFilter, most: number): Promise<readonly AnyCall[]> {
    const { sql, values } = callSearch({ ...this.#own(filter), isUnderWay: true }, { first: most - 1, after: null });
    return (await this.view.ask<CallRow>(sql, values)).map(fromCallRow);
  }

  async callsAmong(ids: readonly CallId[], filter: CallFilter): Promise<readonly AnyCall[]> {
    const among = ids.filter((id) => idOrNull(id) !== null);
    const { sql, values } = callSearch({ ...this.#own(filter), among }, { first: among.length, after: null });
    return (await this.view.ask<CallRow>(sql, values)).map(fromCallRow);
  }

  async #list<Of>(filter: CallChoice, page: PageRequest, from: (row: CallRow) => Of): Promise<Page<Of>> {
    const { sql, values } = callSearch(this.#own(filter), page);
    const rows = await this.view.ask<CallRow>(sql, values);
    const items = rows.slice(0, page.first).map((row) => ({ at: row.placed_at, id: row.id, item: from(row) }));
    return { items, hasNext: rows.length > page.first };
  }

  /** Every index begins with the account: row-level security is the second wall, not the first. */
  #own(filter: CallChoice): CallChoice {
    return { ...filter, account: this.id };
  }

  async topUps(page: PageRequest): Promise<Page<TopUp>> {
    const query = await this.view.query(topUpTable);
    return await readPage(query, 'created_at', page, (row) => ({
      at: row.created_at,
      id: row.id,
      item: fromTopUpRow(row),
    }));
  }

  async ledger(page: PageRequest, { from, to }: Span = {}): Promise<Page<LedgerEntry>> {
    const query = await this.view.query(transferTable);
    if (from !== undefined) query.andWhere('row.posted_at >= :from', { from });
    if (to !== undefined) query.andWhere('row.posted_at < :to', { to });
    query.andWhere(`'CUSTOMER' IN (row.debit, row.credit)`);
    const { items, hasNext } = await readPage(query, 'posted_at', page, (row) => ({
      at: row.posted_at,
      id: row.id,
      item: row,
    }));
    const subjects = items.map(({ item }) => item.call_id ?? item.subject);
    const calls = await readBilledCalls(this.view, this.id, subjects);
    const entries = items.map(({ item, ...place }, index) => ({
      ...place,
      item: fromTransferRow(item, calls.get(subjects[index] ?? '') ?? null),
    }));
    return { items: entries, hasNext };
  }

  async bill({ start }: Month): Promise<CheckedBill | null> {
    const query = await this.view.query(billTable);
    const rows = await query.andWhere('row.month_start = :start', { start }).getMany();
    return (await readChecked(await this.view.query(billCheckTable), rows))[0] ?? null;
  }

  async bills(page: PageRequest): Promise<Page<CheckedBill>> {
    const query = await this.view.query(billTable);
    const rows = await readPage(query, 'month_start', page, (row) => ({ at: row.month_start, id: row.id, item: row }));
    return readCheckedPage(await this.view.query(billCheckTable), rows);
  }

  billLines(month: Month, page: PageRequest): Promise<Page<CheckedLine>> {
    return readBillLines(this.view, this.id, month, page);
  }

  billDifferences(month: Month, page: PageRequest): Promise<Page<CheckedLine>> {
    return readBillDifferences(this.view, this.id, month, page);
  }

  billSums(month: Month): Promise<readonly LineSum[]> {
    return readBillSums(this.view, this.id, month);
  }

  accountedSince(from: Date): Promise<Money> {
    return readAccountedSince(this.view, this.id, from);
  }

  async members(): Promise<readonly MemberProfile[]> {
    const query = await this.view.query(memberTable);
    query.select(visible(memberTable, 'password_hash')).andWhere('row.removed_at IS NULL');
    return (await query.orderBy('row.created_at').addOrderBy('row.id').getMany()).map(fromMemberProfileRow);
  }

  async invitations(): Promise<readonly InvitationProfile[]> {
    const query = await this.view.query(invitationTable);
    query.select(visible(invitationTable, 'token_digest')).andWhere(`row.state = 'PENDING'`);
    return (await query.orderBy('row.created_at').addOrderBy('row.id').getMany()).map(fromInvitationProfileRow);
  }

  async apiKeys(): Promise<readonly ApiKeyProfile[]> {
    const query = await this.view.query(apiKeyTable);
    query.select(visible(apiKeyTable, 'key_digest')).andWhere('row.revoked_at IS NULL');
    return (await query.orderBy('row.created_at').addOrderBy('row.id').getMany()).map(fromApiKeyProfileRow);
  }

  async displayNumbers(app: AppId, page: PageRequest): Promise<Page<DisplayNumber>> {
    const query = await this.view.query(displayNumberTable);
    query.andWhere('row.app_id = :app', { app: idOrNull(app) });
    return await readPage(query, 'requested_at', page, (row) => ({
      at: row.requested_at,
      id: row.id,
      item: fromDisplayNumberRow(row),
    }));
  }

  async cursor(subject: string): Promise<{ head: bigint; subject: bigint }> {
    const sql = `SELECT sequence AS head, coalesce(
        (SELECT max(seq) FROM event WHERE account_id = $1 AND subject_id = $2), 0) AS subject
      FROM account WHERE id = $1`;
    const [row] = await this.view.ask<{ head: string; subject: string }>(sql, [idOrNull(this.id), idOrNull(subject)]);
    return { head: BigInt(row?.head ?? 0), subject: BigInt(row?.subject ?? 0) };
  }

  async changedSince(after: bigint, most: number): Promise<readonly Changed[] | null> {
    if (!tellsSince(await this.#keptEvents(), after, most)) return null;
    const sql = `SELECT subject_kind AS kind, subject_id AS id, max(seq) AS sequence FROM event
      WHERE account_id = $1 AND seq > $2 GROUP BY 1, 2 ORDER BY 3 LIMIT $3`;
    const rows = await this.view.ask<ChangedRow>(sql, [idOrNull(this.id), after.toString(), most + 1]);
    return rows.length > most ? null : rows.map((row) => ({ ...row, sequence: BigInt(row.sequence) }));
  }

  async #keptEvents(): Promise<KeptEvents> {
    const sql = `SELECT sequence AS head, (SELECT min(seq) FROM event WHERE account_id = $1) AS oldest
      FROM account WHERE id = $1`;
    const [row] = await this.view.ask<{ head: string; oldest: string | null }>(sql, [idOrNull(this.id)]);
    const oldest = row?.oldest ?? null;
    return { oldest: oldest === null ? null : BigInt(oldest), head: BigInt(row?.head ?? 0) };
  }

  close(): Promise<void> {
    return this.view.close();
  }
}

type ChangedRow = Omit<Changed, 'sequence'> & { readonly sequence: string };

/** The columns but for the one that nobody reads who acts for an account. */
function visible<Row extends object>({ options }: EntitySchema<Row>, hidden: keyof Row & string): string[] {
  return Object.keys(options.columns).flatMap((column) => (column === hidden ? [] : [`row.${column}`]));
}
