import type { LedgerEntry } from '../../../application/ports/reads.ts';
import type { BilledCall } from '../../../domain/bill.ts';
import type { CallId } from '../../../domain/ids.ts';
import type { LedgerAccount, Transfer, TransferKind } from '../../../domain/ledger.ts';
import { Money } from '../../../domain/money.ts';
import { bigint, key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface TransferRow {
  account_id: string;
  id: string;
  kind: TransferKind;
  debit: LedgerAccount;
  credit: LedgerAccount;
  amount_fen: string;
  balance_after_fen: string;
  /** The top-up or call; a new id where an operator posts it. */
  subject: string;
  /** The call that an operator posts it for. */
  call_id: string | null;
  reference: string | null;
  posted_at: Date;
  accounting_at: Date;
  /** The beginning of the closed month to which it belongs. */
  adjusts: Date | null;
}

export const transferTable = tableOf<TransferRow>('transfer', {
  account_id: key(uuid),
  id: key(uuid),
  kind: text,
  debit: text,
  credit: text,
  amount_fen: bigint,
  balance_after_fen: bigint,
  subject: uuid,
  call_id: optional(uuid),
  reference: optional(text),
  posted_at: time,
  accounting_at: time,
  adjusts: optional(time),
});

export interface Posting {
  readonly account: string;
  readonly id: string;
  readonly balanceAfter: Money;
  readonly at: Date;
}

export function toTransferRow(transfer: Transfer, posting: Posting): TransferRow {
  return {
    account_id: posting.account,
    id: posting.id,
    kind: transfer.kind,
    debit: transfer.debit,
    credit: transfer.credit,
    amount_fen: transfer.amount.fen.toString(),
    balance_after_fen: posting.balanceAfter.fen.toString(),
    subject: transfer.subject,
    call_id: transfer.call,
    reference: transfer.reference,
    posted_at: posting.at,
    accounting_at: transfer.accountingAt,
    adjusts: transfer.adjusts,
  };
}

/** @param about what it moved money for. */
export function fromTransferRow(row: TransferRow, about: BilledCall | null): LedgerEntry {
  const amount = Money.fen(BigInt(row.amount_fen));
  return {
    id: row.id,
    kind: row.kind,
    debit: row.debit,
    credit: row.credit,
    amount: row.credit === 'CUSTOMER' ? amount : Money.zero.minus(amount),
    balanceAfter: Money.fen(BigInt(row.balance_after_fen)),
    subject: row.subject,
    call: row.call_id as CallId | null,
    about,
    reference: row.reference,
    postedAt: row.posted_at,
    accountingAt: row.accounting_at,
  };
}
