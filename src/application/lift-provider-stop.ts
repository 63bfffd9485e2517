import type { App } from '../domain/app.ts';
import type { AppId } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { stopAlarm } from '../domain/provider-stop.ts';
import { permit } from '../domain/role.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';

/** The reason says who at the provider told that the AppKey works again. */
export interface ProviderStopLift extends OperatorCommand {
  readonly app: AppId;
}

export interface LiftedStop {
  readonly app: App;
  readonly replayed: boolean;
}

/**
 * KEY-2: an operator lets an app place calls again whose AppKey the provider had disabled. The trail says so by the same
 * commit, and its alarm is over. A repeat with the same key finds the app as it is.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, APP_NOT_STOPPED
 */
export function liftProviderStop({ accounts }: Ports) {
  return async (principal: Principal, input: ProviderStopLift): Promise<LiftedStop> => {
    permit(principal, 'liftProviderStop');
    const order = operatorOrder(principal, 'liftProviderStop', input, [input.app]);
    return await accounts.decide(input.account, { app: input.app, request: order.key }, (facts) => {
      const { app } = facts;
      const present = () => ({ app });
      return carryOutOnce(order, facts, present, () => {
        const lifted = app.liftProviderStop();
        return {
          answer: { app: lifted },
          saves: { app: lifted, closedAlarms: [stopAlarm(app)] },
          subject: app.id,
          details: { appKey: app.appKey, since: app.stoppedByProvider?.toISOString() ?? null },
        };
      });
    });
  };
}
