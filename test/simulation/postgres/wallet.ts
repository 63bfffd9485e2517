import type { AccountRecords } from '../../../src/adapters/memory/memory-store.ts';
import type { AnyCall } from '../../../src/domain/any-call.ts';
import type { TopUpId } from '../../../src/domain/ids.ts';
import type { Asked } from '../known-answers.ts';
import { KnownAnswers } from '../known-answers.ts';
import type { Bank } from '../payments.ts';
import { price } from '../commit-checks.ts';
import type { Provider } from '../provider.ts';
import { sameTelephones } from '../telephones.ts';

/**
 * The model of an account: what was paid in, what the provider's hidden truth costs, which key was answered with what,
 * and which calls may still be open.
 */
export class Wallet extends KnownAnswers {
  readonly #accepted = new Map<string, string>();

  constructor(
    private readonly tell: (claim: string) => void,
    private readonly bank: Bank,
    private readonly provider: Provider,
  ) {
    super(tell);
  }

  override done(asked: Asked, id: string, replayed: boolean): void {
    super.done(asked, id, replayed);
    this.#accepted.set(asked.key, id);
  }

  /** Holds the books against the model, once everything has come to rest. */
  compare(records: AccountRecords): void {
    const { account, calls, topUps, resolutions } = records;
    let balance = 0n;
    for (const id of topUps.keys()) balance += this.bank.taken.get(id as TopUpId)?.fen ?? 0n;
    let reserved = 0n;
    for (const call of calls.values()) {
      balance -= this.#owed(call);
      if (call.hasEnded !== resolutions.has(call.id)) this.tell(`I4 each ended call has one resolution (${call.id})`);
      if (call.hasEnded) continue;
      reserved += call.order.reservation.fen;
      if (!this.#mayBeOpen(call)) this.tell(`The model has ended this call (${call.id}, ${call.status})`);
    }
    balance += this.#missing(records);
    if (account.balance.fen !== balance) this.tell(`The balance is ${account.balance.fen}, by the model ${balance}`);
    if (account.reserved.fen !== reserved) this.tell(`Reserved is ${account.reserved.fen}, by the model ${reserved}`);
    for (const [key, id] of this.#accepted) {
      if (!calls.has(id) && !topUps.has(id)) this.tell(`${key} was answered with ${id}, which is not there`);
    }
    for (const { call } of this.provider.dials)
      if (!calls.has(call)) this.tell(`I7 ${call} was dialled, and is not there`);
  }

  /** What a call costs by the truth, where the provider told it without contradiction; as it was charged otherwise. */
  #owed({ id, order, report }: AnyCall): bigint {
    if (report === null) return 0n;
    const dial = this.provider.dials.find(({ call }) => call === id);
    const isPlain =
      dial?.reportedSeconds.size === 1 && !this.provider.muddled.has(sameTelephones(dial.app, dial.parties));
    return price(order, isPlain ? dial.talkSeconds : report.talkSeconds);
  }

  /** Nobody will ever tell what became of it; a person knows. */
  #mayBeOpen({ id, session }: AnyCall): boolean {
    return this.provider.dials.some((dial) => dial.isForgotten && (dial.call === id || dial.session === session));
  }

  /** What the customer could not pay: never more than a conversation went beyond what was set aside for it. */
  #missing({ transfers, calls }: AccountRecords): bigint {
    let sum = 0n;
    for (const { debit, subject, amount } of transfers) {
      if (debit !== 'SUSPENSE') continue;
      sum += amount.fen;
      const call = calls.get(subject)!;
      const beyond = this.#owed(call) - (call.state.money === 'SETTLED' ? call.order.reservation.fen : 0n);
      if (amount.fen > beyond) this.tell(`I6 more is missing than was not reserved (${subject})`);
    }
    return sum;
  }
}
