import type { AccountId, AppId, CallId } from './ids.ts';
import type { TransferKind } from './ledger.ts';
import { Money } from './money.ts';
import type { Month } from './month.ts';
import { monthName } from './month.ts';
import type { Kind } from './parties.ts';
import type { Basis } from './tariff.ts';

/** BILL-4: what a line is counted under. */
export type BillLineKind = 'TOP_UP' | 'CHARGE' | 'ADJUSTMENT';

/** What a line says of the call or conference that it is about. */
export interface BilledCall {
  readonly id: CallId;
  readonly kind: Kind;
  readonly app: AppId;
  readonly caller: string;
  readonly callees: readonly string[];
  readonly placedAt: Date;
  /** PRICE-3: whole seconds of conversation, as settled; null where nothing told. */
  readonly talkSeconds: number | null;
  readonly pricePerMinute: Money;
  readonly basis: Basis;
  /** CALL-11: the customer's own. */
  readonly reference: string | null;
}

/** BILL-4: one posting of the month. What a call cost above what was there stands in the line of its charge. */
export interface BillLine {
  readonly id: string;
  readonly posting: TransferKind;
  /** What it did to the balance; negative for a charge. */
  readonly amount: Money;
  /** CALL-6: what it added to what the account owes, in suspense; negative where that was paid or forgiven. */
  readonly owed: Money;
  readonly accountingAt: Date;
  readonly postedAt: Date;
  /** BILL-3: the beginning of the month that it adjusts, because that one's bill was out; null where it is on time. */
  readonly adjusts: Date | null;
  /** What people outside call the movement. */
  readonly reference: string | null;
  readonly call: BilledCall | null;
}

/** Lines that are counted alike, added up. */
export interface LineSum {
  readonly posting: TransferKind;
  readonly isLate: boolean;
  readonly amount: Money;
  readonly owed: Money;
  readonly lines: number;
  readonly seconds: bigint;
  readonly minutes: bigint;
}

/** What a month's lines come to. */
export interface BillTotals {
  readonly topUps: Money;
  /** What calls of the month took from the balance. */
  readonly charges: Money;
  /** What else changed the balance: charges of earlier months, corrections, and what operators posted. */
  readonly adjustments: Money;
  /** What was added to what the account owes. */
  readonly owed: Money;
  readonly lines: number;
  /** Charged calls and conferences, late ones too, with their conversations' seconds and their charged minutes. */
  readonly calls: number;
  readonly seconds: bigint;
  readonly minutes: bigint;
}

const chargeKinds: readonly TransferKind[] = ['CALL_CHARGE', 'LATE_CALL_CHARGE', 'SHORTFALL'];

/** Whether lines of this posting are what calls cost, in time or late. */
export function isCharge(posting: TransferKind): boolean {
  return chargeKinds.includes(posting);
}

export function lineKind({ posting, isLate }: Pick<LineSum, 'posting' | 'isLate'>): BillLineKind {
  if (posting === 'TOP_UP') return 'TOP_UP';
  return isCharge(posting) && !isLate ? 'CHARGE' : 'ADJUSTMENT';
}

/** PRICE-2: what a charge was for, minute by minute and, on EACH_PARTY, party by party. No other line has minutes. */
export function chargedMinutes({ posting, amount, owed, call }: BillLine): bigint {
  if (call === null || !isCharge(posting)) return 0n;
  return owed.minus(amount).fen / call.pricePerMinute.fen;
}

/** A line as the sum of itself. */
export function sumOf(line: BillLine): LineSum {
  return {
    posting: line.posting,
    isLate: line.adjusts !== null,
    amount: line.amount,
    owed: line.owed,
    lines: 1,
    seconds: isCharge(line.posting) ? BigInt(line.call?.talkSeconds ?? 0) : 0n,
    minutes: chargedMinutes(line),
  };
}

export const noTotals: BillTotals = {
  topUps: Money.zero,
  charges: Money.zero,
  adjustments: Money.zero,
  owed: Money.zero,
  lines: 0,
  calls: 0,
  seconds: 0n,
  minutes: 0n,
};

/** BILL-4 */
export function withSum(totals: BillTotals, sum: LineSum): BillTotals {
  const kind = lineKind(sum);
  const { amount } = sum;
  return {
    topUps: kind === 'TOP_UP' ? totals.topUps.plus(amount) : totals.topUps,
    charges: kind === 'CHARGE' ? totals.charges.minus(amount) : totals.charges,
    adjustments: kind === 'ADJUSTMENT' ? totals.adjustments.plus(amount) : totals.adjustments,
    owed: totals.owed.plus(sum.owed),
    lines: totals.lines + sum.lines,
    calls: isCharge(sum.posting) ? totals.calls + sum.lines : totals.calls,
    seconds: totals.seconds + sum.seconds,
    minutes: totals.minutes + sum.minutes,
  };
}

/** What the totals did to the balance. */
export function balanceChange({ topUps, charges, adjustments }: BillTotals): Money {
  return topUps.minus(charges).plus(adjustments);
}

/** A month's figures, issued or not. */
export interface Statement {
  readonly month: Month;
  readonly opening: Money;
  readonly totals: BillTotals;
}

export function closingOf({ opening, totals }: Statement): Money {
  return opening.plus(balanceChange(totals));
}

/** BILL-3: a month's figures and lines as they are for ever. */
export interface Bill extends Statement {
  readonly id: string;
  readonly account: AccountId;
  /** SHA-256 in hex over everything that it says ({@link BillHash}). */
  readonly hash: string;
  readonly issuedAt: Date;
}

/** What SHA-256 makes of a text, in hex. */
type Digest = (text: string) => string;

/**
 * BILL-3: a bill's hash is a chain: each line is hashed behind the hash of all before it, between the bill's head and
 * its totals. So lines can come one by one, in the order of their accounting time and id.
 */
export class BillHash {
  #hash: string;

  constructor(
    private readonly digest: Digest,
    account: AccountId,
    { month, opening }: Pick<Statement, 'month' | 'opening'>,
  ) {
    this.#hash = digest(JSON.stringify([account, monthName(month), opening.toYuan()]));
  }

  add(line: BillLine): void {
    const { id, posting, amount, owed, accountingAt, postedAt, adjusts, reference, call } = line;
    const words = [id, posting, amount.toYuan(), owed.toYuan(), accountingAt, postedAt, adjusts, reference];
    this.#hash = this.digest(this.#hash + JSON.stringify([...words, call && wordsOf(call)]));
  }

  /** Of the whole bill. */
  end(totals: BillTotals): string {
    const { topUps, charges, adjustments, owed, lines, calls, seconds, minutes } = totals;
    const amounts = [topUps, charges, adjustments, owed].map((amount) => amount.toYuan());
    return this.digest(this.#hash + JSON.stringify([...amounts, lines, calls, String(seconds), String(minutes)]));
  }
}

function wordsOf(call: BilledCall): unknown[] {
  const { id, kind, app, caller, callees, placedAt, talkSeconds, pricePerMinute, basis, reference } = call;
  return [id, kind, app, caller, callees, placedAt, talkSeconds, pricePerMinute.toYuan(), basis, reference];
}
