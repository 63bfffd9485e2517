import type { Outcome } from './client.ts';

export interface Placing {
  readonly kind: 'CALL' | 'CONFERENCE';
  readonly caller: string;
  /** One of a call. */
  readonly callees: readonly string[];
  readonly maxDurationSeconds: number;
}

export type Order = Placing | { readonly kind: 'TOP_UP'; readonly amountFen: bigint };

/** One idempotency key and all that its client ever heard about it. */
export interface Keyed {
  readonly key: string;
  readonly account: string;
  readonly app: string;
  readonly order: Order;
  /** In the order in which the answers came; wall milliseconds. */
  readonly heard: { readonly at: number; readonly outcome: Outcome }[];
}

/** What the clients asked and heard, to be compared with what really happened. */
export class History {
  readonly keys: Keyed[] = [];

  begin(account: string, app: string, key: string, order: Order): Keyed {
    const keyed: Keyed = { key, account, app, order, heard: [] };
    this.keys.push(keyed);
    return keyed;
  }

  /** Keys without an answer that says what became of them. */
  open(): readonly Keyed[] {
    return this.keys.filter(({ heard }) => !heard.some(({ outcome }) => isAnswer(outcome)));
  }
}

/** Those under which a call or conference was ordered. */
export function placedKeys({ keys }: History): readonly (Keyed & { readonly order: Placing })[] {
  return keys.flatMap((keyed) => (keyed.order.kind === 'TOP_UP' ? [] : [{ ...keyed, order: keyed.order }]));
}

export function isAnswer({ kind }: Outcome): boolean {
  return kind === 'OK' || kind === 'REFUSED';
}

/** The ids that a key was answered with: one, or something is very wrong. */
export function idsOf({ heard }: Keyed): ReadonlySet<string> {
  return new Set(heard.flatMap(({ outcome }) => (outcome.kind === 'OK' ? [String(outcome.answer['id'])] : [])));
}

/** The codes that a key was refused with. */
export function refusalsOf({ heard }: Keyed): ReadonlySet<string> {
  return new Set(heard.flatMap(({ outcome }) => (outcome.kind === 'REFUSED' ? [outcome.code] : [])));
}
