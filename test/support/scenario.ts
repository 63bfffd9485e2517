import { onTestFinished } from 'vitest';
import type { AccountRecords } from '../../src/adapters/memory/memory-store.ts';
import { createApplication } from '../../src/application/application.ts';
import type { StartCallRequest } from '../../src/application/start-call.ts';
import type { StartConferenceRequest } from '../../src/application/start-conference.ts';
import type { Settings } from '../../src/application/settings.ts';
import type { App } from '../../src/domain/app.ts';
import { standardDurationLimits } from '../../src/domain/app.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { Call } from '../../src/domain/call.ts';
import type { Conference } from '../../src/domain/conference.ts';
import type { AccountId, CallId, LoginId, MemberId } from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import { standardCallLimits } from '../../src/domain/limits.ts';
import { standardTryLimits } from '../../src/domain/tries.ts';
import { Money } from '../../src/domain/money.ts';
import type { MemberPrincipal } from '../../src/domain/principal.ts';
import type { CallReport } from '../../src/domain/report.ts';
import type { Role } from '../../src/domain/role.ts';
import * as a from './a.ts';
import { watchInvariants } from './invariants.ts';
import { memoryWorld } from './memory-world.ts';

export const settings: Settings = {
  bankPayee: null,
  tariff: a.tariff(),
  callTimes: a.times,
  lowBalanceMinutes: 100,
  providerRate: { perSecond: 1_000_000, patienceMs: 2000, groups: new Map() },
  billChecks: { share: 1, perSecond: Infinity, days: 90 },
  callLimits: standardCallLimits,
  durationLimits: standardDurationLimits,
  tryLimits: standardTryLimits,
  secretRotationSeconds: 72 * 3600,
  accessTokenSeconds: 15 * 60,
  refreshTokenSeconds: 30 * 86_400,
  eventSeconds: 3 * 86_400,
  deliverySeconds: 90 * 86_400,
  noticeSeconds: 90 * 86_400,
  progressSeconds: 2,
  webhooks: { allowHttp: false },
  placingSeconds: 15,
  twinSeconds: 12,
  publicUrl: 'https://calls.example.cn',
};

export interface Customer {
  readonly id: AccountId;
  readonly principal: MemberPrincipal;
  readonly app: App;
}

/** The application over the memory adapters. Each commit is checked for what must always hold, and the end for leaks. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the object is the type
export function scenario(given: Partial<Settings> = {}) {
  const world = memoryWorld();
  const { accounts, clock, ports, random, secrets, store } = world;
  const application = createApplication(ports, { ...settings, ...given });
  const broken = watchInvariants(store);
  onTestFinished(() => {
    if (broken.length > 0) throw new Error(`A commit broke what must hold:\n${broken.join('\n')}`);
    if (clock.sleeping > 0) throw new Error('Somebody still sleeps: a watcher or a query loop has leaked.');
  });

  const records = (account: AccountId): AccountRecords => store.accounts.get(account)!;

  async function credit(account: AccountId, fen: number): Promise<void> {
    const amount = Money.fen(fen);
    await accounts.decide(account, {}, (facts) => ({
      answer: undefined,
      saves: { account: facts.account.credit(amount) },
      transfers: [Transfer.topUp(random.id(), amount, facts.now)],
    }));
  }

  /** Takes money away, as another call's charge would. */
  async function spend(account: AccountId, fen: number): Promise<void> {
    await accounts.decide(account, {}, (facts) => {
      const { account: next, paid, missing } = facts.account.settle(Money.zero, Money.fen(fen));
      const transfers = Transfer.charge('CALL_CHARGE', random.id(), paid, missing, { at: facts.now, adjusts: null });
      return { answer: undefined, saves: { account: next }, transfers };
    });
  }

  /** An account with `fen` to spend, its member, and an app whose service is enabled. */
  async function customer({ fen = 1000_00, role = 'OWNER' }: { fen?: number; role?: Role } = {}): Promise<Customer> {
    const id = random.id() as AccountId;
    const member = a.member({ id: random.id() as MemberId, account: id, email: `${id}@example.cn`, role });
    await accounts.open(a.account({ id, balance: 0 }), member);
    const login = random.id() as LoginId;
    const principal: MemberPrincipal = {
      kind: 'MEMBER',
      id: member.id,
      account: id,
      role,
      login,
      expires: a.after(900),
    };
    const owner: MemberPrincipal = { ...principal, role: 'OWNER' };
    await credit(id, fen + 12);
    const created = await application.createApp(owner, { name: '客服', credentials: null });
    const app = await application.enableService(owner, { app: created.app.id });
    await spend(id, 12);
    return { id, principal, app };
  }

  /** A start of five minutes, with a key of its own. */
  function order(app: App, given: Partial<StartCallRequest> = {}): StartCallRequest {
    return {
      app: app.id,
      caller: a.caller.digits,
      callee: a.callee.digits,
      maxDurationSeconds: 300,
      minDurationSeconds: null,
      reference: null,
      idempotencyKey: random.token(),
      ...given,
    };
  }

  async function start(one: Customer, given: Partial<StartCallRequest> = {}): Promise<Call> {
    return (await application.startCall(one.principal, order(one.app, given))).call;
  }

  /** A conference of four, of five minutes, with a key of its own. */
  function conferenceOrder(app: App, given: Partial<StartConferenceRequest> = {}): StartConferenceRequest {
    return {
      app: app.id,
      caller: a.caller.digits,
      callees: a.callees.map(({ digits }) => digits),
      maxDurationSeconds: 300,
      minDurationSeconds: null,
      reference: null,
      idempotencyKey: random.token(),
      ...given,
    };
  }

  async function confer(one: Customer, given: Partial<StartConferenceRequest> = {}): Promise<Conference> {
    return (await application.startConference(one.principal, conferenceOrder(one.app, given))).conference;
  }

  /** Delivers a callback whose body is the report, signed now where nothing else is said. */
  function deliver(
    app: App,
    report: CallReport | null,
    text = JSON.stringify(report),
    signedAt = clock.wall(),
  ): Promise<string> {
    const body = new TextEncoder().encode(text);
    return application.receiveCallback({ app, signedAt, body, bodyHash: secrets.fingerprint(text), report });
  }

  return {
    ...world,
    application,
    records,
    credit,
    spend,
    customer,
    order,
    start,
    conferenceOrder,
    confer,
    deliver,
    account: (id: AccountId) => records(id).account,
    call: (id: AccountId, call: CallId): AnyCall => records(id).calls.get(call)!,
    openSystemAlarms: () => store.systemAlarms.filter(({ open }) => open).map(({ kind }) => kind),
    openAlarms: (id: AccountId) =>
      records(id)
        .alarms.filter(({ open }) => open)
        .map(({ kind }) => kind),
  };
}

export type Scenario = ReturnType<typeof scenario>;

/** What `promise` is rejected with; fails when it is not, or not by a rule. */
export async function refused(promise: Promise<unknown>): Promise<ReturnType<typeof a.rejection>> {
  const failure: unknown = await promise.then(
    () => new Error('Nothing was rejected.'),
    (error: unknown) => error,
  );
  return a.rejection(() => {
    throw failure as Error;
  });
}
