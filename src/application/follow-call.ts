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
      ask(ports, settings, account, id, following.end.signal)
        .catch((error: unknown) => {
          ports.log('error', 'Following a call failed.', { call: id, error });
        })
        .finally(() => followed.get(id) === following && followed.delete(id));
    }
    return () => {
      following.watchers -= 1;
      if (following.watchers > 0) return;
      following.end.abort();
      if (followed.get(id) === following) followed.delete(id);
    };
  };
}

async function ask(ports: Ports, settings: Settings, account: AccountId, id: CallId, end: AbortSignal): Promise<void> {
  const { accounts, gateway, secrets, clock } = ports;
  const apply = applyNews(ports);
  const find = (): Promise<Call> => accounts.decide(account, { call: id }, ({ call }) => ({ answer: call }));
  let call = await find();
  const app = await accounts.decide(account, { app: call.order.app }, (facts) => ({ answer: facts.app }));
  const credentials = credentialsOf(app, secrets);
  for (;;) {
    await clock.sleep(Math.max((settings.progressSeconds * 1000) / clock.rate, SHORTEST_INTERVAL_MS), end);
    if (end.aborted || call.hasEnded) return;
    call = call.session === null ? await find() : await apply(call, await gateway.query(credentials, call.session));
  }
}
