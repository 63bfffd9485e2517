import { LoginEnded } from './login.js';

const FIRST_PAUSE_MS = 500;
export const LONGEST_PAUSE_MS = 30_000;

/** Close codes after which another socket would fare no better: what we say is wrong, and would be again. */
const FINAL_CLOSES = [1002, 1003, 1007, 1008, 1009, 4004, 4005, 4400, 4401, 4406, 4409, 4429];

/** Codes of refusals that pass by themselves. UNAUTHENTICATED: the socket's token has just ended, and 4403 follows. */
const PASSING_REFUSALS = ['UNAUTHENTICATED', 'SERVICE_BUSY', 'COST_BUDGET_SPENT', 'INTERNAL_SERVER_ERROR'];

/**
 * An error as GraphQL tells it.
 *
 * @typedef {{ message: string, extensions?: { code?: unknown, retryAfterSeconds?: unknown } | undefined }} Refusal
 */

/** The socket was closed, by the network or by the service. */
export class Closed extends Error {
  /**
   * @param {number} code
   * @param {string} reason
   */
  constructor(code, reason) {
    super(`The socket was closed: ${code} ${reason}`);
    this.code = code;
  }
}

/** The service does not give what was asked. */
export class Refused extends Error {
  /** @param {readonly Refusal[]} refusals */
  constructor(refusals) {
    super(refusals.map(({ message }) => message).join('; '));
    this.refusals = refusals;
  }
}

/**
 * What a subscription of `graphql-ws` ended with is an error, the event of a close, or the errors of GraphQL.
 *
 * @param {unknown} thrown
 * @returns {Error}
 */
export function failureOf(thrown) {
  if (thrown instanceof Error) return thrown;
  if (Array.isArray(thrown)) return new Refused(thrown);
  const { code, reason } = /** @type {{ code?: number, reason?: string }} */ (thrown);
  return new Closed(code ?? 1006, reason ?? '');
}

/**
 * Whether trying again would not mend it: the login has ended, the protocol was broken, or the service says no to what
 * was asked. All else is the network, the service's own trouble, or a token that has ended.
 *
 * @param {Error} failure
 */
export function isFinal(failure) {
  if (failure instanceof LoginEnded) return true;
  if (failure instanceof Closed) return FINAL_CLOSES.includes(failure.code);
  if (!(failure instanceof Refused)) return false;
  return !failure.refusals.every(({ extensions }) => PASSING_REFUSALS.includes(String(extensions?.code)));
}

/**
 * How long to wait: twice as long after each failure in a row, half of it by chance, so that not all come back at the
 * same moment; and as long as the service says, where it does.
 *
 * @param {Error} failure
 * @param {number} failures in a row, with this one
 */
export function pauseMs(failure, failures) {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  const refusals = failure instanceof Refused ? failure.refusals : [];
  const told = refusals.map(({ extensions }) => Number(extensions?.retryAfterSeconds ?? 0) * 1000);
  return Math.max(...told, most / 2 + (Math.random() * most) / 2);
}
