import type { App } from '../domain/app.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { ParkReason, StoredCallback } from '../domain/callback.ts';
import { awaitsConfirmation, isStale, mayBeAbout, nearestFit } from '../domain/callback.ts';
import { parkedAlarm } from '../domain/parked-callbacks.ts';
import { partyKey } from '../domain/parties.ts';
import type { CallReport } from '../domain/report.ts';
import { isPlausible } from '../domain/report.ts';
import { canSettle, settle } from '../domain/settlement.ts';
import { confirmReport } from './confirm-report.ts';
import { decisionOf } from './decision-of.ts';
import type { Provider } from './pace/provider.ts';
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
 * same bytes again have no effect, unless they were parked because nobody confirmed them and are signed anew. A stale one
 * that was never seen is held against a query before it settles anything. What fits no call is parked with an alarm.
 *
 * @throws ServiceBusy where the provider could not be asked, because of its pace: it sends the callback again.
 */
export function receiveCallback(ports: Ports, provider: Pick<Provider, 'query'>) {
  const { accounts, clock } = ports;
  const confirm = confirmReport(ports, provider);
  const decide = decideAbout(ports);
  return async (received: ReceivedCallback): Promise<State> => {
    const { app, bodyHash, report } = received;
    const callback = { app: app.id, bodyHash };
    if (report === null || !isPlausible(report)) {
      const reason = report === null ? 'NOT_UNDERSTOOD' : 'IMPLAUSIBLE';
      return accounts.decide(app.account, { callback }, (facts) =>
        facts.callback === null ? park(received, reason, facts) : { answer: 'DUPLICATE' },
      );
    }
    const first = await decide(received, report, isStale(received.signedAt, clock.wall()) ? 'NOT_ASKED' : 'TRUSTED');
    if (first !== 'ASK') return first;
    const then = await decide(received, report, (await confirm(app, report)) ? 'TRUSTED' : 'NOT_CONFIRMED');
    if (then === 'ASK') throw new Error('What was asked about is asked about again.');
    return then;
  };
}

/**
 * CALLBACK-1: asks once more about a callback that is parked because nobody confirmed it; one that is true now has the
 * effect that it would have had when it came. What became of it.
 *
 * @throws ServiceBusy where the provider could not be asked.
 */
export function confirmParked(ports: Ports, provider: Pick<Provider, 'query'>) {
  const confirm = confirmReport(ports, provider);
  const decide = decideAbout(ports);
  return async (app: App, { bodyHash, body, report }: StoredCallback): Promise<State | 'ASK'> => {
    if (report === null || !(await confirm(app, report))) return 'PARKED';
    return decide({ app, bodyHash, body, report }, report, 'TRUSTED');
  };
}

/** What came, whenever it was signed. */
type Told = Omit<ReceivedCallback, 'signedAt'>;

function decideAbout({ accounts }: Ports) {
  return (told: Told, report: CallReport, trust: Trust): Promise<State | 'ASK'> => {
    const { app, bodyHash } = told;
    const session = { app: app.id, session: report.session };
    const between = { app: app.id, parties: partyKey(report) };
    const callback = { app: app.id, bodyHash };
    const keys = { callback, session, parkedSession: session, unmatched: between, openBetween: between };
    return accounts.decide(app.account, keys, (facts) => take(told, report, facts, trust));
  };
}

type CallbackFacts = Facts<'callback' | 'session' | 'parkedSession' | 'unmatched' | 'openBetween'>;

function take(received: Told, report: CallReport, facts: CallbackFacts, trust: Trust): Decision<State | 'ASK'> {
  const known = facts.callback;
  // Who replays what was kept back cannot sign it anew.
  const isNew = known === null || (trust === 'TRUSTED' && awaitsConfirmation(known));
  if (!isNew) return { answer: 'DUPLICATE' };
  const call = facts.session ?? nearestFit(mayBeAbout(facts.unmatched, facts.openBetween), report);
  // What is only compared moves no money, however old it is.
  const isCompared = call !== null && call !== 'TIE' && call.report !== null;
  if (trust !== 'TRUSTED' && !isCompared) {
    return trust === 'NOT_ASKED' ? { answer: 'ASK' } : park(received, 'STALE', facts);
  }
  if (call === 'TIE') return park(received, 'TIE', facts);
  // A session is of one kind: what says that a call's is a conference's cannot be true.
  if (call !== null && !canSettle(report, call)) return park(received, 'IMPLAUSIBLE', facts);
  // One that is being placed takes its callback together with the answer to its start.
  if (call === null || call.status === 'PLACING') return park(received, 'NO_CALL', facts);
  return match(received, report, call, facts);
}

function match(received: Told, report: CallReport, call: AnyCall, facts: CallbackFacts): Decision<State> {
  const settlement = settle(facts.account, call, report, facts.now);
  const isNews = settlement.call !== undefined || settlement.discrepancies !== undefined;
  const state = isNews ? 'MATCHED' : 'DUPLICATE';
  const stored = storedAs({ state, reason: null, call: call.id }, received, facts);
  const others = facts.parkedSession.filter(({ bodyHash }) => bodyHash !== received.bodyHash);
  const { saves, transfers } = decisionOf(call, settlement, undefined, others);
  return {
    answer: state,
    saves: {
      ...saves,
      callbacks: [stored, ...(saves?.callbacks ?? [])],
      closedAlarms: [...(facts.callback === null ? [] : [parkedAlarm(received)]), ...(saves?.closedAlarms ?? [])],
    },
    transfers: transfers ?? [],
  };
}

function park(received: Told, reason: ParkReason, facts: Facts<'callback'>): Decision<State> {
  const stored = storedAs({ state: 'PARKED', reason, call: null }, received, facts);
  const alarm = { ...parkedAlarm(received), openedAt: facts.now };
  return { answer: 'PARKED', saves: { callbacks: [stored], alarms: [alarm] } };
}

function storedAs(
  what: Pick<StoredCallback, 'state' | 'reason' | 'call'>,
  { app, bodyHash, body, report }: Told,
  { callback, now }: Facts<'callback'>,
): StoredCallback {
  return { app: app.id, bodyHash, body, report, ...what, receivedAt: callback?.receivedAt ?? now };
}
