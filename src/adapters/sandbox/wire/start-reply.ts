import type { StartAnswer } from '../call/course.ts';
import type { StartFault } from '../faults/fault.ts';
import { spoil } from '../faults/spoil.ts';
import { html, type Reply } from '../http/reply.ts';
import { badHeader, codeReply, success } from './action.ts';

/** As the list of starts names an answer. */
export const nameOf = (answer: StartAnswer | StartFault): string =>
  answer.kind === 'CODE' ? `CODE ${answer.code}` : answer.kind;

export function replyUnder(fault: StartFault, session: string, known: string | null, holdMs: number): Reply {
  if (fault.kind === 'NO_SESSION') return success({});
  if (fault.kind === 'USED_SESSION') return success({ session: known ?? session });
  if (fault.kind === 'CONTRACT_EMPTY') return codeReply(403, 'balance not enough');
  return spoil(success({ session }), fault, holdMs);
}

export function replyTo(answer: StartAnswer, session: string, holdMs: number): Reply {
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
    case 'BAD_HEADER':
      return badHeader();
    case 'BAD_GATEWAY':
      return html(502, '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>');
  }
}
