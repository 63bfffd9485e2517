import type { App } from '../domain/app.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { ParkReason, StoredCallback } from '../domain/callback.ts';
import { isStale, mayBeAbout, nearestFit } from '../domain/callback.ts';
import { parkedAlarm } from '../domain/parked-callbacks.ts';
import { partyKey } from '../domain/parties.ts';
import type { CallReport } from '../domain/report.ts';
import { isPlausible } from '../domain/report.ts';
import { canSettle, settle } from '../domain/settlement.ts';
import { confirmReport } from './confirm-report.ts';
import { decisionOf } from './decision-of.ts';
import type { Decision, Facts } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';

/** An authentic callback of an app. */
export interface ReceivedCallback {
  readonly app: App;
  /** Wall time at which the provider says that it signed it. */
  readonly signedAt: Date;
  /** SHA-256 of the raw body, in hex. */
  readonly bodyHash: string;
  /** The raw body. */
  readonly body: Uint8Array;
  /** Null where the body is authentic but not understood. */
  readonly report: CallReport | null;
}

type State = StoredCallback['state'];

/** Whether a callback may move money: it is fresh or was confirmed, it was not confirmed, or nobody was asked yet. */
type Trust = 'TRUSTED' | 'NOT_CONFIRMED' | 'NOT_ASKED';

/**
 * CALLBACK-1, CALL-6: stores a callback and what follows from it in one commit; when this resolves, it is durable. The
 * same bytes again have no effect. A stale one that was never seen is held against a query before it settles anything.
 * What fits no call is parked with an alarm.
 */
export function receiveCallback(ports: Ports) {
  const { accounts, clock } = ports;
  const confirm = confirmReport(ports);
  return async (received: ReceivedCallback): Promise<State> => {
    const { app, bodyHash, report } = received;
    const callback = { app: app.id, bodyHash };
    if (report === null || !isPlausible(report)) {
      const reason = report === null ? 'NOT_UNDERSTOOD' : 'IMPLAUSIBLE';
      return accounts.decide(app.account, { callback }, (facts) =>
        facts.callback === null ? park(received, reason, facts.now) : { answer: 'DUPLICATE' },
      );
    }
    const session = { app: app.id, session: report.session };
    const between = { app: app.id, parties: partyKey(report) };
    const keys = { callback, session, parkedSession: session, unmatched: between, openBetween: between };
    const decide = (trust: Trust): Promise<State | 'ASK'> =>
      accounts.decide(app.account, keys, (facts) => take(received, report, facts, trust));
    const first = await decide(isStale(received.signedAt, clock.wall()) ? 'NOT_ASKED' : 'TRUSTED');
    if (first !== 'ASK') return first;
    const then = await decide((await confirm(app, report)) ? 'TRUSTED' : 'NOT_CONFIRMED');
    if (then === 'ASK') throw new Error('What was asked about is asked about again.');
    return then;
  };
}

type CallbackFacts = Facts<'callback' | 'session' | 'parkedSession' | 'unmatched' | 'openBetween'>;

function take(
  received: ReceivedCallback,
  report: CallReport,
  facts: CallbackFacts,
  trust: Trust,
): Decision<State | 'ASK'> {
  if (facts.callback !== null) return { answer: 'DUPLICATE' };
  const call = facts.session ?? nearestFit(mayBeAbout(facts.unmatched, facts.openBetween), report);
  // What is only compared moves no money, however old it is.
  const isCompared = call !== null && call !== 'TIE' && call.report !== null;
  if (trust !== 'TRUSTED' && !isCompared) {
    return trust === 'NOT_ASKED' ? { answer: 'ASK' } : park(received, 'STALE', facts.now);
  }
  if (call === 'TIE') return park(received, 'TIE', facts.now);
  // A session is of one kind: what says that a call's is a conference's cannot be true.
  if (call !== null && !canSettle(report, call)) return park(received, 'IMPLAUSIBLE', facts.now);
  // One that is being placed takes its callback together with the answer to its start.
  if (call === null || call.status === 'PLACING') return park(received, 'NO_CALL', facts.now);
  return match(received, report, call, facts);
}

function match(received: ReceivedCallback, report: CallReport, call: AnyCall, facts: CallbackFacts): Decision<State> {
  const settlement = settle(facts.account, call, report, facts.now);
  const isNews = settlement.call !== undefined || settlement.discrepancies !== undefined;
  const state = isNews ? 'MATCHED' : 'DUPLICATE';
  const stored = storedAs({ state, reason: null, call: call.id }, received, facts.now);
  const { saves, transfers } = decisionOf(call, settlement, undefined, facts.parkedSession);
  return {
    answer: state,
    saves: { ...saves, callbacks: [stored, ...(saves?.callbacks ?? [])] },
    transfers: transfers ?? [],
  };
}

function park(received: ReceivedCallback, reason: ParkReason, now: Date): Decision<State> {
  const stored = storedAs({ state: 'PARKED', reason, call: null }, received, now);
  const alarm = { ...parkedAlarm(received), openedAt: now };
  return { answer: 'PARKED', saves: { callbacks: [stored], alarms: [alarm] } };
}

function storedAs(
  what: Pick<StoredCallback, 'state' | 'reason' | 'call'>,
  { app, bodyHash, body, report }: ReceivedCallback,
  receivedAt: Date,
): StoredCallback {
  return { app: app.id, bodyHash, body, report, ...what, receivedAt };
}
