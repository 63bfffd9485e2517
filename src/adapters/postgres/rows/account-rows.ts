import { Account } from '../../../domain/account.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { Money } from '../../../domain/money.ts';
import { bigint, integer, key, tableOf, text, time, uuid } from './columns.ts';

export interface AccountRow {
  id: string;
  name: string;
  balance_fen: string;
  reserved_fen: string;
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
    createdAt: row.created_at,
    version: row.version,
  });
}
