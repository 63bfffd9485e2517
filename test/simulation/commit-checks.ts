import type { AccountRecords, MemoryStore } from '../../src/adapters/memory/memory-store.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { CallStatus } from '../../src/domain/placed.ts';
import type { StoredCallback } from '../../src/domain/callback.ts';
import type { Transfer } from '../../src/domain/ledger.ts';
import type { CallLimits } from '../../src/domain/limits.ts';
import { named } from '../../src/domain/parties.ts';
import type { ReachedState } from './coverage.ts';
import { sameTelephones } from './telephones.ts';

export interface CommitReader {
  readonly limits: CallLimits;
  readonly violated: (claim: string) => void;
  readonly reached: (state: ReachedState) => void;
  readonly tell: (line: string) => void;
}

/** Checks what each commit changed, at the moment at which it does: I1–I6, I8 and I9 of the failure catalogue. */
export function watchCommits(store: MemoryStore, reader: CommitReader): void {
  const { accounts } = store;
  const set = accounts.set.bind(accounts);
  accounts.set = (id, now) => {
    const before = accounts.get(id);
    if (before !== undefined) checkCommit(before, now, reader);
    return set(id, now);
  };
}

function checkCommit(before: AccountRecords, now: AccountRecords, reader: CommitReader): void {
  const posted = newTransfers(before, now, reader);
  checkMoney(before, now, posted, reader);
  let line = `commit ${now.account.id} ${now.account.balance.fen} ${now.account.reserved.fen}`;
  if (now.calls !== before.calls) {
    for (const [id, call] of now.calls) {
      const was = before.calls.get(id);
      if (was === call) continue;
      line += ` ${id} ${call.status} ${call.version}`;
      checkCall(was, call, now, posted, reader);
    }
    if (now.calls.size < before.calls.size) reader.violated('I8 a call never disappears');
  }
  if (now.callbacks !== before.callbacks) {
    for (const [key, callback] of now.callbacks) {
      if (before.callbacks.get(key) === callback) continue;
      line += ` ${callback.bodyHash} ${callback.state}`;
      checkCallback(callback, now, reader);
    }
  }
  if (now.resolutions.size < before.resolutions.size) reader.violated('I4 a resolution stays');
  if (now.alarms.length > before.alarms.length) line += ` ${now.alarms.at(-1)!.kind}`;
  reader.tell(line);
}

/** I3: what was posted stays as it was; new postings are behind it. */
function newTransfers(before: AccountRecords, now: AccountRecords, { violated }: CommitReader): readonly Transfer[] {
  if (now.transfers === before.transfers) return [];
  const isKept = before.transfers.every((transfer, index) => now.transfers[index] === transfer);
  if (!isKept) violated('I3 what was posted stays as it was');
  return now.transfers.slice(before.transfers.length);
}

function checkMoney(
  before: AccountRecords,
  { account, calls, transfers }: AccountRecords,
  posted: readonly Transfer[],
  { violated }: CommitReader,
): void {
  let balance = before.account.balance.fen;
  for (const transfer of posted) {
    balance += transfer.effectOnBalance.fen;
    const isTwin = transfers.some(
      (other) => other !== transfer && other.kind === transfer.kind && other.subject === transfer.subject,
    );
    if (isTwin) violated(`I4 ${transfer.subject} is posted once`);
  }
  if (account.balance.fen !== balance) violated('I1 the balance is the sum of the postings');
  let reserved = 0n;
  for (const call of calls.values()) if (!call.hasEnded) reserved += call.order.reservation.fen;
  if (account.reserved.fen !== reserved) violated('I1 reserved is the sum of the open reservations');
  if (reserved < 0n || reserved > balance) violated('I2 0 <= reserved <= balance');
}

function checkCall(
  was: AnyCall | undefined,
  call: AnyCall,
  now: AccountRecords,
  posted: readonly Transfer[],
  reader: CommitReader,
): void {
  const { violated, reached } = reader;
  const about = `(${call.id}, ${was?.status ?? 'new'} → ${call.status})`;
  for (const state of statesOf(call)) reached(state);
  if (was === undefined) checkPlaced(call, now, reader);
  if (was !== undefined) {
    const same = was.state === call.state;
    if (was.order !== call.order) violated(`I8 an order is fixed ${about}`);
    if (same ? call.version !== was.version : call.version <= was.version) violated(`I8 a version grows ${about}`);
    if (rank(call.status) < rank(was.status)) violated(`I8 a state never goes back ${about}`);
    if (was.hasEnded && (was.status !== call.status || was.state.money !== call.state.money))
      violated(`I8 an end absorbs ${about}`);
    if (was.report !== null && was.report !== call.report) violated(`I8 a settled report stays ${about}`);
  }
  const resolution = now.resolutions.get(call.id);
  if (call.hasEnded !== (resolution !== undefined))
    violated(`I4 an ended call has its one resolution, an open one none ${about}`);
  const kind = call.state.money === 'SETTLED' ? 'SETTLE' : 'VOID';
  if (resolution !== undefined && resolution.kind !== kind)
    violated(`I4 a resolution says what became of the money ${about}`);
  checkCharge(was, call, now, posted, reader);
}

/** What is placed is paid for in advance, can be told from all others, and is within the limits. */
function checkPlaced(call: AnyCall, { calls }: AccountRecords, { violated, limits }: CommitReader): void {
  const { app, placedAt, reservation, grantedSeconds } = call.order;
  if (reservation.fen !== price(call.order, grantedSeconds))
    violated(`CALL-4 the worst case is set aside (${call.id})`);
  const alive = [...calls.values()].filter((other) => other.mayBeAlive(placedAt));
  const ofApp = alive.filter(({ order }) => order.app === app);
  const telephones = ({ order }: AnyCall): string => sameTelephones({ id: app }, named(order));
  if (ofApp.filter((other) => telephones(other) === telephones(call)).length > 1)
    violated(`CALL-5 one at a time between the same telephones (${call.id})`);
  const isWithin =
    alive.length <= (limits.callsAtOncePerAccount ?? Infinity) &&
    ofApp.length <= (limits.callsAtOncePerApp ?? Infinity);
  if (!isWithin) violated(`CALL-10 no more are alive at once than may be (${call.id})`);
}

/** I5, I6: what is charged is what the report costs at the price of the order, and every fen of it is posted. */
function checkCharge(
  was: AnyCall | undefined,
  call: AnyCall,
  { alarms }: AccountRecords,
  posted: readonly Transfer[],
  { violated, reached }: CommitReader,
): void {
  const isCharged = call.report !== null && (was === undefined || was.report === null);
  const due = isCharged ? price(call.order, call.report.talkSeconds) : 0n;
  const charged = isCharged ? chargeOf(call) : 0n;
  if (charged !== due) violated(`I5 the charge is what the conversation costs: ${charged}, not ${due} (${call.id})`);
  if (charged > 0n && call.kind === 'CONFERENCE') reached(`conference: charged on ${call.order.tariff.basis}`);
  let sum = 0n;
  for (const transfer of posted) {
    if (transfer.subject !== call.id) continue;
    sum += transfer.amount.fen;
    if (transfer.debit !== 'SUSPENSE') continue;
    reached('charged with a shortfall');
    const isAlarmed = alarms.some((alarm) => alarm.open && alarm.kind === 'SHORTFALL' && alarm.subject === call.id);
    if (!isAlarmed) violated(`I6 what is missing has an alarm (${call.id})`);
  }
  if (sum !== due) violated(`I5 what is posted is what is due: ${sum}, not ${due} (${call.id})`);
}

/** I9: done, or in front of a person. */
function checkCallback(
  callback: StoredCallback,
  { alarms }: AccountRecords,
  { violated, reached }: CommitReader,
): void {
  const { state, bodyHash, call } = callback;
  // Nobody dismisses in a simulated world: what is parked there is somebody's.
  if (state === 'DISMISSED') {
    violated(`I9 a callback is dismissed by operators only (${bodyHash})`);
    return;
  }
  reached(`callback ${state}`);
  const isAlarmed = alarms.some(
    (alarm) => alarm.open && alarm.kind === 'CALLBACK_PARKED' && alarm.subject === bodyHash,
  );
  if (state === 'PARKED' ? !isAlarmed || call !== null : isAlarmed || call === null) {
    violated(`I9 a callback is done or has an alarm (${bodyHash}, ${state})`);
  }
}

/** An oracle of its own: it shares nothing with the tariff's arithmetic but the figures of the price. */
export function price(order: AnyCall['order'], talkSeconds: number): bigint {
  const { pricePerMinute, basis } = order.tariff;
  const parties = order.kind === 'CALL' ? 2 : order.callees.length + 1;
  const minutes = (talkSeconds - (talkSeconds % 60)) / 60 + (talkSeconds % 60 === 0 ? 0 : 1);
  return BigInt(minutes * (basis === 'EACH_PARTY' ? parties : 1)) * pricePerMinute.fen;
}

function chargeOf({ state }: AnyCall): bigint {
  if (state.money === 'SETTLED') return state.charge.fen;
  return state.money === 'VOIDED' && state.late !== null ? state.late.charge.fen : 0n;
}

export function statesOf(call: AnyCall): readonly ReachedState[] {
  const state = stateOf(call);
  if (call.kind === 'CALL') return [state];
  // The telephones of a conference ring at once: nobody is the one who rings.
  if (state === 'CALLER_RINGING' || state === 'CALLEE_RINGING') throw new Error(`A conference is ${state}.`);
  return [state, `conference: ${state}`];
}

function stateOf({
  state,
}: AnyCall): Exclude<CallStatus, 'FAILED'> | 'charged late' | 'FAILED settled' | 'FAILED voided' {
  if (state.money === 'VOIDED' && state.late !== null) return 'charged late';
  const { status } = state;
  if (status !== 'FAILED') return status;
  return state.money === 'SETTLED' ? 'FAILED settled' : 'FAILED voided';
}

const open: readonly CallStatus[] = [
  'PLACING',
  'UNCONFIRMED',
  'DIALING',
  'CALLER_RINGING',
  'CALLEE_RINGING',
  'IN_PROGRESS',
];

function rank(status: CallStatus): number {
  const index = open.indexOf(status);
  return index === -1 ? open.length : index;
}
