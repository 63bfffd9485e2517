import type { App } from '../domain/app.ts';
import type { Call } from '../domain/call.ts';
import type { AccountId, CallId } from '../domain/ids.ts';
import { applyNews } from './apply-news.ts';
import { credentialsOf } from './credentials-of.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/** Never asked more often than this, however fast service time runs. */
const SHORTEST_INTERVAL_MS = 100;

interface Following {
  watchers: number;
  readonly end: AbortController;
}

/**
 * LIVE-3: asks the provider for the progress of a call for as long as somebody watches it, once however many watch.
 * Returns how to stop watching.
 */
export function followCall(ports: Ports, settings: Settings) {
  const followed = new Map<CallId, Following>();
  return (account: AccountId, id: CallId): (() => void) => {
    const following = followed.get(id) ?? { watchers: 0, end: new AbortController() };
    following.watchers += 1;
    if (following.watchers === 1) {
      followed.set(id, following);
      void keepAsking(ports, settings, account, id, following.end.signal).finally(
        () => followed.get(id) === following && followed.delete(id),
      );
    }
    return () => {
      following.watchers -= 1;
      if (following.watchers > 0) return;
      following.end.abort();
      if (followed.get(id) === following) followed.delete(id);
    };
  };
}

/** Until the call has ended or nobody watches; a question that fails is asked again at its next turn. */
async function keepAsking(
  ports: Ports,
  settings: Settings,
  account: AccountId,
  id: CallId,
  end: AbortSignal,
): Promise<void> {
  const { clock, log } = ports;
  const pause = (): number => Math.max((settings.progressSeconds * 1000) / clock.rate, SHORTEST_INTERVAL_MS);
  const ask = askOnce(ports, account, id);
  let call: Call | null = null;
  while (call?.hasEnded !== true) {
    call = await ask(call).catch((error: unknown) => {
      log('error', 'Asking for the progress of a call failed.', { call: id, error });
      return call;
    });
    await clock.sleep(pause(), end);
    if (end.aborted) return;
  }
}

/** Reads the call at first and while it has no session; asks the provider from then on. */
function askOnce(ports: Ports, account: AccountId, id: CallId): (known: Call | null) => Promise<Call> {
  const { accounts, gateway, secrets } = ports;
  const apply = applyNews(ports);
  let app: App | null = null;
  return async (known) => {
    if (known === null || known.session === null) {
      return accounts.decide(account, { call: id }, ({ call }) => ({ answer: call }));
    }
    app ??= await accounts.decide(account, { app: known.order.app }, (facts) => ({ answer: facts.app }));
    return apply(known, await gateway.query(credentialsOf(app, secrets), known.session));
  };
}
