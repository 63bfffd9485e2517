import { Account } from '../../../domain/account.ts';
import { assert } from '../../../domain/assert.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/language.ts';
import { Money } from '../../../domain/money.ts';
import type { AccountStatus, Standing } from '../../../domain/standing.ts';
import { active } from '../../../domain/standing.ts';
import type { Basis } from '../../../domain/tariff.ts';
import { Tariff } from '../../../domain/tariff.ts';
import type { OwnTariff } from '../../../domain/tariff-plan.ts';
import { TariffPlan } from '../../../domain/tariff-plan.ts';
import { bigint, boolean, integer, key, optional, tableOf, text, time, uuid } from './columns.ts';
import type { LimitColumns } from './limit-columns.ts';
import { fromLimitColumns, toLimitColumns } from './limit-columns.ts';

export interface AccountRow extends LimitColumns {
  id: string;
  name: string;
  balance_fen: string;
  reserved_fen: string;
  status: AccountStatus;
  /** Why and since when it is not ACTIVE. */
  status_reason: string | null;
  status_since: Date | null;
  tariff_price_fen: string | null;
  tariff_basis: Basis | null;
  tariff_from: Date | null;
  next_price_fen: string | null;
  next_basis: Basis | null;
  next_from: Date | null;
  notice_language: Language;
  /** 0: never told. */
  low_balance_minutes: number | null;
  low_balance_told: boolean;
  open_from: Date;
  billed_until: Date;
  created_at: Date;
  /** When its newest announced decision was, by service time: no later one is earlier. */
  decided_at: Date | null;
  version: number;
  /** Of the account's newest event. Bumped under the row's lock, so that events have no gap and come in commit order. */
  sequence: string;
}

export const accountTable = tableOf<AccountRow>('account', {
  id: key(uuid),
  name: text,
  balance_fen: bigint,
  reserved_fen: bigint,
  status: { ...text, default: 'ACTIVE' },
  status_reason: optional(text),
  status_since: optional(time),
  tariff_price_fen: optional(bigint),
  tariff_basis: optional(text),
  tariff_from: optional(time),
  next_price_fen: optional(bigint),
  next_basis: optional(text),
  next_from: optional(time),
  calls_at_once: optional(integer),
  spend_per_day_fen: optional(bigint),
  cool_down_seconds: optional(integer),
  notice_language: { ...text, default: 'ZH' },
  low_balance_minutes: optional(integer),
  low_balance_told: { ...boolean, default: false },
  open_from: time,
  billed_until: time,
  created_at: time,
  decided_at: optional(time),
  version: integer,
  sequence: bigint,
});

export function toAccountRow(account: Account, sequence: bigint, decidedAt: Date | null = null): AccountRow {
  return {
    id: account.id,
    name: account.name,
    balance_fen: account.balance.fen.toString(),
    reserved_fen: account.reserved.fen.toString(),
    ...toStandingColumns(account.standing),
    ...toTariffColumns(account.tariffs),
    ...toLimitColumns(account.limits),
    notice_language: account.notices.language,
    low_balance_minutes: account.notices.lowBalanceMinutes,
    low_balance_told: account.lowBalanceTold,
    open_from: account.books.openFrom,
    billed_until: account.books.billedUntil,
    created_at: account.createdAt,
    decided_at: decidedAt,
    version: account.version,
    sequence: sequence.toString(),
  };
}

export function fromAccountRow(row: AccountRow): Account {
  return Account.restore({
    id: row.id as AccountId,
    name: row.name,
    balance: Money.fen(BigInt(row.balance_fen)),
    reserved: Money.fen(BigInt(row.reserved_fen)),
    standing: fromStandingColumns(row),
    tariffs: fromTariffColumns(row),
    limits: fromLimitColumns(row),
    notices: { language: row.notice_language, lowBalanceMinutes: row.low_balance_minutes },
    lowBalanceTold: row.low_balance_told,
    books: { openFrom: row.open_from, billedUntil: row.billed_until },
    createdAt: row.created_at,
    version: row.version,
  });
}

type StandingColumns = Pick<AccountRow, 'status' | 'status_reason' | 'status_since'>;

function toStandingColumns(standing: Standing): StandingColumns {
  const { status } = standing;
  if (standing.status === 'ACTIVE') return { status, status_reason: null, status_since: null };
  return { status, status_reason: standing.reason, status_since: standing.since };
}

function fromStandingColumns({ status, status_reason: reason, status_since: since }: StandingColumns): Standing {
  if (status === 'ACTIVE') return active;
  assert(reason !== null && since !== null, 'an account is suspended or closed for a reason');
  return { status, reason, since };
}

type TariffColumns = Pick<
  AccountRow,
  'tariff_price_fen' | 'tariff_basis' | 'tariff_from' | 'next_price_fen' | 'next_basis' | 'next_from'
>;

function toTariffColumns({ first, second }: TariffPlan): TariffColumns {
  return {
    tariff_price_fen: first?.tariff.pricePerMinute.fen.toString() ?? null,
    tariff_basis: first?.tariff.basis ?? null,
    tariff_from: first?.from ?? null,
    next_price_fen: second?.tariff.pricePerMinute.fen.toString() ?? null,
    next_basis: second?.tariff.basis ?? null,
    next_from: second?.from ?? null,
  };
}

function fromTariffColumns(row: TariffColumns): TariffPlan {
  const first = ownTariff(row.tariff_price_fen, row.tariff_basis, row.tariff_from);
  const second = ownTariff(row.next_price_fen, row.next_basis, row.next_from);
  return first === null && second === null ? TariffPlan.none : new TariffPlan(first, second);
}

/** A version is named by its time. */
function ownTariff(fen: string | null, basis: Basis | null, from: Date | null): OwnTariff | null {
  if (fen === null || basis === null || from === null) return null;
  return { tariff: new Tariff(from.toISOString(), Money.fen(BigInt(fen)), basis), from };
}
