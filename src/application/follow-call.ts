import type { App } from '../domain/app.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { AccountId, CallId } from '../domain/ids.ts';
import { applyNews } from './apply-news.ts';
import { credentialsOf } from './credentials-of.ts';
import type { AppCredentials } from './ports/app-credentials.ts';
import type { Provider } from './pace/provider.ts';
import type { Ports } from './ports/ports.ts';
import type { Asked, CallNews } from './ports/telephony-gateway.ts';
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
export function followCall(ports: Ports, settings: Settings, provider: Provider) {
  const pause = (): number => Math.max((settings.progressSeconds * 1000) / ports.clock.rate, SHORTEST_INTERVAL_MS);
  const followed = new Map<CallId, Following>();
  return (account: AccountId, id: CallId): (() => void) => {
    const following = followed.get(id) ?? { watchers: 0, end: new AbortController() };
    following.watchers += 1;
    if (following.watchers === 1) {
      followed.set(id, following);
      const { signal } = following.end;
      const ask = askOnce(ports, account, id, (credentials, asked) =>
        provider.query(account, credentials, asked, pause(), signal),
      );
      void keepAsking(ports, ask, id, pause, signal).finally(
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
  { clock, log }: Ports,
  ask: (known: AnyCall | null) => Promise<AnyCall>,
  id: CallId,
  pause: () => number,
  end: AbortSignal,
): Promise<void> {
  let call: AnyCall | null = null;
  while (call?.hasEnded !== true) {
    call = await ask(call).catch((error: unknown) => {
      log('error', 'Asking for the progress of a call failed.', { call: id, error });
      return call;
    });
    await clock.sleep(pause(), end);
    if (end.aborted) return;
  }
}

type Query = (credentials: AppCredentials, asked: Asked) => Promise<CallNews | null>;

/**
 * Reads the call at first and while it has no session; asks the provider from then on. A question whose turn did not
 * come is left out: the next one comes soon.
 */
function askOnce(
  ports: Ports,
  account: AccountId,
  id: CallId,
  query: Query,
): (known: AnyCall | null) => Promise<AnyCall> {
  const { accounts, secrets } = ports;
  const apply = applyNews(ports);
  let app: App | null = null;
  return async (known) => {
    if (known === null || known.session === null) {
      return accounts.decide(account, { call: id }, ({ call }) => ({ answer: call }));
    }
    app ??= await accounts.decide(account, { app: known.order.app }, (facts) => ({ answer: facts.app }));
    const news = await query(credentialsOf(app, secrets), { kind: known.kind, session: known.session });
    return news === null ? known : apply(known, news);
  };
}
