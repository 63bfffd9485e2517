import type { Facts, Keys, Lookups, PartiesKey } from '../../application/ports/account-repository.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { DisplayNumber, DisplayRequest } from '../../domain/display-number.ts';
import type { RejectionOf } from '../../domain/errors.ts';
import type { AlarmKey } from '../../domain/alarm.ts';
import { DomainError } from '../../domain/errors.ts';
import type { PartyKey } from '../../domain/parties.ts';
import { named, partyKey } from '../../domain/parties.ts';
import type { CallLedger } from '../../domain/ledger.ts';
import { callLedger } from '../../domain/ledger.ts';
import { CalleeRings } from '../../domain/rings.ts';
import type { MemoryPeople } from './memory-people.ts';
import type { AccountRecords, MemoryStore } from './memory-store.ts';
import { usageOf } from './memory-usage.ts';

type Finders = {
  readonly [Name in keyof Lookups]: (
    records: AccountRecords,
    key: Lookups[Name][0],
    store: MemoryStore,
    people: MemoryPeople,
  ) => Lookups[Name][1];
};

const isSame = (one: PartyKey, other: PartyKey): boolean => {
  if (one.kind === 'CONFERENCE') return other.kind === 'CONFERENCE' && one.members === other.members;
  return other.kind === 'CALL' && one.caller === other.caller && one.callee === other.callee;
};

const isBetween = ({ order }: AnyCall, { app, parties }: PartiesKey): boolean =>
  order.app === app && isSame(partyKey(named(order)), parties);

const found = <T>(value: T | undefined, what: RejectionOf<'NOT_FOUND'>['what']): T => {
  if (value === undefined) throw new DomainError({ code: 'NOT_FOUND', what });
  return value;
};

const displayNumberOf = (
  { displayNumbers }: AccountRecords,
  { app, side }: Pick<DisplayRequest, 'app' | 'side'>,
  status: DisplayNumber['status'],
): DisplayNumber | null =>
  [...displayNumbers.values()].find(
    (one) => one.request.app === app && one.request.side === side && one.status === status,
  ) ?? null;

const finders: Finders = {
  app: (records, id) => found(records.apps.get(id), 'APP'),
  appCount: (records) => records.apps.size,
  call: (records, id) => found(records.calls.get(id), 'CALL'),
  claim: (_records, { call, token }, store) => (store.claims.get(call)?.token ?? 0n) === token,
  topUp: (records, id) => {
    const topUp = records.topUps.get(id);
    if (topUp === undefined) throw new Error('No such top-up.');
    return topUp;
  },
  members: ({ account }, _, __, people) => people.membersOf(account.id),
  invitations: ({ invitations }) =>
    [...invitations.values()]
      .filter(({ state }) => state === 'PENDING')
      .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime()),
  apiKeys: ({ apiKeys }) =>
    [...apiKeys.values()]
      .filter(({ revokedAt }) => revokedAt === null)
      .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime()),
  webhook: ({ webhooks }, app) => webhooks.get(app) ?? null,
  delivery: ({ deliveries }, id) => found(deliveries.get(id), 'DELIVERY'),
  deliveries: ({ deliveries }, ids) => ids.flatMap((id) => deliveries.get(id) ?? []),
  displayNumber: (records, id) => found(records.displayNumbers.get(id), 'DISPLAY_NUMBER'),
  waitingDisplayNumber: (records, of) => displayNumberOf(records, of, 'REQUESTED'),
  approvedBeside: (records, id) => {
    const beside = records.displayNumbers.get(id);
    return beside === undefined ? null : displayNumberOf(records, beside.request, 'APPROVED');
  },
  request: (records, { operation, key }) => records.requests.get(`${operation} ${key}`) ?? null,
  payment: (records, reference) =>
    [...records.topUps.values()].find(({ state }) => state.status === 'PAID' && state.reference === reference) ?? null,
  session: (records, { app, session }) =>
    [...records.calls.values()].find((call) => call.order.app === app && call.session === session) ?? null,
  openBetween: (records, key) => [...records.calls.values()].filter((call) => isBetween(call, key) && !call.hasEnded),
  usage: usageOf,
  rings: (_, callees, { rings }) => callees.map((callee) => CalleeRings.restore(callee, rings.get(callee) ?? [])),
  unmatched: (records, key) =>
    [...records.calls.values()].filter(
      (call) =>
        isBetween(call, key) && call.session === null && ['UNCONFIRMED', 'FAILED', 'COMPLETED'].includes(call.status),
    ),
  callback: (records, { app, bodyHash }) => records.callbacks.get(`${app} ${bodyHash}`) ?? null,
  alarm: (records, key) => ({
    isOpen: records.alarms.some(({ open, kind, subject }) => open && kind === key.kind && subject === key.subject),
    subjectWaits: subjectWaits(records, key),
  }),
  discrepancies: (records, id) => records.discrepancies.filter(({ call }) => call === id),
  callLedger: ledgerOf,
  parkedSession: (records, { app, session }) =>
    [...records.callbacks.values()].filter(
      (callback) => callback.state === 'PARKED' && callback.app === app && callback.report?.session === session,
    ),
  parkedBetween: (records, { app, parties }) =>
    [...records.callbacks.values()].filter(
      ({ state, report, ...callback }) =>
        state === 'PARKED' && callback.app === app && report !== null && isSame(partyKey(report), parties),
    ),
};

function ledgerOf({ transfers }: AccountRecords, id: string): CallLedger {
  return callLedger(transfers.filter(({ subject, call }) => subject === id || call === id));
}

function subjectWaits(records: AccountRecords, { kind, subject }: AlarmKey): boolean {
  const { apps, callbacks, discrepancies, calls } = records;
  if (kind === 'CALLBACK_PARKED')
    return [...callbacks.values()].some(({ bodyHash, state }) => bodyHash === subject && state === 'PARKED');
  if (kind === 'DISCREPANCY')
    return discrepancies.some(({ call, resolution }) => call === subject && resolution === null);
  if (kind === 'SHORTFALL') return !ledgerOf(records, subject).missing.isZero;
  if (kind === 'APP_KEY_DISABLED') return (apps.get(subject)?.stoppedByProvider ?? null) !== null;
  return kind === 'CALL_OVERDUE' && calls.get(subject)?.hasEnded === false;
}

/** Looks up what a rule asked for. @throws DomainError NOT_FOUND */
export function lookUp<N extends keyof Lookups>(
  { store, people }: { readonly store: MemoryStore; readonly people: MemoryPeople },
  records: AccountRecords,
  keys: Keys<N>,
  now: Date,
): Facts<N> {
  const names = Object.keys(keys) as N[];
  const find = <Name extends N>(name: Name): Lookups[Name][1] => finders[name](records, keys[name], store, people);
  const facts = Object.fromEntries(names.map((name) => [name, find(name)]));
  return { ...facts, account: records.account, now } as Facts<N>;
}
