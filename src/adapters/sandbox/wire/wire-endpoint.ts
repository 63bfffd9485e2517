import type { IncomingMessage } from 'node:http';
import { isStartAction } from '../call/kind.ts';
import type { SandboxContext } from '../context.ts';
import { readBody } from '../http/body.ts';
import type { Reply } from '../http/reply.ts';
import { type Action, badHeader, codeReply } from './action.ts';
import { authenticate } from './authenticate.ts';
import { noteStart } from './note-start.ts';
import { queryBySession } from './query-by-session.ts';
import { sendCode, verifyCode } from './sms.ts';
import { messageOfCode } from './result-codes.ts';
import { startCall } from './start-call.ts';
import { startConference } from './start-conference.ts';

const actions: ReadonlyMap<string, Action> = new Map([
  ['startcall', startCall],
  ['startconf', startConference],
  ['queryBySession', queryBySession],
  ['sendcode', sendCode],
  ['verifycode', verifyCode],
]);

/** Serves `/call/ecp/<name>.action` and `/sms/<name>.action`. */
export async function serveAction(name: string, request: IncomingMessage, context: SandboxContext): Promise<Reply> {
  const { store, settings, buckets } = context;
  const body = await readBody(request);
  const app = await authenticate(request.headers, store, settings.curTimeWindowSeconds);
  if (!app) return badHeader();
  const form = new URLSearchParams(body.trim());
  if (!buckets.take(app.appKey, performance.now())) {
    if (isStartAction(name)) noteStart(name, app, form, context, null, 'CODE 416');
    return codeReply(416, messageOfCode(416));
  }
  const action = actions.get(name);
  if (!action) return codeReply(404, messageOfCode(404));
  return action(app, form, context);
}
