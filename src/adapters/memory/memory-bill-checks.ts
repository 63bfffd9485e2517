import type { BillChecks, CheckedTurn, ClaimedCheck, LineToCheck } from '../../application/ports/bill-checks.ts';
import type { BillCheck, LineCheck, Pass } from '../../domain/bill-check.ts';
import { isCharge } from '../../domain/bill.ts';
import type { Bill } from '../../domain/bill.ts';
import type { Place } from '../../application/ports/reads.ts';
import type { MemoryStore } from './memory-store.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

interface StoredCheck {
  readonly share: number | null;
  readonly pass: Pass;
  readonly after: Place | null;
  /** Wall milliseconds; null where it is over. */
  readonly dueAt: number | null;
  readonly finishedAt: Date | null;
  readonly token: bigint;
  readonly claimedUntil: number;
  /** Grows with each turn: who had the last one comes last. */
  readonly turn: number;
  readonly lines: ReadonlyMap<string, LineCheck>;
}

const fresh: StoredCheck = {
  share: null,
  pass: { before: 0, unanswered: 0 },
  after: null,
  dueAt: 0,
  finishedAt: null,
  token: 0n,
  claimedUntil: 0,
  turn: 0,
  lines: new Map(),
};

/** One replica, which never dies. A line is named by its place among its account's postings. */
export class MemoryBillChecks implements BillChecks {
  readonly #checks = new Map<string, StoredCheck>();
  #turns = 0;

  constructor(
    private readonly store: MemoryStore,
    private readonly wall: () => Date,
  ) {}

  async claim(share: number, leaseSeconds: number): Promise<ClaimedCheck | null> {
    const wall = this.wall().getTime();
    const [due] = [...this.store.accounts.values()]
      .flatMap(({ bills }) => [...bills.values()].map((bill) => ({ bill, check: this.#of(bill) })))
      .filter(({ check }) => check.dueAt !== null && check.dueAt <= wall && check.claimedUntil <= wall)
      .sort((one, other) => one.check.turn - other.check.turn);
    if (due === undefined) return null;
    const { bill, check } = due;
    const token = check.token + 1n;
    const claimed = { ...check, share: check.share ?? share, token, claimedUntil: wall + leaseSeconds * 1000 };
    this.#checks.set(bill.id, claimed);
    const { account, id, month } = bill;
    return { account, bill: id, month, share: claimed.share, pass: check.pass, after: check.after, token };
  }

  async lines({ account, bill, month, after }: ClaimedCheck, first: number): Promise<readonly LineToCheck[]> {
    const { transfers = [], calls } = this.store.accounts.get(account) ?? {};
    const found = this.#checks.get(bill)?.lines;
    const isPaid = (subject: string): boolean =>
      transfers.some((one) => one.subject === subject && one.kind !== 'SHORTFALL' && isCharge(one.kind));
    return transfers
      .flatMap(({ kind, subject, accountingAt: at }, index): LineToCheck[] => {
        const call = calls?.get(subject);
        const id = String(index).padStart(9, '0');
        const isLine = isCharge(kind) && (kind !== 'SHORTFALL' || !isPaid(subject));
        if (call === undefined || !isLine || at < month.start || at >= month.end || found?.has(id)) return [];
        const { session, order, report } = call;
        const talkSeconds = report?.talkSeconds ?? null;
        return [
          { at, id, call: call.id, kind: call.kind, app: order.app, session, placedAt: order.placedAt, talkSeconds },
        ];
      })
      .filter((line) => after === null || isBehind(line, after))
      .sort((one, other) => (isBehind(one, other) ? 1 : -1))
      .slice(0, first);
  }

  async record({ bill, token }: ClaimedCheck, turn: CheckedTurn): Promise<void> {
    const check = this.#checks.get(bill) ?? fresh;
    const lines = new Map(check.lines);
    for (const { line, ...finding } of turn.findings) {
      if (!lines.has(line)) lines.set(line, { ...finding, checkedAt: turn.at });
    }
    const { pass, after, at, inSeconds } = turn;
    const dueAt = inSeconds === null ? null : this.wall().getTime() + inSeconds * 1000;
    const next = { pass, after, dueAt, finishedAt: dueAt === null ? at : null, claimedUntil: 0, turn: ++this.#turns };
    this.#checks.set(bill, { ...check, lines, ...(token === check.token && next) });
  }

  /** As the bill tells it. */
  check(bill: string): BillCheck {
    const { share, finishedAt, lines } = this.#checks.get(bill) ?? fresh;
    const count = (state: LineCheck['state']): number =>
      [...lines.values()].filter((one) => one.state === state).length;
    return {
      share,
      matched: count('MATCHED'),
      durationDiffers: count('DURATION_DIFFERS'),
      missingAtProvider: count('MISSING_AT_PROVIDER'),
      finishedAt,
    };
  }

  #of({ id }: Bill): StoredCheck {
    return this.#checks.get(id) ?? fresh;
  }
}

function isBehind(one: Place, other: Place): boolean {
  return one.at > other.at || (one.at.getTime() === other.at.getTime() && one.id > other.id);
}
