import type { HintCarrier } from '../../application/ports/hint-carrier.ts';
import type { AccountId } from '../../domain/ids.ts';

/** Accounts that are remembered between two tellings. Beyond, the others are told to look at all that they watch. */
const MOST_ACCOUNTS = 10_000;
const EVERYTHING = '*';
const HINT = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,19})$/;

export interface Hint {
  readonly account: AccountId;
  readonly head: bigint;
}

/** Collects this replica's commits, the newest of each account, and tells them to the others in one turn. */
export class HintBoard {
  readonly #heads = new Map<AccountId, bigint>();
  #tooMany = false;
  #telling = false;

  constructor(
    private readonly carrier: Pick<HintCarrier, 'most' | 'tell'>,
    /** Until the next telling. */
    private readonly pause: () => Promise<unknown>,
  ) {}

  add(account: AccountId, head: bigint): void {
    if (head > (this.#heads.get(account) ?? -1n)) this.#heads.set(account, head);
    if (this.#heads.size > MOST_ACCOUNTS) {
      this.#heads.clear();
      this.#tooMany = true;
    }
    if (!this.#telling) void this.#tellSoon();
  }

  /** One at a time: while the carrier is slow, what comes is merged. */
  async #tellSoon(): Promise<void> {
    this.#telling = true;
    while (this.#tooMany || this.#heads.size > 0) {
      await this.pause();
      const texts = this.#tooMany ? [EVERYTHING] : textsOf(this.#heads, this.carrier.most);
      this.#tooMany = false;
      this.#heads.clear();
      for (const text of texts) await this.carrier.tell(text);
    }
    this.#telling = false;
  }
}

function textsOf(heads: ReadonlyMap<AccountId, bigint>, most: number): string[] {
  const texts: string[] = [];
  let text = '';
  for (const [account, head] of heads) {
    const hint = `${account}:${head}`;
    if (text !== '' && text.length + 1 + hint.length >= most) {
      texts.push(text);
      text = '';
    }
    text += text === '' ? hint : ` ${hint}`;
  }
  return text === '' ? texts : [...texts, text];
}

/** What was told, or null where everything is to be looked at. What is malformed hints at nothing. */
export function readHints(text: string): readonly Hint[] | null {
  if (text === EVERYTHING) return null;
  return text.split(' ').flatMap((word) => {
    const [, account, head] = HINT.exec(word) ?? [];
    return account === undefined || head === undefined ? [] : [{ account: account as AccountId, head: BigInt(head) }];
  });
}
