import type { AlarmKey } from '../alarm.ts';
import type { DeliveryId } from '../ids.ts';
import type { Attempt, AttemptResult, Delivery } from './delivery.ts';
import { wasTaken } from './delivery.ts';
import type { Webhook } from './webhook.ts';

/** An attempt that was made to send a delivery, and the chance that its pause goes by, from 0 to 1. */
export interface Made {
  readonly delivery: DeliveryId;
  readonly result: AttemptResult;
  readonly chance: number;
}

/** What follows from attempts to send deliveries of one webhook, to be saved in one decision. */
export interface AfterAttempts {
  readonly webhook: Webhook;
  readonly deliveries: readonly Delivery[];
  readonly attempts: readonly Attempt[];
  /** Whether these are why it is disabled now. */
  readonly givenUp: boolean;
}

/** HOOK-3, HOOK-4: one message that was taken says that the receiver is there, whatever became of the others. */
export function afterAttempts(
  webhook: Webhook,
  deliveries: readonly Delivery[],
  made: readonly Made[],
  now: Date,
): AfterAttempts {
  const done = made.flatMap(({ delivery: id, result, chance }) => {
    const before = deliveries.find((one) => one.id === id);
    if (before === undefined) return [];
    const delivery = before.after(result, chance);
    const attempt = { ...result, delivery: id, account: delivery.account, number: delivery.attempts };
    return [{ delivery, attempt }];
  });
  const lastAt = done.reduce((last, { attempt }) => (attempt.at > last ? attempt.at : last), new Date(0));
  const next = done.some(({ attempt }) => wasTaken(attempt)) ? webhook.tookAtLast() : webhook.failed(lastAt, now);
  return {
    webhook: next,
    deliveries: done.map(({ delivery }) => delivery),
    attempts: done.map(({ attempt }) => attempt),
    givenUp: webhook.isEnabled && !next.isEnabled,
  };
}

export function webhookAlarm({ app }: Pick<Webhook, 'app'>): AlarmKey {
  return { kind: 'WEBHOOK_DISABLED', subject: app };
}
