import type { Call } from '../domain/call.ts';
import { isPlausible } from '../domain/report.ts';
import { settle } from '../domain/settlement.ts';
import { decisionOf } from './decision-of.ts';
import type { Ports } from './ports/ports.ts';
import type { CallNews } from './ports/telephony-gateway.ts';

/** Takes what a query told about a call: its end settles it (CALL-6), progress moves it on (LIVE-3). Answers with the call as it is then. */
export function applyNews({ accounts, log }: Ports) {
  return async (call: Call, news: CallNews): Promise<Call> => {
    if (news.kind === 'UNKNOWN') {
      log('warn', 'A query told nothing about a call.', { call: call.id, why: news.why });
      return call;
    }
    if (news.kind === 'ENDED' && !isPlausible(news.report)) {
      log('error', 'A query told something impossible about a call.', { call: call.id });
      return call;
    }
    if (
      news.kind === 'ALIVE' &&
      (news.status === null || call.progressed(news.status, null, call.changedAt) === call)
    ) {
      return call;
    }
    return accounts.decide(call.order.account, { call: call.id }, ({ account, call: present, now }) => {
      if (news.kind === 'ENDED') return decisionOf(present, settle(account, present, news.report, now));
      const next = news.status === null ? present : present.progressed(news.status, news.answeredAt, now);
      return next === present ? { answer: present } : { answer: next, saves: { call: next } };
    });
  };
}
