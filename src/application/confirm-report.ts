import type { App } from '../domain/app.ts';
import type { CallReport } from '../domain/report.ts';
import { credentialsOf } from './credentials-of.ts';
import type { Provider } from './pace/provider.ts';
import type { Ports } from './ports/ports.ts';
import { ServiceBusy } from './ports/service-busy.ts';
import type { CallNews } from './ports/telephony-gateway.ts';

/** Wall milliseconds: the provider waits 5 s for the answer to its callback, and storing it takes its part. */
const PATIENCE_MS = 3000;
/** Of these, for a turn at the provider (PACE-1): after an outage thousands come at once. */
const TURN_MS = 1000;

/**
 * Asks the provider whether a report is true: false where it says anything else, and where it does not say so in time.
 *
 * @throws ServiceBusy where it could not be asked, because of its pace: nothing is known.
 */
export function confirmReport({ secrets, clock, log }: Ports, provider: Pick<Provider, 'query'>) {
  return async (app: App, report: CallReport): Promise<boolean> => {
    const over = new AbortController();
    const late = clock
      .sleep(PATIENCE_MS, over.signal)
      .then((): CallNews => ({ kind: 'UNKNOWN', why: 'no answer in time' }));
    try {
      const asking = provider.query(app.account, credentialsOf(app, secrets), report, TURN_MS);
      const news = await Promise.race([asking, late]);
      if (news === null || (news.kind === 'UNKNOWN' && news.limitedForSeconds !== undefined)) throw new ServiceBusy();
      if (news.kind === 'ENDED') return news.report.talkSeconds === report.talkSeconds;
      log('warn', 'A stale callback was not confirmed.', { app: app.id, news: news.kind });
      return false;
    } finally {
      over.abort();
    }
  };
}
