import type { StartAction } from '../call/kind.ts';

/** How an answer goes wrong; the same for starts and queries. */
export type AnswerFault =
  /** Wall milliseconds. */
  | { readonly kind: 'LATE'; readonly ms: number }
  | { readonly kind: 'NEVER' }
  /** After so many bytes of the whole response, status line and headers included; `reset` is RST instead of FIN. */
  | { readonly kind: 'CUT'; readonly atByte: number; readonly reset?: boolean }
  | { readonly kind: 'CODE'; readonly code: number; readonly msg?: string }
  | { readonly kind: 'BAD_HEADER' }
  | { readonly kind: 'HTTP'; readonly status: number }
  | { readonly kind: 'GIANT'; readonly bytes: number }
  | { readonly kind: 'BAD_JSON' };

/** `started` says whether the call is really started: the truth that the answer hides. */
export type StartFault = (
  | AnswerFault
  | { readonly kind: 'NO_SESSION' }
  | { readonly kind: 'USED_SESSION' }
  | { readonly kind: 'CONTRACT_EMPTY' }
) & { readonly started?: boolean };

export type QueryFault =
  | AnswerFault
  | { readonly kind: 'UNKNOWN_SESSION' }
  | { readonly kind: 'DURATION'; readonly talkSeconds: number }
  | { readonly kind: 'ALIVE' };

/** When and how often a callback is sent; settled when the call starts. Seconds of service time. */
export type ScheduleFault =
  | { readonly kind: 'LOST' }
  | { readonly kind: 'LATE'; readonly seconds: number }
  | { readonly kind: 'COPIES'; readonly copies: number; readonly everySeconds?: number }
  | { readonly kind: 'EARLY' };

export const forgeries = ['BIT_FLIP', 'WRONG_SECRET', 'OTHER_MD5', 'SHIFTED', 'LENGTH_EXTENSION'] as const;
export type Forgery = (typeof forgeries)[number];

/** What a callback says and to whom; drawn for each attempt. */
export type MessageFault =
  | { readonly kind: 'DURATION'; readonly talkSeconds: number }
  /** Wall seconds. */
  | { readonly kind: 'STALE'; readonly seconds: number }
  /** Truly signed, with the secret before the app's present one where it had one. */
  | { readonly kind: 'REPLACED_SECRET' }
  | { readonly kind: 'MISDIRECTED'; readonly toAppKey: string }
  | { readonly kind: 'FORGED'; readonly how: Forgery };

export type CallbackFault = ScheduleFault | MessageFault;

/** Which fault strikes where. What `match` leaves out fits every call. */
export type FaultRule = {
  readonly match?: {
    /** By which the call was started. */
    readonly action?: StartAction;
    readonly appKey?: string;
    readonly caller?: string;
    /** Any of a conference's. */
    readonly callee?: string;
  };
  /** From 0 to 1; 1 when it is left out. */
  readonly probability?: number;
  /** How often the rule strikes at most; without limit when it is left out. */
  readonly times?: number;
} & (
  | { readonly on: 'start'; readonly fault: StartFault }
  | { readonly on: 'query'; readonly fault: QueryFault }
  | { readonly on: 'callback'; readonly fault: CallbackFault }
);

export function isScheduleFault(fault: CallbackFault): fault is ScheduleFault {
  return fault.kind === 'LOST' || fault.kind === 'LATE' || fault.kind === 'COPIES' || fault.kind === 'EARLY';
}
