import type { DataSource } from 'typeorm';
import type { ListedCall } from '../../application/ports/customer-reads.ts';
import type {
  AlarmFilter,
  ListedAlarm,
  ListedCallback,
  ListedDiscrepancy,
  ListedDisplayNumber,
  ListedSuspense,
  OperatorReads,
  OperatorReadsSource,
} from '../../application/ports/operator-reads.ts';
import type { Page, PageRequest } from '../../application/ports/reads.ts';
import { assert } from '../../domain/assert.ts';
import { Money } from '../../domain/money.ts';
import { PostgresCustomerReads } from './customer-reads.ts';
import { readPage } from './pages.ts';
import { alarmTable, fromAlarmRow } from './rows/alarm-rows.ts';
import type { CallRow } from './rows/call-rows.ts';
import { callTable, fromCallRow } from './rows/call-rows.ts';
import { callbackTable, fromCallbackRow } from './rows/callback-rows.ts';
import { displayNumberTable, fromDisplayNumberRow } from './rows/display-number-rows.ts';
import { discrepancyTable, fromDiscrepancyRow } from './rows/resolution-rows.ts';
import { Snapshot } from './snapshot.ts';
import { idOrNull } from './statements.ts';

export class PostgresOperatorReads implements OperatorReadsSource {
  constructor(private readonly source: DataSource) {}

  open(): OperatorReads {
    return new Desk(new Snapshot(this.source));
  }
}

/** A page is read first, and then, in the same moment, what its rows belong to. */
class Desk extends PostgresCustomerReads implements OperatorReads {
  async unconfirmedCalls(page: PageRequest): Promise<Page<ListedCall>> {
    const query = (await this.snapshot.select(callTable)).where(waitsForPerson);
    const rows = await readPage(query, 'placed_at', page, (row) => ({ at: row.placed_at, id: row.id, item: row }));
    const names = await this.names(rows.items.map(({ item }) => item.account_id));
    return over(rows, (row) => ({ account: names.of(row.account_id), call: fromCallRow(row) }));
  }

  async discrepancies(open: boolean | null, page: PageRequest): Promise<Page<ListedDiscrepancy>> {
    const query = await this.snapshot.select(discrepancyTable);
    if (open !== null) query.andWhere(`row.decision IS ${open ? '' : 'NOT '}NULL`);
    const rows = await readPage(query, 'opened_at', page, (row) => ({ at: row.opened_at, id: row.id, item: row }));
    const found = rows.items.map(({ item }) => item);
    const calls = await this.#calls(found);
    const names = await this.names(found.map((row) => row.account_id));
    return over(rows, (row) => {
      const call = calls.get(row.call_id);
      assert(call !== undefined, 'a discrepancy is about a call');
      const { id, account_id } = row;
      return { id, account: names.of(account_id), call: fromCallRow(call), discrepancy: fromDiscrepancyRow(row) };
    });
  }

  async suspense({ first, after }: PageRequest): Promise<Page<ListedSuspense>> {
    const place = [after?.at ?? null, idOrNull(after?.id ?? '')];
    const rows = await this.snapshot.ask<SuspenseRow>(suspenseQuestion, [...place, first + 1]);
    const calls = await this.#calls(rows);
    const names = await this.names(rows.map((row) => row.account_id));
    const items = rows.slice(0, first).map(({ account_id, call_id, since, fen }) => {
      const call = calls.get(call_id);
      assert(call !== undefined, 'what is in suspense is of a call');
      const item = { account: names.of(account_id), call: fromCallRow(call), amount: Money.fen(BigInt(fen)), since };
      return { at: since, id: call_id, item };
    });
    return { items, hasNext: rows.length > first };
  }

  async parkedCallbacks(page: PageRequest): Promise<Page<ListedCallback>> {
    const query = (await this.snapshot.select(callbackTable)).where(`row.state = 'PARKED'`);
    const rows = await readPage(query, 'received_at', page, (row) => ({ at: row.received_at, id: row.id, item: row }));
    const names = await this.names(rows.items.map(({ item }) => item.account_id));
    return over(rows, (row) => {
      return { id: row.id, account: names.of(row.account_id), callback: fromCallbackRow(row) };
    });
  }

  async requestedDisplayNumbers(page: PageRequest): Promise<Page<ListedDisplayNumber>> {
    const query = (await this.snapshot.select(displayNumberTable)).where(`row.status = 'REQUESTED'`);
    const rows = await readPage(query, 'requested_at', page, (row) => ({
      at: row.requested_at,
      id: row.id,
      item: row,
    }));
    const names = await this.names(rows.items.map(({ item }) => item.account_id));
    return over(rows, (row) => ({ account: names.of(row.account_id), displayNumber: fromDisplayNumberRow(row) }));
  }

  async alarms({ kind, open }: AlarmFilter, page: PageRequest): Promise<Page<ListedAlarm>> {
    const query = await this.snapshot.select(alarmTable);
    if (kind !== undefined) query.andWhere('row.kind = :kind', { kind });
    if (open !== undefined) query.andWhere(`row.closed_at IS ${open ? '' : 'NOT '}NULL`);
    const rows = await readPage(query, 'opened_at', page, (row) => ({ at: row.opened_at, id: row.id, item: row }));
    const names = await this.names(rows.items.flatMap(({ item }) => item.account_id ?? []));
    return over(rows, (row) => {
      const account = row.account_id === null ? null : names.of(row.account_id);
      return { id: row.id, account, alarm: fromAlarmRow(row), closedAt: row.closed_at };
    });
  }

  close(): Promise<void> {
    return this.snapshot.close();
  }

  /** By account and id, as the table's key has it: an id alone has no index. */
  async #calls(of: readonly { account_id: string; call_id: string }[]): Promise<ReadonlyMap<string, CallRow>> {
    const sql = 'SELECT * FROM call WHERE (account_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))';
    const rows = await this.snapshot.ask<CallRow>(sql, [of.map((row) => row.account_id), of.map((row) => row.call_id)]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

/** CALL-5, CALL-7: open calls are few, and have an index of their own. */
const waitsForPerson = `row.money_state = 'RESERVED' AND (row.status = 'UNCONFIRMED' OR EXISTS (
  SELECT FROM alarm WHERE alarm.account_id = row.account_id AND alarm.kind = 'CALL_OVERDUE'
    AND alarm.subject = row.id::text AND alarm.closed_at IS NULL))`;

interface SuspenseRow {
  account_id: string;
  call_id: string;
  since: Date;
  fen: string;
}

/** A charge names its call as its subject, what operators post for it as their call. */
const suspenseQuestion = `
  SELECT account_id, coalesce(call_id, subject) AS call_id, min(posted_at) AS since,
    sum(CASE debit WHEN 'SUSPENSE' THEN amount_fen ELSE -amount_fen END)::text AS fen
  FROM transfer WHERE 'SUSPENSE' IN (debit, credit)
  GROUP BY account_id, coalesce(call_id, subject)
  HAVING sum(CASE debit WHEN 'SUSPENSE' THEN amount_fen ELSE -amount_fen END) <> 0
    AND ($1::timestamptz IS NULL OR (min(posted_at), coalesce(call_id, subject)) < ($1, $2::uuid))
  ORDER BY since DESC, coalesce(call_id, subject) DESC LIMIT $3`;

function over<Row, Item>({ items, hasNext }: Page<Row>, read: (row: Row) => Item): Page<Item> {
  return { items: items.map(({ at, id, item }) => ({ at, id, item: read(item) })), hasNext };
}
