import { Account } from '../domain/account.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { App } from '../domain/app.ts';
import { standardDurationLimits } from '../domain/app.ts';
import { assert } from '../domain/assert.ts';
import type { AccountId, CallId, PaymentReference, ProviderSession, TopUpId } from '../domain/ids.ts';
import { Transfer } from '../domain/ledger.ts';
import { Money } from '../domain/money.ts';
import { PhoneNumber } from '../domain/phone-number.ts';
import type { Parties } from '../domain/parties.ts';
import { partyCount } from '../domain/parties.ts';
import type { CallTimes } from '../domain/placed.ts';
import { Placed } from '../domain/placed.ts';
import { quoteCall } from '../domain/quote.ts';
import type { Resolution } from '../domain/settlement.ts';
import { release, settle } from '../domain/settlement.ts';
import type { Tariff } from '../domain/tariff.ts';
import { TopUp } from '../domain/top-up.ts';
import type { Chance } from './chance.ts';
import type { Course } from './course.ts';
import { drawCourse, reportOf } from './course.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** So much of a day's calls falls on each of its hours, in China's time. */
const HOURS = [1, 1, 1, 1, 1, 2, 4, 8, 24, 44, 48, 40, 26, 32, 46, 48, 46, 40, 30, 26, 20, 12, 6, 2];
const HOURS_ALL = HOURS.reduce((sum, weight) => sum + weight, 0);
const CONFERENCES = 0.03;
const TOP_UP = Money.fen(5000_00);
/** The dearest call must always be affordable. */
const LOW = Money.fen(500_00);

export interface Rules {
  readonly tariff: Tariff;
  readonly times: CallTimes;
}

/** One posting, with the account as it was after it. */
export interface Posted {
  readonly transfer: Transfer;
  readonly at: Date;
  readonly balanceAfter: Money;
  readonly sequence: bigint;
}

/** What a day left behind, in the order in which it is posted. */
export interface DayOfHistory {
  readonly calls: readonly AnyCall[];
  readonly resolutions: readonly Resolution[];
  readonly topUps: readonly TopUp[];
  readonly postings: readonly Posted[];
}

interface Planned {
  readonly id: CallId;
  readonly app: App;
  readonly parties: Parties;
  readonly reference: string | null;
  readonly placedAt: Date;
  readonly course: Course;
  readonly session: ProviderSession;
  /** When the service hears of its end. */
  readonly knownAt: Date;
}

/**
 * An account's life, day by day: calls as the domain places and settles them, and top-ups before the money runs out. All
 * of it has ended by the last moment, and all follows from the chance that is given.
 */
export class History {
  readonly #callers: readonly PhoneNumber[];
  readonly #callees: readonly PhoneNumber[];
  account: Account;
  sequence = 0n;
  #lastAt = 0;
  #carried: Planned[] = [];

  constructor(
    id: AccountId,
    name: string,
    private readonly apps: readonly App[],
    readonly from: Date,
    private readonly rules: Rules,
    calls: number,
    private readonly chance: Chance,
  ) {
    this.account = Account.open(id, name, from);
    this.#callers = Array.from({ length: 20 }, (_, index) => this.#number('139', '0571', index));
    this.#callees = Array.from({ length: Math.max(50, Math.floor(calls / 20)) }, (_, index) =>
      this.#number('138', '010', index),
    );
  }

  /** @param last whether all must have ended by the day's end. */
  day(start: Date, count: number, last: boolean): DayOfHistory {
    const day = { calls: [], resolutions: [], topUps: [], postings: [] };
    const end = start.getTime() + DAY_MS;
    const planned = [...this.#carried, ...Array.from({ length: count }, () => this.#plan(start, last))];
    planned.sort((one, other) => one.knownAt.getTime() - other.knownAt.getTime());
    this.#carried = planned.filter(({ knownAt }) => knownAt.getTime() >= end);
    for (const plan of planned) if (plan.knownAt.getTime() < end) this.#live(plan, day);
    return day;
  }

  #plan(start: Date, last: boolean): Planned {
    const hour = this.#hour();
    // The last day ends early, so that nothing is left open.
    const inDay = last ? (hour * HOUR_MS) / 2 : hour * HOUR_MS;
    const placedAt = new Date(start.getTime() + Math.floor(inDay + this.chance.next() * HOUR_MS));
    const course = drawCourse(this.chance, placedAt, standardDurationLimits.defaultSeconds);
    return {
      id: this.chance.uuid() as CallId,
      app: this.chance.among(this.apps),
      parties: this.#parties(),
      reference: this.chance.next() < 0.3 ? `order ${this.chance.below(100_000)}` : null,
      placedAt,
      course,
      session: this.chance.hex(24) as ProviderSession,
      knownAt: course.kind === 'REFUSED' ? course.endsAt : course.reportedAt,
    };
  }

  #hour(): number {
    let left = this.chance.next() * HOURS_ALL;
    return HOURS.findIndex((weight) => (left -= weight) < 0);
  }

  #parties(): Parties {
    const caller = this.chance.among(this.#callers);
    if (this.chance.next() >= CONFERENCES) return { kind: 'CALL', caller, callee: this.#callee() };
    const callees = new Map(Array.from({ length: 5 }, () => this.#callee()).map((callee) => [callee.digits, callee]));
    for (let index = 0; callees.size < 2; index++) callees.set(String(index), this.#callees[index] as PhoneNumber);
    return { kind: 'CONFERENCE', caller, callees: [...callees.values()] };
  }

  /** Some are called again and again. */
  #callee(): PhoneNumber {
    const share = this.chance.next() ** 2;
    return this.#callees[Math.floor(share * this.#callees.length)] as PhoneNumber;
  }

  /** One in five is a landline. Callers and callees have no number in common. */
  #number(mobile: string, area: string, index: number): PhoneNumber {
    const isLandline = this.chance.next() < 0.2;
    const tail = String(index * 13 + this.chance.below(13));
    return PhoneNumber.restore(isLandline ? `${area}${tail.padStart(8, '8')}` : `${mobile}${tail.padStart(8, '0')}`);
  }

  #live(plan: Planned, day: Writable): void {
    if (LOW.exceeds(this.account.available)) this.#topUp(plan.knownAt, day);
    const { id, app, parties, reference, placedAt, course, session } = plan;
    const intent = { id, account: this.account.id, app: app.id, reference, placedAt, ...parties };
    const asked = { maxSeconds: null, minSeconds: null };
    const quote = quoteCall(this.rules.tariff, app.limits, this.account.available, asked, partyCount(parties));
    const placed = Placed.place(intent, quote, this.rules.times);
    const reserved = this.account.reserve(placed.order.reservation);
    // Placing, the answer and the end are three decisions, each of which tells of the call and of the account.
    this.sequence += 6n;
    if (course.kind === 'REFUSED') {
      const refusal = { providerCode: course.providerCode, retryAfterSeconds: null };
      this.#end(release(reserved, placed.refused(refusal, plan.knownAt), plan.knownAt), plan.knownAt, day);
      return;
    }
    const dialled = placed.accepted(session, new Date(placedAt.getTime() + 150));
    const at = this.#at(plan.knownAt);
    this.#end(settle(reserved, dialled, reportOf(dialled, session, course), at), at, day);
  }

  #end({ account, call, resolution, transfers = [] }: ReturnType<typeof settle>, at: Date, day: Writable): void {
    assert(account !== undefined && call !== undefined && resolution !== undefined, 'a planned call ends');
    this.account = account;
    day.calls.push(call);
    day.resolutions.push(resolution);
    for (const transfer of transfers) this.#post(transfer, at, account.balance, day);
  }

  #topUp(before: Date, day: Writable): void {
    const at = this.#at(new Date(before.getTime() - 60_000));
    const id = this.chance.uuid() as TopUpId;
    const paid = TopUp.request(id, this.account.id, TOP_UP, at).paid(`seed ${id}` as PaymentReference, at);
    this.account = this.account.credit(TOP_UP);
    this.sequence += 1n;
    day.topUps.push(paid);
    this.#post(Transfer.topUp(id, TOP_UP, at), at, this.account.balance, day);
  }

  #post(transfer: Transfer, at: Date, balanceAfter: Money, day: Writable): void {
    day.postings.push({ transfer, at, balanceAfter, sequence: this.sequence });
  }

  /** One account decides one thing after the other. */
  #at(wanted: Date): Date {
    this.#lastAt = Math.max(this.#lastAt + 1, wanted.getTime());
    return new Date(this.#lastAt);
  }
}

type Writable = { -readonly [Name in keyof DayOfHistory]: DayOfHistory[Name][number][] };
