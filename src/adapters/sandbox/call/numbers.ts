import type { SandboxSettings } from '../settings.ts';
import { messageOfCode } from '../wire/result-codes.ts';
import type { Course, CourseEnd, HangCause, Script, StartAnswer } from './course.ts';
import { seededBetween } from './seeded.ts';

/** How a called number behaves: one row of the table in docs/sandbox.md. */
export interface NumberRow {
  /** As the table prints it; `dddd` and `cccc` stand for digits. */
  readonly numbers: string;
  readonly meaning: string;
  readonly pattern: RegExp;
  /** `digits` is what the pattern captured, or 0. */
  readonly script: (digits: number, callee: string, settings: SandboxSettings) => Script;
}

const once = { copies: 1, lateSeconds: 0 };
const accepted: StartAnswer = { kind: 'ACCEPTED' };

const course = (end: CourseEnd, settings: SandboxSettings): Course => ({
  setupSeconds: settings.setupSeconds,
  callerRingSeconds: settings.callerRingSeconds,
  calleeRingSeconds: settings.calleeRingSeconds,
  end,
  recordedLate: false,
});
const talk = (talkSeconds: number, settings: SandboxSettings): Course =>
  course({ kind: 'CONVERSATION', talkSeconds, firstToHangUp: 'callee' }, settings);
/** The course of a call that is started although its number's row starts none. */
export const standInCourse = (settings: SandboxSettings): Course => talk(30, settings);

const calleeLost = (calleeCause: HangCause, settings: SandboxSettings): Course =>
  course({ kind: 'CALLEE_LOST', calleeCause }, settings);

/** A number whose call is an ordinary conversation of 30 s while the start's answer or the callback goes astray. */
const astray = (digits: string, meaning: string, answer: StartAnswer, callback = once): NumberRow => ({
  numbers: `1380004${digits}`,
  meaning,
  pattern: new RegExp(`^1380004${digits}$`),
  script: (_, __, settings) => ({ answer, course: talk(30, settings), callback }),
});
const unanswered = (digits: string, meaning: string, of: (settings: SandboxSettings) => Course): NumberRow => ({
  numbers: `1380002${digits}`,
  meaning,
  pattern: new RegExp(`^1380002${digits}$`),
  script: (_, __, settings) => ({ answer: accepted, course: of(settings), callback: once }),
});
const refused = (answer: StartAnswer): Script => ({ answer, course: null, callback: once });

/** The table, in order of precedence; the last row takes every number. */
export const numberTable: readonly NumberRow[] = [
  {
    numbers: '1380000dddd',
    meaning: 'Answered; a conversation of dddd seconds, then the callee hangs up (0000: no conversation, 0 s).',
    pattern: /^1380000(\d{4})$/,
    script: (digits, _, settings) => ({ answer: accepted, course: talk(digits, settings), callback: once }),
  },
  {
    numbers: '1380001dddd',
    meaning: 'Answered; after dddd seconds the caller hangs up first.',
    pattern: /^1380001(\d{4})$/,
    script: (talkSeconds, _, settings) => ({
      answer: accepted,
      course: course({ kind: 'CONVERSATION', talkSeconds, firstToHangUp: 'caller' }, settings),
      callback: once,
    }),
  },
  unanswered('0001', 'The callee does not answer.', (settings) => ({
    ...calleeLost('NO_ANSWER', settings),
    calleeRingSeconds: settings.ringLimitSeconds,
  })),
  unanswered('0002', 'The callee is busy.', (settings) => calleeLost('USER_BUSY', settings)),
  unanswered('0003', 'The callee declines.', (settings) => calleeLost('CALL_REJECTED', settings)),
  unanswered('0004', 'The caller does not answer.', (settings) => ({
    ...course({ kind: 'CALLER_LOST', callerCause: 'NO_USER_RESPONSE', calleeCause: 'NO_USER_RESPONSE' }, settings),
    callerRingSeconds: settings.ringLimitSeconds,
  })),
  unanswered('0005', 'The caller is busy.', (settings) =>
    course({ kind: 'CALLER_LOST', callerCause: 'USER_BUSY', calleeCause: 'ORIGINATOR_CANCEL' }, settings),
  ),
  {
    numbers: '13800031408, 13800031415, 13800031500, 13800031503',
    meaning: 'The start answers code 408, 415, 500 or 503 although the call was started (30 s).',
    pattern: /^13800031(408|415|500|503)$/,
    script: (code, _, settings) => ({
      answer: { kind: 'CODE', code, msg: messageOfCode(code) },
      course: talk(30, settings),
      callback: once,
    }),
  },
  {
    numbers: '1380003cccc',
    meaning: 'The start is refused with result code cccc (0416: 416) and nothing rings.',
    pattern: /^1380003(?!0200)(\d{4})$/,
    script: (code) => refused({ kind: 'CODE', code, msg: messageOfCode(code) }),
  },
  astray('0001', 'Started (30 s), but the answer never comes.', { kind: 'NEVER' }),
  astray('0002', 'Started (30 s), but the answer is cut in mid-body.', { kind: 'CUT' }),
  astray('0003', 'Answered (30 s); the callback is never sent.', accepted, { copies: 0, lateSeconds: 0 }),
  astray('0004', 'Answered (30 s); the callback is sent three times.', accepted, { copies: 3, lateSeconds: 0 }),
  astray('0005', 'Answered (30 s); the callback comes 10 minutes late.', accepted, { copies: 1, lateSeconds: 600 }),
  {
    numbers: '13800040006',
    meaning: 'The call (5 s) is over at once, and its callback comes before the answer to the start.',
    pattern: /^13800040006$/,
    script: (_, __, settings) => ({
      answer: { kind: 'ACCEPTED_AFTER_CALLBACK' },
      course: talk(5, settings),
      callback: once,
    }),
  },
  astray('0007', 'Started (30 s), but the answer is a 200 without a session.', { kind: 'WITHOUT_SESSION' }),
  {
    numbers: '13800040008',
    meaning: 'HTTP 502 with an HTML body; nothing rings.',
    pattern: /^13800040008$/,
    script: () => refused({ kind: 'BAD_GATEWAY' }),
  },
  {
    numbers: '13800040009',
    meaning: 'Refused: the contract’s minutes are used up (403 “balance not enough”).',
    pattern: /^13800040009$/,
    script: () => refused({ kind: 'CODE', code: 403, msg: 'balance not enough' }),
  },
  {
    numbers: '13800040010',
    meaning: 'Refused in the shape of a header failure, and nothing rings.',
    pattern: /^13800040010$/,
    script: () => refused({ kind: 'BAD_HEADER' }),
  },
  {
    numbers: 'every other number',
    meaning: 'Answered after a few seconds; talks 5 to 180 seconds, always as long for the same number and seed.',
    pattern: /^/,
    script: (_, callee, settings) => ({ answer: accepted, course: seededCourse(callee, settings), callback: once }),
  },
];

function seededCourse(callee: string, settings: SandboxSettings): Course {
  const draw = (what: string, low: number, high: number): number =>
    seededBetween(`${settings.seed}/${callee}/${what}`, low, high);
  return {
    setupSeconds: settings.setupSeconds,
    callerRingSeconds: draw('caller rings', 2, 6),
    calleeRingSeconds: draw('callee rings', 2, 8),
    end: {
      kind: 'CONVERSATION',
      talkSeconds: draw('talk', 5, 180),
      firstToHangUp: draw('who hangs up', 0, 1) === 0 ? 'caller' : 'callee',
    },
    recordedLate: draw('recorded late', 0, 3) === 0,
  };
}

/** What a start with this callee does, by itself; the same number, settings and seed always do the same. */
export function scriptFor(callee: string, settings: SandboxSettings): Script {
  for (const row of numberTable) {
    const match = row.pattern.exec(callee);
    if (match) return row.script(Number(match[1] ?? 0), callee, settings);
  }
  throw new Error('The last row of the number table takes every number.');
}
