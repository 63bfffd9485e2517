import type { Account } from './account.ts';
import type { AnyCall } from './any-call.ts';
import type { Money } from './money.ts';
import { talkCost } from './quote.ts';
import { Tariff } from './tariff.ts';

/** LIVE-2: what a conversation has cost so far. An estimate: the settlement is final. */
export interface RunningCost {
  /** Minutes started. */
  readonly minutes: bigint;
  readonly cost: Money;
  readonly reserved: Money;
  readonly available: Money;
  readonly minutesLeft: bigint;
  /** When the next minute starts; null when the granted duration holds no further one. */
  readonly nextMinuteAt: Date | null;
}

/** Null unless the conversation is known to be under way. */
export function runningCost(call: AnyCall, account: Account, now: Date): RunningCost | null {
  if (call.state.money !== 'RESERVED' || call.state.status !== 'IN_PROGRESS' || call.state.answeredAt === null)
    return null;
  const { tariff, grantedSeconds, reservation } = call.order;
  const answeredAt = call.state.answeredAt.getTime();
  const elapsed = Math.floor((now.getTime() - answeredAt) / 1000) + 1;
  const seconds = Math.min(Math.max(elapsed, 1), grantedSeconds);
  const minutes = Tariff.startedMinutes(seconds);
  const startedSeconds = Number(minutes) * 60;
  return {
    minutes,
    cost: talkCost(call.order, seconds),
    reserved: reservation,
    available: account.available,
    minutesLeft: tariff.minutesLeft(account.available),
    nextMinuteAt: startedSeconds < grantedSeconds ? new Date(answeredAt + startedSeconds * 1000) : null,
  };
}
