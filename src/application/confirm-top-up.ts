import type { Account } from '../domain/account.ts';
import { DomainError } from '../domain/errors.ts';
import type { PaymentReference } from '../domain/ids.ts';
import { Transfer } from '../domain/ledger.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import { parseText } from '../domain/text.ts';
import type { TopUp } from '../domain/top-up.ts';
import { parseTransferReference } from '../domain/transfer-reference.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { PendingTopUp } from './ports/call-register.ts';
import type { Ports } from './ports/ports.ts';

/** The reference is what the customer wrote on its transfer: it says whose it is. */
export interface TopUpOrder extends Omit<OperatorCommand, 'account'> {
  readonly reference: string;
}

export interface TopUpConfirmation extends TopUpOrder {
  readonly received: Money;
  /** The bank's own; it credits once, for ever. */
  readonly bankReference: string;
}

export interface FoundTopUp {
  readonly account: Account;
  readonly topUp: TopUp;
}

type Needed = Pick<Ports, 'accounts' | 'register'>;

/**
 * BANK-1, ACC-3: an operator has seen the money of a bank transfer, and it is credited.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, TOP_UP_NOT_PENDING, AMOUNT_DIFFERS,
 * REFERENCE_TAKEN
 */
export function confirmTopUp(ports: Needed) {
  return async (principal: Principal, input: TopUpConfirmation): Promise<FoundTopUp & { replayed: boolean }> => {
    permit(principal, 'confirmTopUp');
    const bank = parseText('bankReference', input.bankReference, 100) as PaymentReference;
    const { account, topUp: id } = await find(ports, input.reference);
    const order = operatorOrder(principal, 'confirmTopUp', { ...input, account }, [id, input.received.toYuan(), bank]);
    return ports.accounts.decide(account, { topUp: id, request: order.key }, (facts) => {
      const { topUp, now } = facts;
      return carryOutOnce(
        order,
        facts,
        () => ({ account: facts.account, topUp }),
        () => {
          const paid = topUp.confirmed(input.received, bank, now);
          const after = facts.account.credit(paid.amount);
          return {
            answer: { account: after, topUp: paid },
            saves: { account: after, topUp: paid },
            transfers: [Transfer.topUp(id, paid.amount, now, bank)],
            subject: id,
            details: { amount: paid.amount.toYuan(), bankReference: bank },
          };
        },
      );
    });
  };
}

/**
 * BANK-1: nobody will pay a top-up.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, TOP_UP_NOT_PENDING
 */
export function cancelTopUp(ports: Needed) {
  return async (principal: Principal, input: TopUpOrder): Promise<FoundTopUp & { replayed: boolean }> => {
    permit(principal, 'cancelTopUp');
    const { account, topUp: id } = await find(ports, input.reference);
    const order = operatorOrder(principal, 'cancelTopUp', { ...input, account }, [id]);
    return ports.accounts.decide(account, { topUp: id, request: order.key }, (facts) => {
      const { topUp } = facts;
      return carryOutOnce(
        order,
        facts,
        () => ({ account: facts.account, topUp }),
        () => {
          const canceled = topUp.canceled();
          const answer = { account: facts.account, topUp: canceled };
          return { answer, saves: { topUp: canceled }, subject: id, details: { amount: topUp.amount.toYuan() } };
        },
      );
    });
  };
}

/** BANK-1: the top-up of a reference, whose ever it is; null where there is none. @throws DomainError NOT_ALLOWED */
export function topUpByReference({ accounts, register }: Needed) {
  return async (principal: Principal, reference: string): Promise<FoundTopUp | null> => {
    permit(principal, 'viewDesk');
    const parsed = parseTransferReference(reference);
    const found = parsed === null ? null : await register.topUpByReference(parsed);
    if (found === null) return null;
    return accounts.decide(found.account, { topUp: found.topUp }, ({ account, topUp }) => ({
      answer: { account, topUp },
    }));
  };
}

async function find({ register }: Needed, reference: string): Promise<PendingTopUp> {
  const parsed = parseTransferReference(reference);
  const found = parsed === null ? null : await register.topUpByReference(parsed);
  if (found === null) throw new DomainError({ code: 'NOT_FOUND', what: 'TOP_UP' });
  return found;
}
