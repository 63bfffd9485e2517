/** FreeSWITCH names, as the provider's `hangCause` is assumed to carry them. */
export type HangCause =
  | 'NORMAL_CLEARING'
  | 'USER_BUSY'
  | 'NO_ANSWER'
  | 'NO_USER_RESPONSE'
  | 'CALL_REJECTED'
  | 'ORIGINATOR_CANCEL'
  | 'ALLOTTED_TIMEOUT';

export type Side = 'caller' | 'callee';

/**
 * Everything that will happen between the caller and one callee, as plain data in seconds. It is stored with the call,
 * so that a server that takes over continues the same call, whatever its own settings say.
 */
export interface Course {
  readonly setupSeconds: number;
  readonly callerRingSeconds: number;
  readonly calleeRingSeconds: number;
  readonly end: CourseEnd;
  /** The provider records some calls after their conversation began: `createtime` is then later than `starttime`. */
  readonly recordedLate: boolean;
}

export type CourseEnd =
  | { readonly kind: 'CONVERSATION'; readonly talkSeconds: number; readonly firstToHangUp: Side }
  | { readonly kind: 'CALLEE_LOST'; readonly calleeCause: HangCause }
  | { readonly kind: 'CALLER_LOST'; readonly callerCause: HangCause; readonly calleeCause: HangCause };

/** What a start answers. Whether it really starts a call is another matter: see {@link Script}. */
export type StartAnswer =
  | { readonly kind: 'ACCEPTED' }
  | { readonly kind: 'ACCEPTED_AFTER_CALLBACK' }
  | { readonly kind: 'WITHOUT_SESSION' }
  | { readonly kind: 'NEVER' }
  | { readonly kind: 'CUT' }
  | { readonly kind: 'CODE'; readonly code: number; readonly msg: string }
  | { readonly kind: 'BAD_HEADER' }
  | { readonly kind: 'BAD_GATEWAY' };

/** What a number does with a start: the answer, the truth behind it, and what becomes of the callback. */
export interface Script {
  readonly answer: StartAnswer;
  /** Null when nothing was started. */
  readonly course: Course | null;
  readonly callback: CallbackPlan;
}

export interface CallbackPlan {
  readonly copies: number;
  readonly lateSeconds: number;
}
