import type { App } from '../domain/app.ts';
import type { CallReport } from '../domain/report.ts';
import { credentialsOf } from './credentials-of.ts';
import type { Ports } from './ports/ports.ts';
import type { CallNews } from './ports/telephony-gateway.ts';

/** Wall milliseconds: the provider waits 5 s for the answer to its callback, and storing it takes its part. */
const PATIENCE_MS = 3000;

/** Asks the provider whether a report is true: false where it says anything else, and where it does not say so in time. */
export function confirmReport({ gateway, secrets, clock, log }: Ports) {
  return async (app: App, report: CallReport): Promise<boolean> => {
    const over = new AbortController();
    const late = clock
      .sleep(PATIENCE_MS, over.signal)
      .then((): CallNews => ({ kind: 'UNKNOWN', why: 'no answer in time' }));
    try {
      const news = await Promise.race([gateway.query(credentialsOf(app, secrets), report), late]);
      if (news.kind === 'ENDED') return news.report.talkSeconds === report.talkSeconds;
      log('warn', 'A stale callback was not confirmed.', { app: app.id, news: news.kind });
      return false;
    } finally {
      over.abort();
    }
  };
}
