import type { Forgery, MessageFault } from '../faults/fault.ts';

/** What one attempt at a callback says and to whom. Null is the truth, and the app's own address. */
export interface MessagePlan {
  readonly talkSeconds: number | null;
  readonly staleSeconds: number;
  readonly replacedSecret: boolean;
  readonly toAppKey: string | null;
  /** Posted before the genuine one, in this order. */
  readonly forged: readonly Forgery[];
}

/** All faults together; of two of a kind the later one holds, but every forgery is posted. */
export function messagePlan(faults: readonly MessageFault[]): MessagePlan {
  let talkSeconds: number | null = null;
  let staleSeconds = 0;
  let replacedSecret = false;
  let toAppKey: string | null = null;
  const forged: Forgery[] = [];
  for (const fault of faults) {
    if (fault.kind === 'DURATION') talkSeconds = fault.talkSeconds;
    if (fault.kind === 'STALE') staleSeconds = fault.seconds;
    if (fault.kind === 'REPLACED_SECRET') replacedSecret = true;
    if (fault.kind === 'MISDIRECTED') toAppKey = fault.toAppKey;
    if (fault.kind === 'FORGED') forged.push(fault.how);
  }
  return { talkSeconds, staleSeconds, replacedSecret, toAppKey, forged };
}
