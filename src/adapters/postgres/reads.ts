import type { DataSource, EntitySchema, SelectQueryBuilder } from 'typeorm';
import type {
  AccountReads,
  ApiKeyProfile,
  CallFilter,
  Changed,
  ConferenceFilter,
  InvitationProfile,
  LedgerEntry,
  Page,
  PageRequest,
  Reads,
  Span,
} from '../../application/ports/reads.ts';
import type { Account } from '../../domain/account.ts';
import type { App } from '../../domain/app.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { Call } from '../../domain/call.ts';
import type { Conference } from '../../domain/conference.ts';
import type { DisplayNumber } from '../../domain/display-number.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AccountId, AppId, CallId } from '../../domain/ids.ts';
import type { KeptEvents } from '../../domain/kept-events.ts';
import { tellsSince } from '../../domain/kept-events.ts';
import type { MemberProfile } from '../../domain/member.ts';
import type { Kind } from '../../domain/parties.ts';
import type { TopUp } from '../../domain/top-up.ts';
import { readPage } from './pages.ts';
import { accountTable, fromAccountRow } from './rows/account-rows.ts';
import { apiKeyTable, fromApiKeyProfileRow } from './rows/api-key-rows.ts';
import { appTable, fromAppRow } from './rows/app-rows.ts';
import type { CallRow } from './rows/call-rows.ts';
import { callTable, fromCallRow, fromGroupRow, fromPairRow } from './rows/call-rows.ts';
import { fromInvitationProfileRow, invitationTable } from './rows/invitation-rows.ts';
import { displayNumberTable, fromDisplayNumberRow } from './rows/display-number-rows.ts';
import { fromTransferRow, transferTable } from './rows/ledger-rows.ts';
import { fromMemberProfileRow, memberTable } from './rows/member-rows.ts';
import { fromTopUpRow, topUpTable } from './rows/top-up-rows.ts';
import { idOrNull, textOrNull } from './statements.ts';
import { View } from './view.ts';

export class PostgresReads implements Reads {
  constructor(private readonly source: DataSource) {}

  open(account: AccountId): AccountReads {
    return new PostgresAccountReads(new View(this.source, account), account);
  }
}

/** Concurrent questions are answered one after another: they share one connection, which keeps their order. */
class PostgresAccountReads implements AccountReads {
  constructor(
    private readonly view: View,
    private readonly id: AccountId,
  ) {}

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
    const query = ofKind(placed(await this.view.query(callTable), filter), 'CALL');
    between(query, filter);
    return await readPage(query, 'placed_at', page, (row) => ({
      at: row.placed_at,
      id: row.id,
      item: fromPairRow(row),
    }));
  }

  async conferences(filter: ConferenceFilter, page: PageRequest): Promise<Page<Conference>> {
    const query = ofKind(placed(await this.view.query(callTable), filter), 'CONFERENCE');
    const { participant } = filter;
    if (participant !== undefined) query.andWhere(TAKES_PART, { participant: textOrNull(participant) });
    return await readPage(query, 'placed_at', page, (row) => ({
      at: row.placed_at,
      id: row.id,
      item: fromGroupRow(row),
    }));
  }

  async callsUnderWay(filter: CallFilter, most: number): Promise<readonly AnyCall[]> {
    const query = between(placed(await this.view.query(callTable), filter), filter);
    query.andWhere(`row.money_state = 'RESERVED'`).orderBy('row.placed_at', 'DESC').addOrderBy('row.id', 'DESC');
    return (await query.take(most).getMany()).map(fromCallRow);
  }

  async callsAmong(ids: readonly CallId[], filter: CallFilter): Promise<readonly AnyCall[]> {
    const query = between(placed(await this.view.query(callTable), filter), filter);
    query.andWhere('row.id = ANY (:ids)', { ids: ids.filter((id) => idOrNull(id) !== null) });
    return (await query.getMany()).map(fromCallRow);
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
    return await readPage(query, 'posted_at', page, (row) => ({
      at: row.posted_at,
      id: row.id,
      item: fromTransferRow(row),
    }));
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

const TAKES_PART = `row.id IN (
  SELECT call_id FROM participant WHERE participant.account_id = row.account_id AND number = :participant)`;

/** What calls and conferences are both chosen by. */
function placed(
  query: SelectQueryBuilder<CallRow>,
  { from, to, app, reference }: CallFilter | ConferenceFilter,
): SelectQueryBuilder<CallRow> {
  if (from !== undefined) query.andWhere('row.placed_at >= :from', { from });
  if (to !== undefined) query.andWhere('row.placed_at < :to', { to });
  if (app !== undefined) query.andWhere('row.app_id = :app', { app: idOrNull(app) });
  if (reference !== undefined) query.andWhere('row.reference = :reference', { reference: textOrNull(reference) });
  return query;
}

function ofKind(query: SelectQueryBuilder<CallRow>, kind: Kind): SelectQueryBuilder<CallRow> {
  return query.andWhere('row.kind = :kind', { kind });
}

const RINGS = `(row.callee = :callee OR row.kind = 'CONFERENCE' AND row.id IN (SELECT call_id FROM participant
  WHERE participant.account_id = row.account_id AND number = :callee AND position > 0))`;

function between(
  query: SelectQueryBuilder<CallRow>,
  { caller, callee }: Pick<CallFilter, 'caller' | 'callee'>,
): SelectQueryBuilder<CallRow> {
  if (caller !== undefined) query.andWhere('row.caller = :caller', { caller: textOrNull(caller) });
  if (callee !== undefined) query.andWhere(RINGS, { callee: textOrNull(callee) });
  return query;
}
