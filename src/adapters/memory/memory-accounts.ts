import type {
  AccountRepository,
  Decision,
  Facts,
  Keys,
  Lookups,
  Saves,
} from '../../application/ports/account-repository.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { Account } from '../../domain/account.ts';
import type { AlarmKey, Discrepancy } from '../../domain/alarm.ts';
import type { ApiKey } from '../../domain/api-key.ts';
import { assert } from '../../domain/assert.ts';
import type { KnownDiscrepancy } from '../../domain/discrepancy.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Transfer } from '../../domain/ledger.ts';
import type { Member } from '../../domain/member.ts';
import { lookUp } from './memory-lookups.ts';
import type { MemoryPeople } from './memory-people.ts';
import type { AccountRecords, StoredEvent } from './memory-store.ts';
import { MemoryStore } from './memory-store.ts';

/** Decides on one account at a time: nothing here waits, so a decision is a function call. */
export class MemoryAccounts implements AccountRepository {
  constructor(
    private readonly store: MemoryStore,
    private readonly people: MemoryPeople,
    private readonly clock: Pick<Clock, 'service' | 'wall'>,
    /** Who decides; null where it never dies. */
    private readonly replica: string | null = null,
  ) {}

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws must reject
  async decide<N extends keyof Lookups = never, T = void>(
    id: AccountId,
    keys: Keys<N>,
    rule: (facts: Facts<N>) => Decision<T>,
  ): Promise<T> {
    const records = this.store.accounts.get(id);
    if (records === undefined) throw new DomainError({ code: 'NOT_FOUND', what: 'ACCOUNT' });
    const clock = this.clock.service();
    const now = records.decidedAt !== null && records.decidedAt > clock ? records.decidedAt : clock;
    const decision = rule(lookUp({ store: this.store, people: this.people }, records, keys, now));
    if (decision.saves !== undefined || decision.transfers !== undefined) this.#commit(id, records, decision, now);
    if (decision.refusal !== undefined) throw decision.refusal;
    return decision.answer;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws must reject
  async open(account: Account, owner: Member): Promise<void> {
    this.people.put(owner);
    this.store.accounts.set(account.id, MemoryStore.empty(account));
  }

  #commit(id: AccountId, records: AccountRecords, decision: Decision<unknown>, now: Date): void {
    const { saves = {}, transfers = [], opened } = decision;
    this.#checkAppKey(saves);
    this.#checkReferences(transfers);
    if (saves.member !== undefined) this.people.put(saves.member);
    if (saves.endedLogins !== undefined) this.people.endAllLogins(saves.endedLogins.member, saves.endedLogins.at);
    const next = apply(records, saves, this.clock.wall());
    const balance = transfers.reduce((sum, transfer) => sum.plus(transfer.effectOnBalance), records.account.balance);
    assert(balance.equals(next.account.balance), 'the balance is the sum of its postings');
    const postedAt = [...next.postedAt, ...transfers.map(() => now)];
    const isAnnounced = next.events.length > records.events.length || transfers.length > 0;
    const decidedAt = isAnnounced ? now : records.decidedAt;
    this.store.accounts.set(id, { ...next, decidedAt, transfers: [...next.transfers, ...transfers], postedAt });
    for (const { callee, times } of saves.rings ?? []) this.store.rings.set(callee, times);
    const { call } = saves;
    if (call !== undefined && this.replica !== null && !records.calls.has(call.id)) {
      this.store.placedBy.set(call.id, this.replica);
    }
    if (next.events.length > records.events.length) this.store.watchers.get(id)?.forEach((wake) => wake());
    // Those that were there have come through in their places.
    opened?.(next.alarms.slice(records.alarms.length));
  }

  #checkAppKey({ app }: Saves): void {
    if (app === undefined) return;
    const others = [...this.store.accounts.values()].flatMap(({ apps }) => [...apps.values()]);
    if (others.some((other) => other.id !== app.id && other.appKey === app.appKey)) {
      throw new DomainError({ code: 'APP_KEY_TAKEN' });
    }
  }

  #checkReferences(transfers: readonly Transfer[]): void {
    const references = transfers.flatMap(({ reference }) => reference ?? []);
    if (references.length === 0) return;
    const posted = [...this.store.accounts.values()].flatMap((records) => records.transfers);
    if (posted.some(({ reference }) => reference !== null && references.includes(reference))) {
      throw new DomainError({ code: 'REFERENCE_TAKEN' });
    }
  }
}

function apply(records: AccountRecords, saves: Saves, wall: Date): AccountRecords {
  const { app, call, topUp, request, resolution, discrepancies = [], callbacks = [], displayNumbers = [] } = saves;
  const { notices = [] } = saves;
  const known = resolved(discrepancies.reduce(withDiscrepancy, records.discrepancies), saves.resolvedDiscrepancy);
  assert(resolution === undefined || !records.resolutions.has(resolution.call), 'a call has one resolution');
  return {
    account: saves.account ?? records.account,
    apps: put(records.apps, app, (value) => value.id),
    calls: put(records.calls, call, (value) => value.id),
    placedWall: firstSeen(records.placedWall, call?.id, wall),
    displayNumbers: displayNumbers.reduce((all, one) => put(all, one, (value) => value.id), records.displayNumbers),
    topUps: put(records.topUps, topUp, (value) => value.id),
    orderedWall: firstSeen(records.orderedWall, topUp?.id, wall),
    bills: put(records.bills, saves.bill, (value) => value.id),
    requests: put(records.requests, request, (value) => `${value.operation} ${value.key}`),
    apiKeys: put(records.apiKeys, withLastUse(records, saves.apiKey), (value) => value.id),
    invitations: put(records.invitations, saves.invitation, (value) => value.id),
    callbacks: callbacks.reduce(
      (all, one) => put(all, one, (value) => `${value.app} ${value.bodyHash}`),
      records.callbacks,
    ),
    resolutions: put(records.resolutions, resolution, (value) => value.call),
    discrepancies: known,
    alarms: alarmsAfter(records.alarms, saves, known),
    actions: saves.action === undefined ? records.actions : [...records.actions, saves.action],
    notices: notices.reduce((all, one) => (all.has(one.key) ? all : new Map(all).set(one.key, one)), records.notices),
    webhooks: put(records.webhooks, saves.webhook, (value) => value.app),
    deliveries: deliveriesAfter(records, saves),
    attempts: [...records.attempts, ...(saves.attempts ?? [])],
    decidedAt: records.decidedAt,
    transfers: records.transfers,
    postedAt: records.postedAt,
    events: eventsAfter(records.events, saves),
  };
}

/** The last use is noted beside decisions, which know nothing of it. */
function withLastUse({ apiKeys }: AccountRecords, apiKey: ApiKey | undefined): ApiKey | undefined {
  return apiKey && { ...apiKey, lastUsedAt: apiKeys.get(apiKey.id)?.lastUsedAt ?? null };
}

function withDiscrepancy(all: readonly KnownDiscrepancy[], one: Discrepancy): readonly KnownDiscrepancy[] {
  return all.some((other) => isSame(other, one)) ? all : [...all, { ...one, resolution: null }];
}

function resolved(all: readonly KnownDiscrepancy[], one: KnownDiscrepancy | undefined): readonly KnownDiscrepancy[] {
  return one === undefined ? all : all.map((other) => (isSame(other, one) ? one : other));
}

function isSame(one: Discrepancy, other: Discrepancy): boolean {
  return one.call === other.call && one.reportedSeconds === other.reportedSeconds;
}

function firstSeen(map: ReadonlyMap<string, Date>, id: string | undefined, wall: Date): ReadonlyMap<string, Date> {
  return id === undefined || map.has(id) ? map : new Map(map).set(id, wall);
}

function put<T>(map: ReadonlyMap<string, T>, value: T | undefined, key: (value: T) => string): ReadonlyMap<string, T> {
  return value === undefined ? map : new Map(map).set(key(value), value);
}

function deliveriesAfter(
  { deliveries, webhooks }: AccountRecords,
  { deliveries: saved = [], forwarding }: Saves,
): AccountRecords['deliveries'] {
  const isWanted = forwarding !== undefined && webhooks.get(forwarding.app)?.isEnabled === true;
  const all = isWanted ? [...saved, forwarding] : saved;
  return all.reduce((map, one) => put(map, one, (value) => value.id), deliveries);
}

function alarmsAfter(
  before: AccountRecords['alarms'],
  { alarms = [], closedAlarms = [] }: Saves,
  discrepancies: AccountRecords['discrepancies'],
): AccountRecords['alarms'] {
  const isOneOf = (keys: readonly AlarmKey[], { kind, subject }: AlarmKey): boolean =>
    keys.some((key) => key.kind === kind && key.subject === subject);
  const left = before.map((alarm) => (isOneOf(closedAlarms, alarm) ? { ...alarm, open: false } : alarm));
  const open = left.filter((alarm) => alarm.open);
  const waits = (call: string): boolean => discrepancies.some((one) => one.call === call && one.resolution === null);
  const opened = alarms.filter(
    (alarm) => !isOneOf(open, alarm) && (alarm.kind !== 'DISCREPANCY' || waits(alarm.subject)),
  );
  return [...left, ...opened.map((alarm) => ({ ...alarm, open: true }))];
}

function eventsAfter(events: readonly StoredEvent[], { account, call }: Saves): readonly StoredEvent[] {
  const news = [
    ...(call === undefined ? [] : [{ kind: 'CALL' as const, subject: call.id, version: call.version }]),
    ...(account === undefined ? [] : [{ kind: 'ACCOUNT' as const, subject: account.id, version: account.version }]),
  ];
  const head = events.at(-1)?.sequence ?? 0;
  return [...events, ...news.map((event, index) => ({ ...event, sequence: head + index + 1 }))];
}
