import type { AnyCall } from '../domain/any-call.ts';
import type { CallReport } from '../domain/report.ts';
import { canSettle, settle } from '../domain/settlement.ts';
import { decisionOf } from './decision-of.ts';
import type { Ports } from './ports/ports.ts';
import type { CallNews } from './ports/telephony-gateway.ts';

/** Takes what a query told about a call: its end settles it (CALL-6), progress moves it on (LIVE-3). Answers with the call as it is then. */
export function applyNews({ accounts, log }: Ports) {
  const ended = ({ id, order }: AnyCall, report: CallReport): Promise<AnyCall> => {
    const keys = { call: id, parkedSession: { app: order.app, session: report.session } };
    return accounts.decide(order.account, keys, ({ account, call, parkedSession, now }) =>
      decisionOf(call, settle(account, call, report, now), undefined, parkedSession),
    );
  };
  return async (call: AnyCall, news: CallNews): Promise<AnyCall> => {
    if (news.kind === 'UNKNOWN') {
      log('warn', 'A query told nothing about a call.', { call: call.id, why: news.why });
      return call;
    }
    if (news.kind === 'ENDED') {
      if (canSettle(news.report, call)) return ended(call, news.report);
      log('error', 'A query told something impossible about a call.', { call: call.id });
      return call;
    }
    const { status, answeredAt } = news;
    if (status === null || call.progressed(status, null, call.changedAt) === call) return call;
    return accounts.decide(call.order.account, { call: call.id }, ({ call: present, now }) => {
      const next = present.progressed(status, answeredAt, now);
      return next === present ? { answer: present } : { answer: next, saves: { call: next } };
    });
  };
}
