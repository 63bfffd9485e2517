const FIRST_PAUSE_MS = 500;
/** A person is looking: what is shown must be right again soon after the network is. */
export const LONGEST_PAUSE_MS = 8_000;

/** Close codes after which another socket would fare no better. */
const FINAL_CLOSES = [1002, 1003, 1007, 1008, 1009, 4004, 4005, 4400, 4401, 4406, 4409, 4429];
/** Codes of refusals that pass by themselves. */
const PASSING_REFUSALS = ['UNAUTHENTICATED', 'SERVICE_BUSY', 'COST_BUDGET_SPENT', 'INTERNAL_SERVER_ERROR'];

interface Spoken {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The socket was closed, or the service does not give what was asked. */
export class LiveFailure extends Error {
  constructor(
    message: string,
    readonly closeCode: number | null,
    readonly refusals: readonly Spoken[],
  ) {
    super(message);
  }
}

/** What a subscription ended with is an error, the event of a close, or the errors of GraphQL. */
export function failureOf(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  if (Array.isArray(thrown)) {
    const refusals = thrown as readonly Spoken[];
    return new LiveFailure(refusals.map(({ message }) => message).join('; '), null, refusals);
  }
  const { code = 1006 } = thrown as { code?: number };
  return new LiveFailure(`The socket was closed: ${code}`, code, []);
}

export function isFinal(failure: Error): boolean {
  if (!(failure instanceof LiveFailure)) return false;
  if (failure.closeCode !== null) return FINAL_CLOSES.includes(failure.closeCode);
  return !failure.refusals.every(({ extensions }) => PASSING_REFUSALS.includes(String(extensions?.['code'])));
}

/** Twice as long after each failure in a row, half of it left to chance, and as long as the service says. */
export function pauseMs(failure: Error, failures: number): number {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  const told = failure instanceof LiveFailure ? failure.refusals.map((one) => retryAfterMs(one)) : [];
  return Math.max(most / 2 + (Math.random() * most) / 2, ...told);
}

function retryAfterMs({ extensions }: Spoken): number {
  const seconds = extensions?.['retryAfterSeconds'];
  return typeof seconds === 'number' ? seconds * 1000 : 0;
}

export function closeCodeOf(failure: Error): number | null {
  return failure instanceof LiveFailure ? failure.closeCode : null;
}
