import type { CallTruth } from '../../src/adapters/sandbox/control/call-truth.ts';
import type { Books, CallRow, HiddenTruth } from './truth.ts';

/** CONF-2: everybody who was invited is known, and nothing is known of them that was not told. */
export function wrongParties(call: CallRow): string | null {
  const invited = call.kind === 'CONFERENCE' ? [call.caller, ...call.callees] : [];
  if (call.participants.join() !== invited.join()) return `has the participants ${call.participants.join()}`;
  if (call.kind === 'CALL' || call.charge_fen === null) return null;
  if (call.report_members?.join() !== invited.join())
    return `was settled for the members ${String(call.report_members?.join())}`;
  // The provider tells of a conference's parties who they are, and no more.
  return call.legs?.length === 0 ? null : `knows of its parties ${JSON.stringify(call.legs)}`;
}

/** I9: whatever was answered with 200 is there, with the numbers that it named, and belongs to the call that it is about. */
export function wrongCallbacks({ calls, callbacks }: Books, truth: HiddenTruth): string[] {
  const sessions = new Map(calls.map(({ id, session }) => [id, session]));
  const rang = new Map(truth.calls.map((call) => [call.session, call]));
  const stored = new Set(callbacks.map(({ session }) => session));
  const lost = truth.calls.filter(({ session, callback }) => callback.deliveredAt !== null && !stored.has(session));
  return [
    ...lost.map(({ session }) => `the callback for ${session} was answered with 200, and is lost`),
    ...callbacks.flatMap(({ session, members, call_id: call }) => {
      const about = rang.get(session ?? '');
      const wanted = about === undefined ? null : membersOf(about);
      return [
        ...(members === wanted ? [] : [`the callback for ${String(session)} has the members ${String(members)}`]),
        ...(call === null || sessions.get(call) === session
          ? []
          : [`the callback for ${String(session)} belongs to the call ${call}`]),
      ];
    }),
  ];
}

/** As a set: the same in any order. */
function membersOf({ kind, caller, callees }: CallTruth): string | null {
  return kind === 'CONFERENCE' ? [caller, ...callees].sort().join(' ') : null;
}
