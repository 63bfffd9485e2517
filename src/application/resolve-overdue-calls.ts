import type { Call } from '../domain/call.ts';
import { release } from '../domain/settlement.ts';
import { applyNews } from './apply-news.ts';
import { credentialsOf } from './credentials-of.ts';
import { decisionOf } from './decision-of.ts';
import type { DueCall } from './ports/call-register.ts';
import type { Ports } from './ports/ports.ts';
import { recordAnswer } from './record-answer.ts';
import type { Settings } from './settings.ts';

/** Looked after at once: few enough that a run is over long before its claims are, whatever the provider does. */
const CALLS_PER_RUN = 8;
const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 3_600_000;

/**
 * CALL-5, CALL-7: looks after calls that are due. One whose dialler died is UNCONFIRMED; one past its deadline is asked
 * about, with back-off; an UNCONFIRMED one past its horizon is voided with an alarm. Answers how many it looked at.
 */
export function resolveOverdueCalls(ports: Ports, settings: Settings) {
  const { register, clock, log } = ports;
  const resolve = resolveOne(ports, settings);
  return async (): Promise<number> => {
    const placingBefore = new Date(clock.wall().getTime() - settings.placingSeconds * 1000);
    const leaseSeconds = 2 * settings.placingSeconds;
    const due = await register.claimDue(clock.service(), placingBefore, CALLS_PER_RUN, leaseSeconds);
    const attempts = due.map(async (one) => {
      await resolve(one).catch((error: unknown) => {
        log('error', 'An overdue call could not be resolved; it is tried again.', { call: one.call, error });
      });
    });
    await Promise.all(attempts);
    return due.length;
  };
}

function resolveOne(ports: Ports, settings: Settings) {
  const { accounts, gateway, secrets } = ports;
  const record = recordAnswer(ports, settings);
  const apply = applyNews(ports);
  return async ({ account, call: id }: DueCall): Promise<void> => {
    const call = await accounts.decide(account, { call: id }, (facts) => ({ answer: facts.call }));
    if (call.hasEnded) return;
    if (call.status === 'PLACING') {
      await record(call, { kind: 'AMBIGUOUS', why: 'the process that dialled has died' });
    } else if (call.session === null) {
      await voidAtHorizon(ports, call);
    } else {
      const app = await accounts.decide(account, { app: call.order.app }, (facts) => ({ answer: facts.app }));
      const after = await apply(call, await gateway.query(credentialsOf(app, secrets), call.session));
      if (!after.hasEnded) await askAgain(ports, settings, after);
    }
  };
}

function voidAtHorizon({ accounts }: Ports, { order, id }: Call): Promise<Call> {
  return accounts.decide(order.account, { call: id }, ({ account, call, now }) => {
    const isDue = !call.hasEnded && call.session === null && call.dueAt !== null && call.dueAt <= now;
    if (!isDue) return { answer: call };
    const ended = call.voided(now);
    return decisionOf(ended, release(account, ended, now, 'HORIZON_VOID'));
  });
}

/** Time alone releases nothing: what the provider can't tell stays reserved, and past the horizon a person is called. */
function askAgain({ accounts }: Ports, { callTimes }: Settings, { order, id }: Call): Promise<Call> {
  return accounts.decide(order.account, { call: id }, ({ call, now }) => {
    if (call.hasEnded) return { answer: call };
    const overdue = now.getTime() - call.order.deadline.getTime();
    const delay = Math.min(Math.max(overdue, FIRST_DELAY_MS), LONGEST_DELAY_MS);
    const next = call.askAgainAt(new Date(now.getTime() + delay));
    const lost = overdue > callTimes.horizonSeconds * 1000;
    const alarms = lost ? [{ kind: 'CALL_OVERDUE', subject: call.id, openedAt: now } as const] : [];
    return { answer: next, saves: { call: next, alarms } };
  });
}
