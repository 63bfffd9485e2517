import type { RejectionCode } from '../../src/domain/errors.ts';

/** Refusals that a key remembers: what they said was decided together with the key. */
const binding: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
  'ALREADY_IN_PROGRESS',
  'INSUFFICIENT_BALANCE',
  'INVALID_DURATION',
  'LIMIT_REACHED',
  'WRONG_PARTY_COUNT',
  'CALL_NOT_UNCONFIRMED',
  'CALL_MAY_BE_ALIVE',
  'SESSION_TAKEN',
  'OTHER_SESSION',
  'SERVICE_DISABLED',
]);

export interface Asked {
  /** Account, operation and key. */
  readonly key: string;
  readonly input: string;
}

/** I14: what each idempotency key was answered; the same question has the same answer, whoever is asked, for ever. */
export class KnownAnswers {
  readonly #bound = new Map<string, { readonly input: string; readonly outcome: string }>();
  readonly #fresh = new Set<string>();

  constructor(private readonly violated: (claim: string) => void) {}

  done(asked: Asked, id: string, replayed: boolean): void {
    this.#bind(asked, `done ${id}`);
    if (replayed) return;
    if (this.#fresh.has(asked.key)) this.violated(`I14 one effect per key (${asked.key})`);
    this.#fresh.add(asked.key);
  }

  refused(asked: Asked, code: RejectionCode): void {
    if (code === 'IDEMPOTENCY_MISMATCH') {
      if (this.#bound.get(asked.key)?.input === asked.input)
        this.violated(`I14 a repeat is no mismatch (${asked.key})`);
    } else if (binding.has(code)) {
      this.#bind(asked, `refused ${code}`);
    }
  }

  #bind({ key, input }: Asked, outcome: string): void {
    const bound = this.#bound.get(key);
    if (bound === undefined) this.#bound.set(key, { input, outcome });
    else if (bound.input !== input) this.violated(`I14 another input is a mismatch (${key})`);
    else if (bound.outcome !== outcome) this.violated(`I14 ${key}: ${bound.outcome}, and later ${outcome}`);
  }
}
