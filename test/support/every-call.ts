import type { CallOrder } from '../../src/domain/call.ts';
import type { Call } from '../../src/domain/call.ts';
import { Money } from '../../src/domain/money.ts';
import type { Refusal } from '../../src/domain/provider-failure.ts';
import { Tariff } from '../../src/domain/tariff.ts';
import * as a from './a.ts';

type Make = (ordered: Partial<CallOrder>) => Call;

const silent = (cause: 'NO_ANSWER' | 'BUSY' | 'DECLINED' | 'OTHER') =>
  a.report({ talkSeconds: 0, legs: [a.leg('NORMAL', a.after(20)), a.leg(cause, null, a.callee.digits)] });
const settled =
  (report = a.report(), charge = 24): Make =>
  (ordered) =>
    a.openCall({}, ordered).settled(report, Money.fen(charge), a.after(91), a.after(95));
const refused =
  (providerCode: number | null, retryAfterSeconds: number | null, cause?: Refusal['cause']): Make =>
  (ordered) => {
    const refusal = { providerCode, retryAfterSeconds, ...(cause && { cause }) };
    return a.openCall({ status: 'PLACING', session: null }, ordered).refused(refusal, a.after(1));
  };
const voided: Make = (ordered) => a.unconfirmedCall(ordered).voided(a.after(3600));

/** A call in every state that the domain knows, and in every shape of one. */
export const everyCall: Readonly<Record<string, Make>> = {
  PLACING: (ordered) => a.openCall({ status: 'PLACING', session: null }, { ...ordered, reference: '订单 1' }),
  'PLACING on another tariff': (ordered) =>
    a.openCall(
      { status: 'PLACING', session: null },
      { ...ordered, tariff: new Tariff('v2', Money.fen(7), 'EACH_PARTY') },
    ),
  UNCONFIRMED: (ordered) => a.openCall({ status: 'PLACING', session: null }, ordered).unconfirmed(a.after(10), a.times),
  DIALING: (ordered) => a.openCall({}, ordered),
  CALLER_RINGING: (ordered) => a.openCall({ status: 'CALLER_RINGING' }, ordered),
  CALLEE_RINGING: (ordered) => a.openCall({ status: 'CALLEE_RINGING' }, ordered),
  IN_PROGRESS: (ordered) => a.openCall({ status: 'IN_PROGRESS', answeredAt: a.after(12.345) }, ordered),
  'IN_PROGRESS, asked again later': (ordered) =>
    a.openCall({ status: 'IN_PROGRESS' }, ordered).askAgainAt(a.after(500)),
  COMPLETED: settled(),
  'COMPLETED, told by a query without times or legs': settled(a.report({ source: 'QUERY', createdAt: null, legs: [] })),
  'COMPLETED, reported with other numbers and an odd cause': settled(
    a.report({ caller: '+8613800000001', legs: [{ ...a.leg('OTHER'), providerCause: '\u0000\uD800' }] }),
  ),
  'COMPLETED, told by an operator': (ordered) => a.settledByOperator(ordered, { session: a.aSession }),
  'COMPLETED, told by an operator without a session': (ordered) => a.settledByOperator(ordered),
  NO_ANSWER: settled(silent('NO_ANSWER'), 0),
  BUSY: settled(silent('BUSY'), 0),
  DECLINED: settled(silent('DECLINED'), 0),
  'FAILED, settled': settled(silent('OTHER'), 0),
  'FAILED, voided': voided,
  'FAILED, voided by an operator after the provider had accepted it': (ordered) =>
    a.openCall({}, ordered).voided(a.after(400)),
  'FAILED, voided, charged late': (ordered) => voided(ordered).chargedLate(a.report(), Money.fen(24), a.after(4000)),
  'FAILED, voided, reported late without a conversation': (ordered) =>
    voided(ordered).chargedLate(silent('BUSY'), Money.zero, a.after(4000)),
  REFUSED: refused(414, null),
  'REFUSED, to be tried later': refused(416, 60),
  'REFUSED, never reached': refused(null, null),
  'REFUSED, for its headers': refused(414, null, 'BAD_HEADER'),
  'REFUSED, without minutes at the provider': refused(403, null, 'OUT_OF_MINUTES'),
};
