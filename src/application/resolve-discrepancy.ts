import type { Account } from '../domain/account.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { DiscrepancyDecision, KnownDiscrepancy } from '../domain/discrepancy.ts';
import { findDiscrepancy, resolveDiscrepancy as resolve } from '../domain/discrepancy.ts';
import type { CallId } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';

/** One discrepancy of a call is known by the seconds that were reported. */
export interface DiscrepancyOrder extends OperatorCommand {
  readonly call: CallId;
  readonly reportedSeconds: number;
  readonly decision: DiscrepancyDecision;
}

export interface ResolvedDiscrepancy {
  readonly account: Account;
  readonly call: AnyCall;
  readonly discrepancy: KnownDiscrepancy;
  readonly replayed: boolean;
}

/**
 * CALL-6: an operator says which of two reports is right, and the difference is posted or not, once.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, DISCREPANCY_RESOLVED
 */
export function resolveDiscrepancy({ accounts, random }: Pick<Ports, 'accounts' | 'random'>) {
  return async (principal: Principal, input: DiscrepancyOrder): Promise<ResolvedDiscrepancy> => {
    permit(principal, 'resolveDiscrepancy');
    const { account, call: id, reportedSeconds, decision } = input;
    const order = operatorOrder(principal, 'resolveDiscrepancy', input, [id, reportedSeconds, decision]);
    const keys = { call: id, discrepancies: id, callLedger: id, request: order.key };
    const posting = random.id();
    return accounts.decide(account, keys, (facts) => {
      const { call, now } = facts;
      const present = () => ({
        account: facts.account,
        call,
        discrepancy: findDiscrepancy(facts.discrepancies, reportedSeconds),
      });
      return carryOutOnce(order, facts, present, () => {
        const known = { ...facts, ledger: facts.callLedger };
        const {
          account: after,
          resolved,
          transfers,
          ...alarms
        } = resolve(known, reportedSeconds, decision, posting, now);
        const difference = resolved.resolution.difference.toYuan();
        return {
          answer: { account: after, call, discrepancy: resolved },
          saves: { ...(after !== facts.account && { account: after }), resolvedDiscrepancy: resolved, ...alarms },
          transfers,
          subject: id,
          details: { decision, settledSeconds: resolved.settledSeconds, reportedSeconds, difference },
        };
      });
    });
  };
}
