import { html, type Reply } from '../http/reply.ts';
import type { WholeReply } from '../http/whole-reply.ts';
import { badHeader, codeReply } from '../wire/action.ts';
import { messageOfCode } from '../wire/result-codes.ts';
import type { AnswerFault } from './fault.ts';

/** What becomes of an answer under a fault. `holdMs` is how long an answer that never comes holds its connection. */
export function spoil(answer: WholeReply, fault: AnswerFault, holdMs: number): Reply {
  switch (fault.kind) {
    case 'LATE':
      return { kind: 'LATE', ms: fault.ms, reply: answer };
    case 'NEVER':
      return { kind: 'NEVER', holdMs };
    case 'CUT':
      return { kind: 'CUT', atByte: fault.atByte, reset: fault.reset ?? false, reply: answer };
    case 'CODE':
      return codeReply(fault.code, fault.msg ?? messageOfCode(fault.code));
    case 'BAD_HEADER':
      return badHeader();
    case 'HTTP':
      return html(fault.status, `<html><body>${fault.status}</body></html>`);
    case 'GIANT':
      return { ...answer, body: answer.body.replace('{', `{"padding":"${'x'.repeat(fault.bytes)}",`) };
    case 'BAD_JSON':
      return { ...answer, body: answer.body.slice(0, -1) };
  }
}
