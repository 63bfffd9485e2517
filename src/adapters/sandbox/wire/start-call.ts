import { randomUUID } from 'node:crypto';
import type { Course, Script, StartAnswer } from '../call/course.ts';
import { scriptFor } from '../call/numbers.ts';
import { timelineOf } from '../call/timeline.ts';
import type { SandboxContext } from '../context.ts';
import { html, type Reply } from '../http/reply.ts';
import type { SandboxApp } from '../store/store.ts';
import { type Action, badParameter, codeReply, success } from './action.ts';

/** National digits: a mobile number, or an area code with its number. */
const telephoneNumber = /^(1[3-9]\d{9}|0\d{9,11})$/;
const wholeSeconds = /^[1-9]\d{0,8}$/;

/** Starts a call as the script of its callee says. */
export const startCall: Action = async (app, form, context) => {
  const field = (name: string): string => form.get(name) ?? '';
  if (field('callerAcc').toLowerCase() !== app.accid) return badParameter('callerAcc');
  if (!telephoneNumber.test(field('caller'))) return badParameter('caller');
  if (!telephoneNumber.test(field('callee'))) return badParameter('callee');
  if (!wholeSeconds.test(field('maxDur'))) return badParameter('maxDur');
  const call = { caller: field('caller'), callee: field('callee'), maxDur: Number(field('maxDur')) };
  const script = scriptFor(call.callee, context.settings);
  const session = randomUUID();
  if (script.course) await place(app, { ...call, session, course: script.course }, script, context);
  return replyTo(script.answer, session, context.settings.heldAnswerMs);
};

interface Placed {
  readonly session: string;
  readonly caller: string;
  readonly callee: string;
  readonly maxDur: number;
  readonly course: Course;
}

async function place(app: SandboxApp, placed: Placed, script: Script, context: SandboxContext): Promise<void> {
  const { clock, store, settings, callbacks } = context;
  const overAlready = script.answer.kind === 'ACCEPTED_AFTER_CALLBACK';
  const now = clock.now();
  const span = overAlready ? timelineOf(now, placed.maxDur, placed.course).endedAt.getTime() - now.getTime() : 0;
  const startedAt = new Date(now.getTime() - span);
  const { endedAt } = timelineOf(startedAt, placed.maxDur, placed.course);
  const waitSeconds = overAlready ? 0 : settings.callbackDelaySeconds + script.callback.lateSeconds;
  const due = new Date(endedAt.getTime() + waitSeconds * 1000);
  const dues = Array.from({ length: script.callback.copies }, () => due);
  const call = { ...placed, appKey: app.appKey, accid: app.accid, startedAt };
  const deliveries = await store.addCall(call, dues, overAlready ? callbacks.leaseMs : 0);
  if (overAlready) await Promise.all(deliveries.map((delivery) => callbacks.attempt(delivery)));
  callbacks.wake();
}

function replyTo(answer: StartAnswer, session: string, holdMs: number): Reply {
  switch (answer.kind) {
    case 'ACCEPTED':
    case 'ACCEPTED_AFTER_CALLBACK':
      return success({ session });
    case 'WITHOUT_SESSION':
      return success({});
    case 'NEVER':
      return { kind: 'NEVER', holdMs };
    case 'CUT':
      return { ...success({ session }), kind: 'CUT' };
    case 'CODE':
      return codeReply(answer.code, answer.msg);
    case 'BAD_GATEWAY':
      return html(502, '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>');
  }
}
