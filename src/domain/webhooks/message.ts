import type { AnyCall } from '../any-call.ts';
import type { AppId } from '../ids.ts';
import { calleesOf } from '../parties.ts';
import { failureOf } from '../provider-failure.ts';
import { endedBy } from '../report.ts';
import { Tariff } from '../tariff.ts';
import { conversationStartOf } from '../time-to-answer.ts';

/**
 * `call.ended`: a call or a conference has ended, in whatever way; once each. `call.charged_late`: a report came after it
 * had been voided (CALL-6). `webhook.test`: an operator wants to see whether messages arrive.
 */
export const messageTypes = ['call.ended', 'call.charged_late', 'webhook.test'] as const;

export type MessageType = (typeof messageTypes)[number];

/** Grows when a field changes its meaning or is gone. A new field is no new version. */
const VERSION = 1;

/** CALL-11: the end of a call, as its app's receiver reads it. */
export function callMessage(type: Exclude<MessageType, 'webhook.test'>, call: AnyCall, now: Date): string {
  const { order, state, report } = call;
  const talkSeconds = report?.talkSeconds ?? null;
  return message(type, now, {
    id: call.id,
    appId: order.app,
    kind: order.kind,
    status: call.status,
    caller: order.caller.digits,
    callees: calleesOf(order).map(({ digits }) => digits),
    reference: order.reference,
    endedBy: report && endedBy(report, order.grantedSeconds),
    placedAt: order.placedAt,
    conversationStartedAt: conversationStartOf(call),
    endedAt: state.money === 'RESERVED' ? null : state.endedAt,
    talkSeconds,
    minutes: talkSeconds === null ? null : Number(Tariff.startedMinutes(talkSeconds)),
    charge: state.money === 'SETTLED' ? state.charge.toYuan() : null,
    lateCharge: state.money === 'VOIDED' ? (state.late?.charge.toYuan() ?? null) : null,
    failure: state.money === 'VOIDED' && state.refusal !== null ? failureOf(state.refusal).code : null,
  });
}

export function testMessage(app: AppId, now: Date): string {
  return message('webhook.test', now, { appId: app });
}

function message(type: MessageType, timestamp: Date, data: object): string {
  return JSON.stringify({ type, version: VERSION, timestamp, data });
}
