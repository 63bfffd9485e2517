import type { AnyCall } from '../domain/any-call.ts';
import type { StoredCallback } from '../domain/callback.ts';
import { awaitsConfirmation, mayBeAbout, nearestFit } from '../domain/callback.ts';
import { named, partyKey } from '../domain/parties.ts';
import type { Provider } from './pace/provider.ts';
import type { Decision, Facts } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';
import { confirmParked } from './receive-callback.ts';

/** A claim lasts no longer than it takes to ask about so many. */
const ASKED_ABOUT = 2;

/**
 * CALL-5, CALLBACK-1: before a call that was never heard of is given up, the provider is asked once more about reports
 * that are parked because nobody confirmed them, and fit this call. Whether one has settled it.
 *
 * @throws ServiceBusy where it could not be asked.
 */
export function settleByParked(ports: Ports, provider: Pick<Provider, 'query'>) {
  const { accounts } = ports;
  const confirm = confirmParked(ports, provider);
  return async ({ id, order }: AnyCall): Promise<boolean> => {
    const between = { app: order.app, parties: partyKey(named(order)) };
    const keys = { app: order.app, parkedBetween: between, unmatched: between, openBetween: between };
    const { app, waiting } = await accounts.decide(order.account, keys, (facts) => waitingFor(id, facts));
    for (const callback of waiting.slice(0, ASKED_ABOUT)) {
      if ((await confirm(app, callback)) === 'MATCHED') return true;
    }
    return false;
  };
}

type WaitingFacts = Facts<'app' | 'parkedBetween' | 'unmatched' | 'openBetween'>;

function waitingFor(
  id: AnyCall['id'],
  { app, parkedBetween, unmatched, openBetween }: WaitingFacts,
): Decision<{ app: WaitingFacts['app']; waiting: readonly StoredCallback[] }> {
  const calls = mayBeAbout(unmatched, openBetween);
  const waiting = parkedBetween.filter((callback) => {
    if (callback.report === null || !awaitsConfirmation(callback)) return false;
    const fitting = nearestFit(calls, callback.report);
    return fitting !== null && fitting !== 'TIE' && fitting.id === id;
  });
  return { answer: { app, waiting } };
}
