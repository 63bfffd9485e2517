/**
 * Whether what was asked was committed is not known: the store had it, and fell silent. Only what is harmless to repeat
 * may be asked again.
 */
export class OutcomeUnknown extends Error {}
