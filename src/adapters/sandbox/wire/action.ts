import type { SandboxContext } from '../context.ts';
import { json, type Reply } from '../http/reply.ts';
import type { WholeReply } from '../http/whole-reply.ts';
import type { SandboxApp } from '../store/store.ts';

/** One `/call/ecp/<name>.action` or `/sms/<name>.action`, after the headers were found good. */
export type Action = (app: SandboxApp, form: URLSearchParams, context: SandboxContext) => Promise<Reply>;

/** The provider answers HTTP 200 whatever the code says. */
export function codeReply(code: number, msg: string): WholeReply {
  return json(200, { code, msg });
}

export function badParameter(name: string): WholeReply {
  return codeReply(414, `bad param '${name}'`);
}

/** A header failure has a shape of its own, with `desc` in place of `msg`. */
export function badHeader(): WholeReply {
  return json(200, { desc: 'bad http header', code: 414 });
}

export function success(obj: object | string): WholeReply {
  return json(200, { code: 200, msg: 'success', obj });
}
