import { assert } from '../../../domain/assert.ts';
import type { AccountId, PaymentReference, TopUpId } from '../../../domain/ids.ts';
import { Money } from '../../../domain/money.ts';
import { TopUp } from '../../../domain/top-up.ts';
import { bigint, key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface TopUpRow {
  account_id: string;
  id: string;
  amount_fen: string;
  created_at: Date;
  status: TopUp['status'];
  payment_reference: string | null;
  paid_at: Date | null;
  /** BANK-1: to find it by; NULL where it was ordered before there were any. */
  transfer_reference: string | null;
}

interface CareRow {
  /** By the database's clock. Until then whoever ordered it, or took it up, sees to its payment. */
  claimed_until: Date;
}

export const topUpTable = tableOf<TopUpRow & CareRow>('top_up', {
  account_id: key(uuid),
  id: key(uuid),
  amount_fen: bigint,
  created_at: time,
  status: text,
  payment_reference: optional(text),
  paid_at: optional(time),
  transfer_reference: optional(text),
  claimed_until: { ...time, default: () => `(clock_timestamp() + '00:01:00')` },
});

export function toTopUpRow(topUp: TopUp): TopUpRow {
  const { state } = topUp;
  return {
    account_id: topUp.account,
    id: topUp.id,
    amount_fen: topUp.amount.fen.toString(),
    created_at: topUp.createdAt,
    status: state.status,
    payment_reference: state.status === 'PAID' ? state.reference : null,
    paid_at: state.status === 'PAID' ? state.paidAt : null,
    transfer_reference: topUp.transferReference,
  };
}

export function fromTopUpRow(row: TopUpRow): TopUp {
  const amount = Money.fen(BigInt(row.amount_fen));
  return TopUp.restore(row.id as TopUpId, row.account_id as AccountId, amount, row.created_at, stateOf(row));
}

function stateOf(row: TopUpRow): TopUp['state'] {
  if (row.status !== 'PAID') return { status: row.status };
  assert(row.payment_reference !== null && row.paid_at !== null, 'a paid top-up has its payment');
  return { status: 'PAID', reference: row.payment_reference as PaymentReference, paidAt: row.paid_at };
}
