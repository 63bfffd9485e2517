import type { AnyCall } from '../domain/any-call.ts';
import { askAgainLater, voidAtHorizon } from '../domain/overdue.ts';
import type { Settlement } from '../domain/settlement.ts';
import { applyNews } from './apply-news.ts';
import { credentialsOf } from './credentials-of.ts';
import { decisionOf } from './decision-of.ts';
import { fenced } from './fenced.ts';
import type { ClaimKey, Decision, Facts } from './ports/account-repository.ts';
import type { Provider } from './pace/provider.ts';
import type { DueCall } from './ports/call-register.ts';
import type { Ports } from './ports/ports.ts';
import { declareLost } from './record-answer.ts';
import { settleByParked } from './settle-by-parked.ts';
import type { Settings } from './settings.ts';

/** Looked after at once: few enough that a run is over long before its claims are, whatever the provider does. */
const CALLS_PER_RUN = 8;
/** Wall time that a query waits for its turn: longer than it takes to count like a start. */
const QUERY_PATIENCE_MS = 6000;

/**
 * CALL-5, CALL-7: looks after calls that are due. One whose dialler died is UNCONFIRMED; one past its deadline is asked
 * about, with back-off; an UNCONFIRMED one past its horizon is voided with an alarm. What it decides
 * is fenced by its claim; what it was told is not. Answers how many it looked at.
 */
export function resolveOverdueCalls(ports: Ports, settings: Settings, provider: Provider) {
  const { register, clock, log } = ports;
  const resolve = resolveOne(ports, settings, provider);
  return async (): Promise<number> => {
    const { placingSeconds } = settings;
    const due = await register.claimDue(clock.service(), placingSeconds, CALLS_PER_RUN, 2 * placingSeconds);
    const attempts = due.map(async (one) => {
      await resolve(one).catch((error: unknown) => {
        log('error', 'An overdue call could not be resolved; it is tried again.', { call: one.call, error });
      });
    });
    await Promise.all(attempts);
    return due.length;
  };
}

function resolveOne(ports: Ports, settings: Settings, provider: Provider) {
  const { accounts, secrets } = ports;
  const declare = declareLost(ports, settings);
  const apply = applyNews(ports);
  const settleParked = settleByParked(ports, provider);
  return async ({ account, call: id, token }: DueCall): Promise<void> => {
    const claim = { call: id, token };
    const call = await accounts.decide(account, { call: id }, (facts) => ({ answer: facts.call }));
    if (call.hasEnded) return;
    if (call.status === 'PLACING') {
      await declare(call, claim);
    } else if (call.session === null) {
      if (await settleParked(call)) return;
      await decideAlone(ports, call, claim, (facts) => voidAtHorizon(facts.account, facts.call, facts.now));
    } else {
      const app = await accounts.decide(account, { app: call.order.app }, (facts) => ({ answer: facts.app }));
      const asked = { kind: call.kind, session: call.session };
      const news = await provider.query(account, credentialsOf(app, secrets), asked, QUERY_PATIENCE_MS);
      const after = news === null ? call : await apply(call, news);
      if (after.hasEnded) return;
      await decideAlone(ports, after, claim, (facts) => askAgainLater(facts.call, facts.now, settings.callTimes));
    }
  };
}

/** What the worker decides by itself, while nobody else has claimed the call. Null: nothing. */
function decideAlone(
  { accounts }: Ports,
  { order, id }: AnyCall,
  claim: ClaimKey,
  rule: (facts: Facts<'call'>) => Settlement | null,
): Promise<AnyCall> {
  const decide = (facts: Facts<'call' | 'claim'>): Decision<AnyCall> => {
    const settlement = rule(facts);
    return settlement === null ? { answer: facts.call } : decisionOf(facts.call, settlement);
  };
  return accounts.decide(order.account, { call: id, claim }, fenced(decide));
}
