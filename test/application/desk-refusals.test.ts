import { describe, expect, test } from 'vitest';
import { BankPayments } from '../../src/adapters/bank/bank-payments.ts';
import type { Application } from '../../src/application/application.ts';
import { createApplication } from '../../src/application/application.ts';
import type { OperatorCommand } from '../../src/application/operator-order.ts';
import type { AppId, CallId, DeliveryId, DisplayNumberId } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import type { OperatorOperation } from '../../src/domain/operator.ts';
import { actionOf } from '../../src/domain/operator.ts';
import type { Principal } from '../../src/domain/principal.ts';
import type { Operation, Role } from '../../src/domain/role.ts';
import * as a from '../support/a.ts';
import { operatorOf } from '../support/operators.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario, settings } from '../support/scenario.ts';

interface Things {
  readonly app: AppId;
  /** UNCONFIRMED, and past its deadline. */
  readonly call: CallId;
  readonly bodyHash: string;
  /** The reference of a top-up that waits. */
  readonly reference: string;
  readonly waiting: DisplayNumberId;
  readonly approved: DisplayNumberId;
  readonly delivery: DeliveryId;
}

interface Desk {
  readonly world: Scenario;
  readonly one: Customer;
  readonly application: Application;
  readonly operator: Principal;
  readonly things: Things;
  readonly command: (given?: Partial<OperatorCommand>) => OperatorCommand;
}

/** An account with something of each kind that operators decide about, whose customers pay by bank transfer. */
async function desk(): Promise<Desk> {
  const world = scenario();
  const one = await world.customer({ fen: 1000_00 });
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const ports = { ...world.ports, payments: new BankPayments() };
  const application = createApplication(ports, { ...settings, bankPayee: 'Bank of Tests, 4711' });
  const command: Desk['command'] = (given = {}) => {
    return { account: one.id, reason: 'ticket 4711', idempotencyKey: world.random.token(), ...given };
  };
  const app = one.app.id;
  world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
  const { id: call } = await world.start(one);
  world.clock.advance(390);
  await world.deliver(one.app, null);
  const [callback] = [...world.records(one.id).callbacks.values()];
  const { topUp } = await application.topUp(one.principal, { amount: Money.fen(1000_00), idempotencyKey: 'k' });
  const ask = (number: string) => application.requestDisplayNumber(one.principal, { app, side: 'CALLEE_SEES', number });
  const { id: approved } = await ask('4008001234');
  await application.approveDisplayNumber(operator, {
    ...command(),
    displayNumber: approved,
    ticket: 't',
    from: a.noon,
  });
  const { id: waiting } = await ask('4008005678');
  const reference = topUp.transferReference;
  await application.setWebhook(operator, { ...command(), app, url: 'https://receiver.example.cn/calls' });
  const { delivery } = await application.testWebhook(operator, { ...command(), app });
  const things = { delivery: delivery.id, app, call, bodyHash: callback!.bodyHash, reference, waiting, approved };
  return { world, one, application, operator, things, command };
}

interface Row {
  readonly act: (application: Application, who: Principal, command: OperatorCommand, of: Things) => Promise<unknown>;
  /** What becomes of it on a closed account: what would give something is refused, what winds up is done. */
  readonly onClosed: string;
  /** The name in the table of permissions, where it is another. */
  readonly row?: Operation;
}

const own = { defaultSeconds: 60, ceilingSeconds: 60, minParties: 3, maxParties: 3, callsAtOnce: 1 } as const;
const price = { pricePerMinute: Money.fen(10), basis: 'CONVERSATION', from: null } as const;
const anAdjustment = { kind: 'PAY_OUT', amount: Money.fen(1), reference: 'r' } as const;
const anAlarm = { kind: 'LATE_CHARGE', subject: 'x' } as const;

/** Every operation that an operator's key can be for: a new one does not compile without its row. */
const rows: Readonly<Record<OperatorOperation, Row>> = {
  resolveCall: {
    act: (it, who, to, { call }) => it.resolveUnconfirmedCall(who, { ...to, call, verdict: { kind: 'VOID' } }),
    onClosed: 'DONE',
    row: 'resolveUnconfirmedCall',
  },
  liftProviderStop: {
    act: (it, who, to, { app }) => it.liftProviderStop(who, { ...to, app }),
    onClosed: 'APP_NOT_STOPPED',
  },
  suspendAccount: { act: (it, who, to) => it.suspendAccount(who, to), onClosed: 'ACCOUNT_CLOSED' },
  resumeAccount: { act: (it, who, to) => it.resumeAccount(who, to), onClosed: 'ACCOUNT_CLOSED' },
  closeAccount: { act: (it, who, to) => it.closeAccount(who, to), onClosed: 'ACCOUNT_CLOSED' },
  suspendService: { act: (it, who, to, { app }) => it.suspendService(who, { ...to, app }), onClosed: 'DONE' },
  resumeService: { act: (it, who, to, { app }) => it.resumeService(who, { ...to, app }), onClosed: 'ACCOUNT_CLOSED' },
  enableServiceFor: {
    act: (it, who, to, { app }) => it.enableServiceFor(who, { ...to, app }),
    onClosed: 'ACCOUNT_CLOSED',
  },
  disableServiceFor: { act: (it, who, to, { app }) => it.disableServiceFor(who, { ...to, app }), onClosed: 'DONE' },
  approveDisplayNumber: {
    act: (it, who, to, { waiting: displayNumber }) =>
      it.approveDisplayNumber(who, { ...to, displayNumber, ticket: 't', from: a.noon }),
    onClosed: 'ACCOUNT_CLOSED',
  },
  rejectDisplayNumber: {
    act: (it, who, to, { waiting: displayNumber }) => it.rejectDisplayNumber(who, { ...to, displayNumber }),
    onClosed: 'DONE',
  },
  revokeDisplayNumber: {
    act: (it, who, to, { approved: displayNumber }) => it.revokeDisplayNumber(who, { ...to, displayNumber }),
    onClosed: 'DONE',
  },
  setTariff: { act: (it, who, to) => it.setTariff(who, { ...to, ...price }), onClosed: 'ACCOUNT_CLOSED' },
  confirmTopUp: {
    act: (it, who, to, { reference }) =>
      it.confirmTopUp(who, { ...to, reference, received: Money.fen(1000_00), bankReference: 'b' }),
    onClosed: 'DONE',
  },
  cancelTopUp: {
    act: (it, who, to, { reference }) => it.cancelTopUp(who, { ...to, reference }),
    onClosed: 'DONE',
  },
  closeAlarm: {
    act: (it, who, to) => it.closeAlarm(who, { ...to, alarm: anAlarm }),
    onClosed: 'ALARM_NOT_OPEN',
  },
  resolveDiscrepancy: {
    act: (it, who, to, { call }) => it.resolveDiscrepancy(who, { ...to, call, reportedSeconds: 60, decision: 'CLOSE' }),
    onClosed: 'NOT_FOUND',
  },
  resolveCallback: {
    act: (it, who, to, { app, bodyHash }) => it.resolveParkedCallback(who, { ...to, app, bodyHash, call: null }),
    onClosed: 'DONE',
    row: 'resolveParkedCallback',
  },
  settleSuspense: {
    act: (it, who, to, { call }) => it.settleSuspense(who, { ...to, call, decision: 'COLLECT' }),
    onClosed: 'NOTHING_IN_SUSPENSE',
  },
  postAdjustment: { act: (it, who, to) => it.postAdjustment(who, { ...to, ...anAdjustment }), onClosed: 'DONE' },
  setAppLimits: {
    act: (it, who, to, { app }) => it.setAppLimits(who, { ...to, app, ...own }),
    onClosed: 'ACCOUNT_CLOSED',
  },
  setAccountLimits: {
    act: (it, who, to) =>
      it.setAccountLimits(who, { ...to, limits: { callsAtOnce: 1, spendPerDay: null, coolDownSeconds: null } }),
    onClosed: 'ACCOUNT_CLOSED',
  },
  setWebhook: {
    act: (it, who, to, { app }) => it.setWebhook(who, { ...to, app, url: 'https://elsewhere.example.cn/' }),
    onClosed: 'ACCOUNT_CLOSED',
  },
  rotateWebhookSecret: {
    act: (it, who, to, { app }) => it.rotateWebhookSecret(who, { ...to, app, overlapSeconds: null }),
    onClosed: 'ACCOUNT_CLOSED',
  },
  enableWebhook: { act: (it, who, to, { app }) => it.enableWebhook(who, { ...to, app }), onClosed: 'ACCOUNT_CLOSED' },
  disableWebhook: { act: (it, who, to, { app }) => it.disableWebhook(who, { ...to, app }), onClosed: 'DONE' },
  testWebhook: { act: (it, who, to, { app }) => it.testWebhook(who, { ...to, app }), onClosed: 'DONE' },
  resendDelivery: {
    act: (it, who, to, { delivery }) => it.resendDelivery(who, { ...to, delivery }),
    onClosed: 'DONE',
  },
};
const table = Object.entries(rows) as [OperatorOperation, Row][];

describe('ROLE-1: what an operator does', () => {
  test.each(table)('is nothing without a reason, and leaves nothing: %s', async (_, { act }) => {
    const { world, one, application, operator, things, command } = await desk();
    const before = world.records(one.id);
    for (const reason of ['', ' \t ', 'x'.repeat(501)]) {
      const no = await refused(act(application, operator, command({ reason }), things));
      expect(no).toMatchObject({ code: 'INVALID_TEXT', field: 'reason' });
    }
    expect(world.records(one.id)).toEqual(before);
  });

  test.each(table)('is for no member, and leaves nothing: %s', async (name, { act, row = name as Operation }) => {
    const { world, one, application, things, command } = await desk();
    const before = world.records(one.id);
    for (const role of ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'] as readonly Role[]) {
      const no = await refused(act(application, { ...one.principal, role }, command(), things));
      expect(no).toEqual({ code: 'NOT_ALLOWED', operation: row, role });
    }
    expect(world.records(one.id)).toEqual(before);
  });

  test.each(table)(
    'on a closed account is done or leaves its key and its row of the trail: %s',
    async (name, given) => {
      const { world, one, application, operator, things, command } = await desk();
      await application.closeAccount(operator, command());
      const before = world.records(one.id);
      const order = command();
      const acting = (): Promise<unknown> => given.act(application, operator, order, things);
      const code = given.onClosed === 'DONE' ? 'DONE' : (await refused(acting())).code;
      if (code === 'DONE') await acting();
      expect(code).toBe(given.onClosed);
      const after = world.records(one.id);
      expect([after.requests.size - before.requests.size, after.actions.length - before.actions.length]).toEqual([
        1, 1,
      ]);
      const entry = { operator: operator.id, account: one.id, action: actionOf(name), reason: order.reason };
      expect(after.actions.at(-1)).toMatchObject(entry);
      expect(after.actions.at(-1)?.details['refused']).toBe(code === 'DONE' ? undefined : code);
      if (code === 'DONE') return;
      const { requests, actions } = before;
      expect({ ...after, requests, actions }).toEqual(before);
      expect((await refused(acting())).code).toBe(code);
      expect(world.records(one.id)).toEqual(after);
    },
  );
});
