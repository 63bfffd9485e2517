import type { App } from '../domain/app.ts';
import type { ParkReason, StoredCallback } from '../domain/callback.ts';
import { nearestFit } from '../domain/callback.ts';
import type { CallReport } from '../domain/report.ts';
import { isPlausible } from '../domain/report.ts';
import { settle } from '../domain/settlement.ts';
import type { Decision } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';

/** An authentic callback of an app. */
export interface ReceivedCallback {
  readonly app: App;
  /** SHA-256 of the raw body, in hex. */
  readonly bodyHash: string;
  readonly body: string;
  /** Null where the body is authentic but not understood. */
  readonly report: CallReport | null;
}

/**
 * CALLBACK-1, CALL-6: stores a callback and what follows from it in one commit; when this resolves, it is durable. The
 * same bytes again have no effect. What fits no call is parked with an alarm.
 */
export function receiveCallback({ accounts }: Ports) {
  return async (received: ReceivedCallback): Promise<StoredCallback['state']> => {
    const { app, bodyHash, report } = received;
    const callback = { app: app.id, bodyHash };
    if (report === null || !isPlausible(report)) {
      const reason = report === null ? 'NOT_UNDERSTOOD' : 'IMPLAUSIBLE';
      return accounts.decide(app.account, { callback }, (facts) =>
        facts.callback === null ? park(received, reason, facts.now) : { answer: 'DUPLICATE' },
      );
    }
    const { session, caller, callee } = report;
    const pair = { app: app.id, caller, callee };
    const keys = { callback, session: { app: app.id, session }, unmatched: pair, openPair: pair };
    return accounts.decide(app.account, keys, (facts): Decision<StoredCallback['state']> => {
      if (facts.callback !== null) return { answer: 'DUPLICATE' };
      const placing = facts.openPair.filter(({ status }) => status === 'PLACING');
      const call = facts.session ?? nearestFit([...facts.unmatched, ...placing], report);
      // One that is being placed takes its callback together with the answer to its start.
      if (call === null || (call !== 'TIE' && call.status === 'PLACING')) return park(received, 'NO_CALL', facts.now);
      if (call === 'TIE') return park(received, 'TIE', facts.now);
      const { transfers, ...saves } = settle(facts.account, call, report, facts.now);
      const state = saves.call !== undefined || saves.discrepancy !== undefined ? 'MATCHED' : 'DUPLICATE';
      const stored: StoredCallback = {
        ...received,
        app: app.id,
        state,
        reason: null,
        call: call.id,
        receivedAt: facts.now,
      };
      return { answer: state, saves: { ...saves, callbacks: [stored] }, transfers: transfers ?? [] };
    });
  };
}

function park(received: ReceivedCallback, reason: ParkReason, now: Date): Decision<StoredCallback['state']> {
  const stored: StoredCallback = {
    ...received,
    app: received.app.id,
    state: 'PARKED',
    reason,
    call: null,
    receivedAt: now,
  };
  const alarm = { kind: 'CALLBACK_PARKED', subject: received.bodyHash, openedAt: now } as const;
  return { answer: 'PARKED', saves: { callbacks: [stored], alarms: [alarm] } };
}
