import type { DisplayAgreement, DisplayNumber } from '../domain/display-number.ts';
import type { DisplayNumberId } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import { parseText } from '../domain/text.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';

/** The reason of a rejection or a revocation is shown to the customer. */
export interface DisplayNumberCommand extends OperatorCommand {
  readonly displayNumber: DisplayNumberId;
}

export interface DecidedDisplayNumber {
  readonly displayNumber: DisplayNumber;
  readonly replayed: boolean;
}

type Decide = (principal: Principal, input: DisplayNumberCommand) => Promise<DecidedDisplayNumber>;

/**
 * ACC-7: an operator records what the provider's support agreed to. The number that was approved before for the app and
 * side ends when this one begins.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_CLOSED,
 * DISPLAY_NUMBER_NOT_REQUESTED
 */
export function approveDisplayNumber({ accounts }: Ports) {
  return async (
    principal: Principal,
    input: DisplayNumberCommand & DisplayAgreement,
  ): Promise<DecidedDisplayNumber> => {
    permit(principal, 'approveDisplayNumber');
    const { displayNumber: id, from } = input;
    const agreed = { ticket: parseText('ticket', input.ticket, 100), from };
    const terms = [id, agreed.ticket, from.toISOString()];
    const order = operatorOrder(principal, 'approveDisplayNumber', input, terms);
    const keys = { displayNumber: id, approvedBeside: id, request: order.key };
    return accounts.decide(input.account, keys, (facts) => {
      const { account, displayNumber, approvedBeside, now } = facts;
      return carryOutOnce(
        order,
        facts,
        () => ({ displayNumber }),
        () => {
          account.requireNotClosed();
          const { approved, superseded } = displayNumber.approve(agreed, approvedBeside, now);
          return {
            answer: { displayNumber: approved },
            // In this order: two are never approved, not even within a statement.
            saves: { displayNumbers: superseded === null ? [approved] : [superseded, approved] },
            subject: id,
            details: { ticket: agreed.ticket, from: from.toISOString(), superseded: superseded?.id ?? null },
          };
        },
      );
    });
  };
}

/**
 * ACC-7: an operator turns a request down.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, DISPLAY_NUMBER_NOT_REQUESTED
 */
export function rejectDisplayNumber(ports: Ports): Decide {
  return decideAlone(ports, 'rejectDisplayNumber', (displayNumber, reason, now) => displayNumber.reject(reason, now));
}

/**
 * ACC-7: an operator records that the provider shows a number no more.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, DISPLAY_NUMBER_NOT_APPROVED
 */
export function revokeDisplayNumber(ports: Ports): Decide {
  return decideAlone(ports, 'revokeDisplayNumber', (displayNumber, reason, now) => displayNumber.revoke(reason, now));
}

function decideAlone(
  { accounts }: Pick<Ports, 'accounts'>,
  operation: 'rejectDisplayNumber' | 'revokeDisplayNumber',
  rule: (displayNumber: DisplayNumber, reason: string, now: Date) => DisplayNumber,
): Decide {
  return async (principal, input) => {
    permit(principal, operation);
    const { displayNumber: id } = input;
    const order = operatorOrder(principal, operation, input, [id]);
    return accounts.decide(input.account, { displayNumber: id, request: order.key }, (facts) => {
      const { displayNumber, now } = facts;
      const present = () => ({ displayNumber });
      return carryOutOnce(order, facts, present, () => {
        const decided = rule(displayNumber, order.reason, now);
        const details = { before: displayNumber.status };
        return { answer: { displayNumber: decided }, saves: { displayNumbers: [decided] }, subject: id, details };
      });
    });
  };
}
