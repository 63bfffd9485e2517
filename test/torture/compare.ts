import type { CallTruth } from '../../src/adapters/sandbox/control/call-truth.ts';
import { wrongCallbacks, wrongParties } from './compare-parties.ts';
import type { Payer } from './customers.ts';
import type { History, Keyed } from './history.ts';
import { idsOf, placedKeys, refusalsOf } from './history.ts';
import { dialledPair, pairOf } from './pair.ts';
import { owedFor, standardPrice } from './price.ts';
import type { Books, CallRow, HiddenTruth } from './truth.ts';

/** Everything in which the books, the clients' history and the sandbox's truth differ: nothing, or a sentence each. */
export function differences(
  books: Books,
  truth: HiddenTruth,
  history: History,
  customers: readonly Payer[],
): readonly string[] {
  const owed = owedByPair(truth, history, customers);
  return [
    ...wrongDials(books, truth),
    ...wrongCalls(books, truth, history, owed),
    ...wrongCallbacks(books, truth),
    ...wrongKeys(books, history),
    ...wrongTopUps(books, truth),
    ...wrongBalances(books, truth, owed),
    ...truth.calls
      .filter(({ forged }) => forged.accepted > 0)
      .map(({ session }) => `a forged callback for ${session} was accepted`),
  ];
}

/** What each that rang cost whoever had ordered it, by its pair. */
function owedByPair(
  { calls }: HiddenTruth,
  history: History,
  customers: readonly Payer[],
): ReadonlyMap<string, number> {
  const prices = new Map(customers.map(({ accountId, price }) => [accountId, price]));
  const ordered = new Map(placedKeys(history).map(({ account, order }) => [pairOf(order), prices.get(account)]));
  return new Map(calls.map((call) => [pairOf(call), owedFor(call, ordered.get(pairOf(call)) ?? standardPrice)]));
}

/** I7, and money before telephones. */
function wrongDials({ calls }: Books, { starts }: HiddenTruth): string[] {
  const known = new Set(calls.map(pairOf));
  const dialled = new Map<string, number>();
  for (const start of starts) {
    const pair = dialledPair(start);
    dialled.set(pair, (dialled.get(pair) ?? 0) + 1);
  }
  return [...dialled].flatMap(([pair, times]) => [
    ...(times > 1 ? [`${pair} was dialled ${times} times`] : []),
    ...(known.has(pair) ? [] : [`${pair} was dialled without a reservation`]),
  ]);
}

function wrongCalls(
  { calls }: Books,
  truth: HiddenTruth,
  history: History,
  owed: ReadonlyMap<string, number>,
): string[] {
  const rang = new Map(truth.calls.map((call) => [pairOf(call), call]));
  const ordered = new Set(placedKeys(history).map(({ key, order }) => key + pairOf(order)));
  return calls.flatMap((call) => {
    const pair = pairOf(call);
    const [name, key] = [call.kind.toLowerCase(), call.reference ?? ''];
    const problem = ordered.has(key + pair)
      ? (wrongParties(call) ?? problemOf(call, rang.get(pair), owed.get(pair) ?? 0))
      : 'was never ordered';
    return problem === null ? [] : [`the ${name} ${call.id} (${key}, ${pair}) ${problem}`];
  });
}

function problemOf(call: CallRow, rang: CallTruth | undefined, owed: number): string | null {
  const { status, charge_fen: charge } = call;
  if (call.money_state === 'RESERVED') return `is still ${status}`;
  if (charge === null) {
    if (call.posted_fen !== '0') return `is ${status} without a charge, and ${call.posted_fen} fen were posted`;
    if (status === 'REFUSED') return rang === undefined ? null : 'is REFUSED, and rang';
    return toldItsEnd(rang) ? 'was voided, although the provider told its end' : null;
  }
  if (rang === undefined) return `has a charge of ${charge} fen, and never rang`;
  if (call.session !== rang.session) return `has the session ${String(call.session)}, not ${rang.session}`;
  if (call.talk_seconds !== rang.talkSeconds)
    return `has ${String(call.talk_seconds)} s, not ${String(rang.talkSeconds)}`;
  if (charge !== String(owed)) return `has a charge of ${charge} fen, not ${owed}`;
  return call.posted_fen === String(owed) ? null : `was posted with ${call.posted_fen} fen, not ${owed}`;
}

/** Whether the service has acknowledged a report of how it ended. */
export function toldItsEnd(rang: CallTruth | undefined): boolean {
  return rang?.callback.deliveredAt != null;
}

/** I14: one effect per key, and what was answered stays. */
function wrongKeys({ calls, topUps }: Books, history: History): string[] {
  const effects = new Map<string, string[]>();
  const add = (key: string | null, id: string): void => {
    if (key !== null) effects.set(key, [...(effects.get(key) ?? []), id]);
  };
  for (const call of calls) add(call.reference, call.id);
  for (const topUp of topUps) add(topUp.key, topUp.id);
  return history.keys.flatMap((keyed) => {
    const problem = problemOfKey(keyed, effects.get(keyed.key) ?? []);
    return problem === null ? [] : [`the key ${keyed.key} ${problem}`];
  });
}

function problemOfKey(keyed: Keyed, effects: readonly string[]): string | null {
  const [ids, refusals] = [idsOf(keyed), refusalsOf(keyed)];
  if (effects.length > 1) return `had ${effects.length} effects`;
  if (ids.size > 1) return `was answered with ${[...ids].join(' and ')}`;
  if (ids.size === 1 && refusals.size > 0) return `was accepted, and refused with ${[...refusals].join(', ')}`;
  const [answered] = ids;
  if (answered !== undefined && effects[0] !== answered) return `was answered with ${answered}, which is lost`;
  if (refusals.size > 1) return `was refused with ${[...refusals].join(' and ')}`;
  if (refusals.size === 1 && effects.length > 0) return `was refused with ${[...refusals].join()}, and has an effect`;
  if (ids.size + refusals.size === 0) return 'never had an answer';
  return null;
}

/** ACC-3 */
function wrongTopUps({ topUps }: Books, { payments }: HiddenTruth): string[] {
  const paid = new Map(payments.map((payment) => [payment.orderId, payment]));
  const unknown = payments.filter(({ orderId }) => !topUps.some(({ id }) => id === orderId));
  return [
    ...unknown.map(({ orderId }) => `the payment for ${orderId} has no top-up`),
    ...topUps.flatMap(({ id, status, amount_fen: amount }) => {
      if (status !== 'PAID') return [`the top-up ${id} is still ${status}`];
      return paid.get(id)?.amountFen === BigInt(amount) ? [] : [`the top-up ${id} was never paid`];
    }),
  ];
}

/** The ledger equals the truth to the fen: what was paid in, less what the calls and conferences that were reported really cost. */
function wrongBalances(
  { accounts, calls, topUps }: Books,
  truth: HiddenTruth,
  owed: ReadonlyMap<string, number>,
): string[] {
  const paid = new Map(truth.payments.map((payment) => [payment.orderId, payment.amountFen]));
  return accounts.flatMap(({ id, balance_fen: balance, reserved_fen: reserved }) => {
    const own = calls.filter((call) => call.account_id === id && call.charge_fen !== null);
    const cost = own.reduce((sum, call) => sum + BigInt(owed.get(pairOf(call)) ?? 0), 0n);
    const income = topUps
      .filter((topUp) => topUp.account_id === id)
      .reduce((sum, each) => sum + (paid.get(each.id) ?? 0n), 0n);
    return [
      ...(BigInt(balance) === income - cost ? [] : [`the account ${id} has ${balance} fen, not ${income - cost}`]),
      ...(reserved === '0' ? [] : [`the account ${id} still has ${reserved} fen set aside`]),
    ];
  });
}
