import type { AccountRecords } from '../../src/adapters/memory/memory-store.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import { named } from '../../src/domain/parties.ts';
import type { Delivery } from './delivery.ts';
import type { Dial } from './dial.ts';
import type { World } from './world.ts';
import { sameTelephones } from './telephones.ts';

/** What is reckoned up, on whatever store it was. */
export interface Reckoned extends Pick<World, 'provider' | 'bank' | 'taken' | 'violated' | 'reached' | 'isSkewed'> {
  readonly store: { readonly accounts: ReadonlyMap<AccountId, AccountRecords> };
}

/** What must be true once everything has come to rest: the books are the hidden truth, and nobody was forgotten. */
export function checkEnd(world: Reckoned): void {
  for (const records of world.store.accounts.values()) {
    const charged = new Map<string, string>();
    for (const call of records.calls.values()) {
      checkCall(world, records, call);
      if (call.report === null || call.report.session === null) continue;
      const session = `${call.order.app} ${call.report.session}`;
      if (charged.has(session)) world.violated(`I4 ${session} is charged to ${call.id} and ${charged.get(session)!}`);
      charged.set(session, call.id);
    }
    checkTopUps(world, records);
  }
  for (const delivery of world.taken) checkDelivery(world, delivery);
}

function checkCall(world: Reckoned, records: AccountRecords, call: AnyCall): void {
  const dial = world.provider.dials.find((one) => one.call === call.id);
  const about = `(${call.id}, ${call.status})`;
  const hasAlarm = (kind: string): boolean =>
    records.alarms.some((alarm) => alarm.kind === kind && alarm.subject === call.id);
  if (dial !== undefined && !hasTelephonesOf(call, dial)) world.violated(`CONF-1 who is invited is rung ${about}`);
  if (!call.hasEnded) {
    world.violated(`I11 every call ends, and where nobody can tell how, a person ends it ${about}`);
    return;
  }
  if (hasAlarm('CALL_OVERDUE')) world.reached.state('overdue with an alarm');
  const isOpen = records.alarms.some(
    ({ kind, subject, open }) => open && kind === 'CALL_OVERDUE' && subject === call.id,
  );
  if (isOpen) world.violated(`I11 nobody is called for a call that has ended ${about}`);
  if (call.report !== null) {
    checkCharged(world, records, call, dial);
  } else if (call.status === 'REFUSED') {
    if (dial !== undefined && !dial.refused)
      world.violated(`CALL-8 what is REFUSED was refused by the provider ${about}`);
  } else {
    const byOperator = records.actions.some(({ subject }) => subject === call.id);
    if (!byOperator && !hasAlarm('HORIZON_VOID')) world.violated(`CALL-5 a void at the horizon has an alarm ${about}`);
    if (byOperator) decided(world, call);
    if (dial !== undefined && !isExcused(world, records, dial))
      world.violated(`CALL-6 what was reported is charged ${about}`);
  }
}

/** To the fen: the duration is one that the provider has told about this very call, and others are listed. */
function checkCharged(world: Reckoned, records: AccountRecords, call: AnyCall, dial: Dial | undefined): void {
  const report = call.report!;
  if (report.source === 'OPERATOR') {
    decided(world, call);
    if (dial?.talkSeconds !== report.talkSeconds) world.violated(`CALL-5 an operator was told the truth (${call.id})`);
  } else {
    const source = world.provider.dials.find((one) => one.session === report.session && one.app.id === call.order.app);
    const isAlike = source !== undefined && isMuddled(world, source) && hasTelephonesOf(call, source);
    const isOwn = source !== undefined && (source === dial || isAlike);
    if (!isOwn) world.violated(`I4 a call is charged by its own report (${call.id}, ${report.session})`);
    if (source?.rang !== true) world.violated(`I10 nothing is charged for what did not ring (${call.id})`);
    if (source?.reportedSeconds.has(report.talkSeconds) !== true)
      world.violated(`I10 the provider said so (${call.id})`);
  }
  for (const { stored } of takenFor(world, records, dial)) {
    const seconds = stored.report!.talkSeconds;
    if (stored.call !== call.id || seconds === report.talkSeconds) continue;
    world.reached.state('discrepancy');
    const isListed = records.discrepancies.some((one) => one.call === call.id && one.reportedSeconds === seconds);
    if (!isListed) world.violated(`CALL-6 a report that differs is listed (${call.id}, ${seconds} s)`);
  }
}

/** The provider's honest callbacks about a dial that were answered 200, and what became of them. */
function takenFor({ taken }: Reckoned, { callbacks }: AccountRecords, dial: Dial | undefined) {
  return taken
    .filter((delivery) => delivery.isTrue && delivery.dial === dial)
    .map((delivery) => ({ delivery, stored: callbacks.get(`${delivery.to.id} ${delivery.body}`)! }));
}

/** A report that moved nothing because it honestly fits no call, or two, or is too old to be believed: it is parked. */
function isExcused(world: Reckoned, records: AccountRecords, dial: Dial): boolean {
  return takenFor(world, records, dial).every(({ stored: { state, reason } }) => {
    if (state !== 'PARKED') return false;
    if (reason === 'NO_CALL') return world.isSkewed || isMuddled(world, dial);
    return reason === 'TIE' || reason === 'STALE';
  });
}

function isMuddled({ provider }: Reckoned, { app, parties }: Dial): boolean {
  return provider.muddled.has(sameTelephones(app, parties));
}

function decided({ reached }: Reckoned, { kind }: AnyCall): void {
  reached.state('decided by an operator');
  if (kind === 'CONFERENCE') reached.state('conference: decided by an operator');
}

function hasTelephonesOf({ order }: AnyCall, { app, parties }: Dial): boolean {
  return order.app === app.id && sameTelephones(app, named(order)) === sameTelephones(app, parties);
}

/** ACC-3: what the bank took is credited, once; what it did not take is not. */
function checkTopUps({ bank, violated }: Reckoned, { account, topUps, transfers }: AccountRecords): void {
  for (const topUp of topUps.values()) {
    const credited = transfers.filter((transfer) => transfer.subject === topUp.id).map(({ amount }) => amount.fen);
    const taken = bank.taken.get(topUp.id);
    const isRight = taken === undefined ? credited.length === 0 : credited.length === 1 && credited[0] === taken.fen;
    if (!isRight) violated(`ACC-3 a payment credits once (${account.id}, ${topUp.id})`);
  }
}

/** I9, I10: what was answered 200 is there; what is not the provider's word about this app's call moved nothing. */
function checkDelivery({ store, violated }: Reckoned, { to, body, isTrue }: Delivery): void {
  const stored = store.accounts.get(to.account)?.callbacks.get(`${to.id} ${body}`);
  if (stored === undefined) violated(`I9 what was answered 200 is kept (${body})`);
  else if (!isTrue && stored.state !== 'PARKED') violated(`I10 ${body} is parked, not ${stored.state}`);
}
