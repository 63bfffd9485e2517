import type { App } from '../domain/app.ts';
import { assert } from '../domain/assert.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { AccountId, CallId } from '../domain/ids.ts';
import type { Progress } from '../domain/progress-pause.ts';
import { progressPause } from '../domain/progress-pause.ts';
import { applyNews } from './apply-news.ts';
import { credentialsOf } from './credentials-of.ts';
import type { AppCredentials } from './ports/app-credentials.ts';
import type { Provider } from './pace/provider.ts';
import type { Ports } from './ports/ports.ts';
import type { Asked, CallNews } from './ports/telephony-gateway.ts';
import type { Settings } from './settings.ts';
import { within } from './view.ts';

/** Never asked more often than this, however fast service time runs. */
const SHORTEST_INTERVAL_MS = 100;

interface Following {
  watchers: number;
  readonly end: AbortController;
}

/**
 * LIVE-3: asks the provider for the progress of a call for as long as somebody watches it, once however many watch and on
 * however many replicas. Returns how to stop watching.
 */
export function followCall(ports: Ports, settings: Settings, provider: Provider) {
  const pause = pauseBy(ports, settings);
  const followed = new Map<CallId, Following>();
  return (account: AccountId, id: CallId): (() => void) => {
    const following = followed.get(id) ?? { watchers: 0, end: new AbortController() };
    following.watchers += 1;
    if (following.watchers === 1) {
      followed.set(id, following);
      const { signal } = following.end;
      const ask = askOnce(ports, account, id, pause, (credentials, asked, patienceMs) =>
        provider.query(account, credentials, asked, patienceMs, signal),
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

/** In wall milliseconds, until the next question; infinite where service time stands still until it is moved. */
type Pause = (known: Progress | null) => number;

function pauseBy({ clock }: Ports, { progressSeconds }: Settings): Pause {
  return (known) => {
    const seconds = known === null ? progressSeconds : progressPause(known, progressSeconds, clock.service());
    return Math.max((seconds * 1000) / clock.rate, SHORTEST_INTERVAL_MS);
  };
}

type Ask = (known: Progress | null) => Promise<Progress>;

/** Until the call has ended or nobody watches; a question that fails is asked again at its next turn. */
async function keepAsking({ clock, log }: Ports, ask: Ask, id: CallId, pause: Pause, end: AbortSignal): Promise<void> {
  let known: Progress | null = null;
  while (known?.call.hasEnded !== true) {
    known = await ask(known).catch((error: unknown) => {
      log('error', 'Asking for the progress of a call failed.', { call: id, error });
      return known;
    });
    await clock.sleep(pause(known), end);
    if (end.aborted) return;
  }
}

type Query = (credentials: AppCredentials, asked: Asked, patienceMs: number) => Promise<CallNews | null>;

/**
 * Reads the call at first and while it has no session; asks the provider from then on. Where the turn is another
 * replica's, what that one has learned is read instead. A question that the provider's rate has no room for is left out:
 * the next one comes soon.
 */
function askOnce(ports: Ports, account: AccountId, id: CallId, pause: Pause, query: Query): Ask {
  const { accounts, secrets, turns } = ports;
  const apply = applyNews(ports);
  let app: App | null = null;
  return async (known) => {
    if (known === null || known.call.session === null) return { call: await readCall(ports, account, id), silences: 0 };
    const pauseMs = pause(known);
    const turnMs = Number.isFinite(pauseMs) ? pauseMs : SHORTEST_INTERVAL_MS;
    if (!(await turns.take(account, id, turnMs))) return { ...known, call: await readCall(ports, account, id) };
    const { order, kind, session } = known.call;
    app ??= await accounts.decide(account, { app: order.app }, (facts) => ({ answer: facts.app }));
    const news = await query(credentialsOf(app, secrets), { kind, session }, pauseMs);
    if (news === null) return known;
    return { call: await apply(known.call, news), silences: news.kind === 'UNKNOWN' ? known.silences + 1 : 0 };
  };
}

async function readCall(ports: Ports, account: AccountId, id: CallId): Promise<AnyCall> {
  const call = await within(ports, account, (reads) => reads.call(id));
  assert(call !== null, 'who watches a call has seen it');
  return call;
}
