import type { AccountRecords, MemoryStore } from '../../src/adapters/memory/memory-store.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import { callLedger } from '../../src/domain/ledger.ts';
import { Money } from '../../src/domain/money.ts';

/** Checks every commit from here on for I1–I6, I8 and I9 of the failure catalogue. Returns what was found broken. */
export function watchInvariants(store: MemoryStore): readonly string[] {
  const broken: string[] = [];
  const { accounts } = store;
  const set = accounts.set.bind(accounts);
  accounts.set = (id, now) => {
    const before = accounts.get(id);
    broken.push(...brokenSums(now), ...brokenEnds(now), ...brokenCallbacks(now));
    if (before !== undefined) broken.push(...brokenSteps(before, now));
    return set(id, now);
  };
  return broken;
}

function brokenSums({ account, calls, transfers }: AccountRecords): readonly string[] {
  const balance = sum(transfers.map((transfer) => transfer.effectOnBalance));
  const reserved = sum([...calls.values()].filter((call) => !call.hasEnded).map((call) => call.order.reservation));
  return failing({
    'I1 balance is the sum of the postings': account.balance.equals(balance),
    'I1 reserved is the sum of the open reservations': account.reserved.equals(reserved),
    'I2 0 <= reserved <= balance': !account.reserved.isNegative && !account.reserved.exceeds(account.balance),
  });
}

function brokenEnds(records: AccountRecords): readonly string[] {
  return [...records.calls.values()].flatMap((call) => {
    const resolution = records.resolutions.get(call.id);
    const posted = records.transfers.filter((transfer) => transfer.subject === call.id);
    const missing = posted.filter((transfer) => transfer.debit === 'SUSPENSE');
    const ledger = callLedger(records.transfers.filter((one) => one.subject === call.id || one.call === call.id));
    const alarmed = records.alarms.some((one) => one.open && one.kind === 'SHORTFALL' && one.subject === call.id);
    const differences = records.discrepancies.flatMap((one) =>
      one.call === call.id ? (one.resolution?.difference ?? []) : [],
    );
    const writtenOff = sum([chargeOf(call), ...differences])
      .minus(ledger.paid)
      .minus(ledger.missing);
    return failing({
      'I4 an ended call has its one resolution, an open one none': call.hasEnded === (resolution !== undefined),
      'I4 the resolution says what became of the money': resolution === undefined || kindOf(call) === resolution.kind,
      'I4 a call is posted once': posted.length - missing.length <= 1 && missing.length <= 1,
      'I5 what was posted is what was charged': sum(posted.map(({ amount }) => amount)).equals(chargeOf(call)),
      'I6 what is missing has an open alarm, and what is not has none': !ledger.missing.isZero === alarmed,
      'I6 nobody owes less than nothing': !ledger.missing.isNegative && !ledger.paid.isNegative,
      'I4 what a call costs is paid, missing, or was written off': isWithin(writtenOff, givenUp(records, call)),
    }).map((text) => `${text} (${call.id}, ${call.status})`);
  });
}

function brokenCallbacks({ callbacks, alarms }: AccountRecords): readonly string[] {
  return [...callbacks.values()]
    .filter(({ state, bodyHash, call }) => {
      const open = alarms.some((one) => one.open && one.kind === 'CALLBACK_PARKED' && one.subject === bodyHash);
      if (state === 'PARKED') return !open || call !== null;
      return open || (state === 'DISMISSED') !== (call === null);
    })
    .map(({ bodyHash }) => `I9 callback ${bodyHash} is neither done nor with an alarm`);
}

function brokenSteps(before: AccountRecords, now: AccountRecords): readonly string[] {
  const untouched = before.transfers.every((transfer, index) => now.transfers[index] === transfer);
  const steps = [...before.calls.values()].flatMap((was) => {
    const is = now.calls.get(was.id);
    const same = is?.state === was.state;
    return failing({
      'I8 a call never disappears': is !== undefined,
      'I8 a version grows with every change, and only then':
        is !== undefined && (same ? is.version === was.version : is.version > was.version),
      'I8 an end absorbs': !was.hasEnded || (is?.status === was.status && is.state.money === was.state.money),
    }).map((text) => `${text} (${was.id}, ${was.status} → ${String(is?.status)})`);
  });
  return [...steps, ...failing({ 'I3 what was posted stays as it was': untouched })];
}

/** What was written off of the call, at most: less where the call turned out to be shorter. */
function givenUp({ transfers }: AccountRecords, { id }: AnyCall): Money {
  return sum(
    transfers.filter((one) => one.kind === 'SHORTFALL_WRITTEN_OFF' && one.call === id).map(({ amount }) => amount),
  );
}

function isWithin(amount: Money, most: Money): boolean {
  return !amount.isNegative && !amount.exceeds(most);
}

function kindOf(call: AnyCall): 'SETTLE' | 'VOID' {
  return call.state.money === 'SETTLED' ? 'SETTLE' : 'VOID';
}

function chargeOf({ state }: AnyCall): Money {
  if (state.money === 'SETTLED') return state.charge;
  return state.money === 'VOIDED' && state.late !== null ? state.late.charge : Money.zero;
}

function sum(amounts: readonly Money[]): Money {
  return amounts.reduce((total, amount) => total.plus(amount), Money.zero);
}

function failing(claims: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
}
