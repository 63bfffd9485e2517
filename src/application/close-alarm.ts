import type { AlarmKey } from '../domain/alarm.ts';
import { requireClosable } from '../domain/alarm.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';

export interface AlarmClosing extends OperatorCommand {
  readonly alarm: AlarmKey;
}

/**
 * ALARM-1: an operator closes an account's alarm of which there is nothing more to decide. Those about something that
 * waits are over with the decision about that.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ALARM_NOT_OPEN, ALARM_WAITS
 */
export function closeAlarm({ accounts }: Pick<Ports, 'accounts'>) {
  return async (principal: Principal, input: AlarmClosing): Promise<{ alarm: AlarmKey; replayed: boolean }> => {
    permit(principal, 'closeAlarm');
    const { account, alarm } = input;
    const order = operatorOrder(principal, 'closeAlarm', input, [alarm.kind, alarm.subject]);
    return accounts.decide(account, { alarm, request: order.key }, (facts) =>
      carryOutOnce(
        order,
        facts,
        () => ({ alarm }),
        () => {
          requireClosable(facts.alarm);
          return {
            answer: { alarm },
            saves: { closedAlarms: [alarm] },
            subject: alarm.subject,
            details: { kind: alarm.kind },
          };
        },
      ),
    );
  };
}
