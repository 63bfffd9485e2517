import type { Parties } from '../domain/parties.ts';
import { named, numbersOf } from '../domain/parties.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { ProviderSession } from '../domain/ids.ts';
import type { CallReport, HangUpCause, LegReport } from '../domain/report.ts';
import type { Chance } from './chance.ts';

/** How a call goes, drawn when it is placed. */
export type Course =
  | { readonly kind: 'REFUSED'; readonly providerCode: number; readonly endsAt: Date }
  | {
      readonly kind: 'REPORTED';
      readonly talkSeconds: number;
      readonly cause: HangUpCause;
      /** Who hangs up first, by a moment. */
      readonly first: 'CALLER' | 'CALLEE';
      readonly endsAt: Date;
      readonly reportedAt: Date;
    };

const words: Readonly<Record<HangUpCause, string>> = {
  NORMAL: 'NORMAL_CLEARING',
  BUSY: 'USER_BUSY',
  NO_ANSWER: 'NO_ANSWER',
  DECLINED: 'CALL_REJECTED',
  CANCELED: 'ORIGINATOR_CANCEL',
  LIMIT: 'ALLOTTED_TIMEOUT',
  OTHER: 'NETWORK_OUT_OF_ORDER',
};

/** Of a hundred calls 62 are answered, most of them within the provider's five seconds. */
export function drawCourse(chance: Chance, placedAt: Date, longestSeconds: number): Course {
  const later = (milliseconds: number): Date => new Date(placedAt.getTime() + Math.round(milliseconds));
  const draw = chance.next();
  if (draw < 0.03) {
    return {
      kind: 'REFUSED',
      providerCode: chance.among([404, 414, 416, 10404]),
      endsAt: later(200 + chance.around(150)),
    };
  }
  const talk = draw < 0.65 ? Math.max(1, Math.round(chance.around(140))) : 0;
  const talkSeconds = Math.min(talk, longestSeconds);
  const silent: HangUpCause = draw < 0.83 ? 'NO_ANSWER' : draw < 0.92 ? 'BUSY' : draw < 0.97 ? 'DECLINED' : 'OTHER';
  const cause = talkSeconds === 0 ? silent : talk > longestSeconds ? 'LIMIT' : 'NORMAL';
  const ringing = talkSeconds > 0 ? 1200 + chance.around(2200) : 3000 + chance.next() * 55_000;
  const endsAt = later(Math.min(ringing, 59_000) + talkSeconds * 1000);
  const reportedAt = new Date(endsAt.getTime() + 300 + Math.round(chance.around(700)));
  return { kind: 'REPORTED', talkSeconds, cause, first: chance.among(['CALLER', 'CALLEE']), endsAt, reportedAt };
}

export function reportOf(call: AnyCall, session: ProviderSession, course: Course & { kind: 'REPORTED' }): CallReport {
  const { talkSeconds, endsAt } = course;
  const parties: Parties = call.order;
  const startedAt = new Date(endsAt.getTime() - talkSeconds * 1000);
  const told = { createdAt: call.order.placedAt, talkSeconds, legs: legsOf(parties, course) };
  const of = named(parties);
  const source = 'CALLBACK' as const;
  return of.kind === 'CALL' ? { source, session, ...of, ...told } : { source, session, ...of, ...told, startedAt };
}

/** Who ends it goes a moment before the others; who never answered is told by the last leg's cause. */
function legsOf(parties: Parties, { cause, first, talkSeconds, endsAt }: Course & { kind: 'REPORTED' }): LegReport[] {
  const numbers = numbersOf(parties);
  const before = new Date(endsAt.getTime() - 180);
  return numbers.map(({ digits: number }, position) => {
    const isFirst = (position === 0) === (first === 'CALLER');
    const isSilent = talkSeconds === 0 && position === 0;
    const own: HangUpCause = isSilent ? 'NORMAL' : cause;
    return { number, endedAt: isFirst && talkSeconds > 0 ? before : endsAt, cause: own, providerCause: words[own] };
  });
}
