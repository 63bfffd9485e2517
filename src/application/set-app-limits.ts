import { standardConferenceBounds } from '../domain/conference-bounds.ts';
import type { OwnLimit } from '../domain/own-limits.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { AppCommand, ChangedApp } from './change-service.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/** All limits of an app. Null: as new apps have it, which for its calls at once is as configured. */
export interface AppLimits extends AppCommand {
  readonly defaultSeconds: number | null;
  readonly ceilingSeconds: number | null;
  readonly minParties: number | null;
  readonly maxParties: number | null;
  readonly callsAtOnce: OwnLimit<number>;
}

/**
 * CALL-3, CONF-1, CALL-10: an operator says what calls of an app may last, how many may talk in its conferences, and how
 * many calls may be alive. Calls under way keep what they were granted.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_CLOSED, INVALID_DURATION,
 * IMPOSSIBLE_PARTY_BOUNDS, LIMIT_OUT_OF_RANGE
 */
export function setAppLimits({ accounts }: Ports, { durationLimits }: Settings) {
  return async (principal: Principal, command: AppLimits): Promise<ChangedApp> => {
    permit(principal, 'setAppLimits');
    const { app: id, defaultSeconds, ceilingSeconds, minParties, maxParties, callsAtOnce } = command;
    const terms = [id, defaultSeconds, ceilingSeconds, minParties, maxParties, callsAtOnce];
    const order = operatorOrder(principal, 'setAppLimits', command, terms);
    const durations = {
      defaultSeconds: defaultSeconds ?? durationLimits.defaultSeconds,
      ceilingSeconds: ceilingSeconds ?? durationLimits.ceilingSeconds,
    };
    const bounds = {
      minParties: minParties ?? standardConferenceBounds.minParties,
      maxParties: maxParties ?? standardConferenceBounds.maxParties,
    };
    return accounts.decide(command.account, { app: id, request: order.key }, (facts) => {
      const { account, app } = facts;
      const present = () => ({ app });
      return carryOutOnce(order, facts, present, () => {
        account.requireNotClosed();
        const next = app.limit(durations, bounds, callsAtOnce);
        const details = {
          ...durations,
          ...bounds,
          callsAtOnce,
          beforeDefaultSeconds: app.limits.defaultSeconds,
          beforeCeilingSeconds: app.limits.ceilingSeconds,
          beforeMinParties: app.conferences.minParties,
          beforeMaxParties: app.conferences.maxParties,
          beforeCallsAtOnce: app.callsAtOnce,
        };
        return { answer: { app: next }, saves: { app: next }, subject: app.id, details };
      });
    });
  };
}
