import type { Saves } from '../../../application/ports/account-repository.ts';
import { assert } from '../../../domain/assert.ts';
import type { Transfer } from '../../../domain/ledger.ts';
import { Money } from '../../../domain/money.ts';
import { postingId } from '../posting-id.ts';
import { toTransferRow, transferTable } from '../rows/ledger-rows.ts';
import type { Statement } from '../statements.ts';
import { insert } from '../statements.ts';
import type { Scene } from './scene.ts';

export function transferWrites({ account }: Saves, transfers: readonly Transfer[], scene: Scene): Statement[] {
  const { before, now: at } = scene;
  let balanceAfter = Money.fen(BigInt(before.balance_fen));
  const rows = transfers.map((transfer, index) => {
    balanceAfter = balanceAfter.plus(transfer.effectOnBalance);
    const id = postingId(at, BigInt(before.sequence) + 1n, index);
    return toTransferRow(transfer, { account: before.id, id, balanceAfter, at });
  });
  const balance = account?.balance ?? Money.fen(BigInt(before.balance_fen));
  assert(balance.equals(balanceAfter), 'the balance is the sum of its postings');
  return rows.length === 0 ? [] : [insert(transferTable, rows)];
}
