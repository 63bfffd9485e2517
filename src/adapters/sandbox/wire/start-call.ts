import { randomUUID } from 'node:crypto';
import type { Course, StartAnswer } from '../call/course.ts';
import { scriptFor, standInCourse } from '../call/numbers.ts';
import type { SandboxContext } from '../context.ts';
import type { StartFault } from '../faults/fault.ts';
import { spoil } from '../faults/spoil.ts';
import { html, type Reply } from '../http/reply.ts';
import type { SandboxApp } from '../store/store.ts';
import { type Action, badParameter, codeReply, success } from './action.ts';
import { noteStart } from './note-start.ts';
import { placeCall } from './place-call.ts';

/** National digits: a mobile number, or an area code with its number. */
const telephoneNumber = /^(1[3-9]\d{9}|0\d{9,11})$/;
const wholeSeconds = /^[1-9]\d{0,8}$/;

/** Starts a call as the script of its callee says, or as a fault has it. */
export const startCall: Action = async (app, form, context) => {
  const wrong = wrongParameter(app, form);
  if (wrong !== null) {
    noteStart(app, form, context, null, 'CODE 414');
    return badParameter(wrong);
  }
  const field = (name: string): string => form.get(name) ?? '';
  const call = { caller: field('caller'), callee: field('callee'), maxDur: Number(field('maxDur')) };
  const { settings } = context;
  const script = scriptFor(call.callee, settings);
  const fault = context.faults.onStart({ appKey: app.appKey, ...call });
  const course = fault === null ? script.course : courseUnder(fault, script.course, context);
  const session = randomUUID();
  const known = fault?.kind === 'USED_SESSION' ? await previousSession(app, context) : null;
  noteStart(app, form, context, course && session, nameOf(fault ?? script.answer));
  if (course) await placeCall(app, { ...call, session, course }, script, context);
  return fault === null
    ? replyTo(script.answer, session, settings.heldAnswerMs)
    : replyUnder(fault, session, known, settings.heldAnswerMs);
};

function wrongParameter(app: SandboxApp, form: URLSearchParams): string | null {
  const field = (name: string): string => form.get(name) ?? '';
  if (field('callerAcc').toLowerCase() !== app.accid) return 'callerAcc';
  if (!telephoneNumber.test(field('caller'))) return 'caller';
  if (!telephoneNumber.test(field('callee'))) return 'callee';
  return wholeSeconds.test(field('maxDur')) ? null : 'maxDur';
}

const nameOf = (answer: StartAnswer | StartFault): string =>
  answer.kind === 'CODE' ? `CODE ${answer.code}` : answer.kind;

/** By themselves the faults that refuse start nothing, and those that lose or spoil the answer start the call. */
function courseUnder(fault: StartFault, scripted: Course | null, { settings }: SandboxContext): Course | null {
  const refuses = fault.kind === 'CODE' || fault.kind === 'HTTP' || fault.kind === 'CONTRACT_EMPTY';
  return (fault.started ?? !refuses) ? (scripted ?? standInCourse(settings)) : null;
}

async function previousSession({ appKey }: SandboxApp, { store }: SandboxContext): Promise<string | null> {
  const [newest] = await store.listCalls({ appKey }, 1);
  return newest?.session ?? null;
}

function replyUnder(fault: StartFault, session: string, known: string | null, holdMs: number): Reply {
  if (fault.kind === 'NO_SESSION') return success({});
  if (fault.kind === 'USED_SESSION') return success({ session: known ?? session });
  if (fault.kind === 'CONTRACT_EMPTY') return codeReply(403, 'balance not enough');
  return spoil(success({ session }), fault, holdMs);
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
      return { kind: 'CUT', atByte: null, reset: false, reply: success({ session }) };
    case 'CODE':
      return codeReply(answer.code, answer.msg);
    case 'BAD_GATEWAY':
      return html(502, '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>');
  }
}
