import { randomUUID } from 'node:crypto';
import { type CallKind, startActions } from '../call/kind.ts';
import { startScript } from '../call/start-script.ts';
import type { SandboxContext } from '../context.ts';
import type { StartFault } from '../faults/fault.ts';
import type { SandboxApp } from '../store/store.ts';
import { type Action, badParameter } from './action.ts';
import { noteStart } from './note-start.ts';
import { placeCall } from './place-call.ts';
import { nameOf, replyTo, replyUnder } from './start-reply.ts';
import { isTelephoneNumber } from './telephone-number.ts';

/** The callees that a start's parameter names, or null when it cannot be served. */
export type ReadCallees = (callee: string, caller: string) => readonly [string, ...string[]] | null;

interface AskedStart {
  readonly caller: string;
  readonly callees: readonly [string, ...string[]];
  readonly maxDur: number;
}

const refusals: ReadonlySet<StartFault['kind']> = new Set(['CODE', 'BAD_HEADER', 'HTTP', 'CONTRACT_EMPTY']);
const wholeSeconds = /^[1-9]\d{0,8}$/;

/** Starts calls of one kind, as the scripts of their callees say, or as a fault has it. */
export function startOf(kind: CallKind, readCallees: ReadCallees): Action {
  const action = startActions[kind];
  return async (app, form, context) => {
    const asked = askedStart(app, form, readCallees);
    if (typeof asked === 'string') {
      noteStart(action, app, form, context, null, 'CODE 414');
      return badParameter(asked);
    }
    const { caller, callees, maxDur } = asked;
    const { settings } = context;
    const script = startScript(callees, settings);
    const call = { kind, caller, callees: script.callees, maxDur };
    const fault = context.faults.onStart({ appKey: app.appKey, ...call });
    const starts = fault === null ? script.starts : startsUnder(fault);
    const session = randomUUID();
    const known = fault?.kind === 'USED_SESSION' ? await previousSession(app, context) : null;
    noteStart(action, app, form, context, starts ? session : null, nameOf(fault ?? script.answer));
    if (starts) await placeCall(app, { ...call, session }, script, context);
    return fault === null
      ? replyTo(script.answer, session, settings.heldAnswerMs)
      : replyUnder(fault, session, known, settings.heldAnswerMs);
  };
}

/** The name of the first parameter that is wrong, when one is. Parameters beside these are not looked at. */
function askedStart(app: SandboxApp, form: URLSearchParams, readCallees: ReadCallees): AskedStart | string {
  const field = (name: string): string => form.get(name) ?? '';
  const caller = field('caller');
  if (field('callerAcc').toLowerCase() !== app.accid) return 'callerAcc';
  if (!isTelephoneNumber(caller)) return 'caller';
  const callees = readCallees(field('callee'), caller);
  if (callees === null) return 'callee';
  return wholeSeconds.test(field('maxDur')) ? { caller, callees, maxDur: Number(field('maxDur')) } : 'maxDur';
}

/** By themselves the faults that refuse start nothing, and those that lose or spoil the answer start the call. */
function startsUnder(fault: StartFault): boolean {
  return fault.started ?? !refusals.has(fault.kind);
}

async function previousSession({ appKey }: SandboxApp, { store }: SandboxContext): Promise<string | null> {
  const [newest] = await store.listCalls({ appKey }, 1);
  return newest?.session ?? null;
}
