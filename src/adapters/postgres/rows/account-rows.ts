import { Account } from '../../../domain/account.ts';
import { assert } from '../../../domain/assert.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { Money } from '../../../domain/money.ts';
import type { AccountStatus, Standing } from '../../../domain/standing.ts';
import { active } from '../../../domain/standing.ts';
import { bigint, integer, key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface AccountRow {
  id: string;
  name: string;
  balance_fen: string;
  reserved_fen: string;
  status: AccountStatus;
  /** Why and since when it is not ACTIVE. */
  status_reason: string | null;
  status_since: Date | null;
  created_at: Date;
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
  created_at: time,
  version: integer,
  sequence: bigint,
});

export function toAccountRow(account: Account, sequence: bigint): AccountRow {
  return {
    id: account.id,
    name: account.name,
    balance_fen: account.balance.fen.toString(),
    reserved_fen: account.reserved.fen.toString(),
    ...toStandingColumns(account.standing),
    created_at: account.createdAt,
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
