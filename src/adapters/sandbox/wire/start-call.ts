import { startOf } from './start.ts';
import { isTelephoneNumber } from './telephone-number.ts';

/** Starts a call to one number. */
export const startCall = startOf('CALL', (callee) => (isTelephoneNumber(callee) ? [callee] : null));
