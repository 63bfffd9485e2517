import { describe, expect, test } from 'vitest';
import type { AccountId, AppId, DisplayNumberId } from '../../src/domain/ids.ts';
import type { DisplayNumber } from '../../src/domain/display-number.ts';
import type { Principal } from '../../src/domain/principal.ts';
import type { Role } from '../../src/domain/role.ts';
import * as a from '../support/a.ts';
import { operatorOf } from '../support/operators.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

interface Desk {
  readonly world: Scenario;
  readonly one: Customer;
  readonly operator: Principal;
  readonly ask: (number?: string, side?: 'CALLER_SEES' | 'CALLEE_SEES') => Promise<DisplayNumber>;
  readonly command: (of: DisplayNumber) => { account: AccountId; displayNumber: DisplayNumberId } & {
    reason: string;
    idempotencyKey: string;
  };
  readonly approve: (of: DisplayNumber, from: number) => Promise<DisplayNumber>;
  readonly stored: (of: DisplayNumber) => DisplayNumber | undefined;
}

async function desk(): Promise<Desk> {
  const world = scenario();
  const one = await world.customer();
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const command: Desk['command'] = (of) => ({
    account: one.id,
    displayNumber: of.id,
    reason: '网易客服 Ms. Wang',
    idempotencyKey: world.random.token(),
  });
  return {
    world,
    one,
    operator,
    command,
    ask: (number = '400-800-1234', side = 'CALLEE_SEES') =>
      world.application.requestDisplayNumber(one.principal, { app: one.app.id, side, number }),
    approve: async (of, from) => {
      const agreed = { ...command(of), ticket: 'ticket 4711', from: a.after(from) };
      return (await world.application.approveDisplayNumber(operator, agreed)).displayNumber;
    },
    stored: (of) => world.records(one.id).displayNumbers.get(of.id),
  };
}

describe('ACC-7: a customer', () => {
  test('asks for a number to be shown, once at a time for an app and side', async () => {
    const { world, one, ask, stored } = await desk();
    const asked = await ask();
    expect(asked).toMatchObject({
      status: 'REQUESTED',
      request: { side: 'CALLEE_SEES', requestedBy: one.principal.id },
    });
    expect(asked.request.number.digits).toBe('4008001234');
    expect(stored(asked)).toEqual(asked);
    expect(await refused(ask('13800000001'))).toEqual({ code: 'DISPLAY_NUMBER_PENDING', displayNumber: asked.id });
    expect((await ask('057186778825', 'CALLER_SEES')).status).toBe('REQUESTED');
    expect(world.records(one.id).displayNumbers.size).toBe(2);
  });

  test('takes a request back, and asks for another', async () => {
    const { world, one, ask, stored } = await desk();
    const asked = await ask();
    const withdraw = () => world.application.withdrawDisplayNumber(one.principal, { displayNumber: asked.id });
    expect((await withdraw()).status).toBe('WITHDRAWN');
    expect(stored(asked)?.status).toBe('WITHDRAWN');
    expect(await refused(withdraw())).toEqual({ code: 'DISPLAY_NUMBER_NOT_REQUESTED', status: 'WITHDRAWN' });
    expect((await ask('13800000001')).status).toBe('REQUESTED');
  });

  test.each<Role>(['FINANCE', 'AGENT'])('that is %s does neither (ROLE-1)', async (role) => {
    const { world, one, ask } = await desk();
    const asked = await ask();
    const who = { ...one.principal, role };
    const wanted = { app: one.app.id, side: 'CALLER_SEES', number: '4008001234' } as const;
    expect((await refused(world.application.requestDisplayNumber(who, wanted))).code).toBe('NOT_ALLOWED');
    const withdrawing = world.application.withdrawDisplayNumber(who, { displayNumber: asked.id });
    expect((await refused(withdrawing)).code).toBe('NOT_ALLOWED');
  });

  test("finds no other account's app or display number, and is told what is wrong with a number", async () => {
    const { world, ask } = await desk();
    const asked = await ask();
    const { principal } = await world.customer();
    const wanted = { side: 'CALLER_SEES', number: '4008001234' } as const;
    for (const app of [asked.request.app, 'nothing' as AppId]) {
      const asking = world.application.requestDisplayNumber(principal, { app, ...wanted });
      expect(await refused(asking)).toEqual({ code: 'NOT_FOUND', what: 'APP' });
    }
    const withdrawing = world.application.withdrawDisplayNumber(principal, { displayNumber: asked.id });
    expect(await refused(withdrawing)).toEqual({ code: 'NOT_FOUND', what: 'DISPLAY_NUMBER' });
    expect(await refused(ask('8008001234', 'CALLER_SEES'))).toMatchObject({
      code: 'INVALID_NUMBER',
      problem: 'NOT_SHOWN',
    });
    expect(await refused(ask('+852 2123 4567', 'CALLER_SEES'))).toMatchObject({ code: 'FOREIGN_NUMBER' });
  });
});

describe('ACC-7: an operator', () => {
  test('approves a request by its ticket, from a date on, with a trail, once per key', async () => {
    const { world, one, operator, ask, command, stored } = await desk();
    const asked = await ask();
    const agreed = { ...command(asked), ticket: ' ticket 4711 ', from: a.after(60) };
    const done = await world.application.approveDisplayNumber(operator, agreed);
    expect(done).toMatchObject({ replayed: false, displayNumber: { status: 'APPROVED' } });
    expect(stored(asked)?.state).toMatchObject({ agreed: { ticket: 'ticket 4711', from: a.after(60) } });
    expect(await world.application.approveDisplayNumber(operator, agreed)).toEqual({ ...done, replayed: true });
    expect(world.records(one.id).actions).toEqual([
      {
        operator: operator.id,
        account: one.id,
        subject: asked.id,
        action: 'APPROVE_DISPLAY_NUMBER',
        reason: agreed.reason,
        details: { ticket: 'ticket 4711', from: a.after(60).toISOString(), superseded: null },
        at: world.clock.service(),
      },
    ]);
    const other = world.application.approveDisplayNumber(operator, { ...agreed, from: a.after(61) });
    expect(await refused(other)).toEqual({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  test('supersedes by the next what was approved before, for that side alone', async () => {
    const { ask, approve, stored } = await desk();
    const [first, otherSide] = [await ask(), await ask('13800000001', 'CALLER_SEES')];
    await approve(first, 60);
    await approve(otherSide, 60);
    const second = await ask('057186778825');
    await approve(second, 120);
    expect(stored(first)?.state).toMatchObject({ status: 'SUPERSEDED', until: a.after(120) });
    expect([stored(second)?.status, stored(otherSide)?.status]).toEqual(['APPROVED', 'APPROVED']);
  });

  test('rejects with a reason, and revokes what was approved', async () => {
    const { world, one, operator, ask, approve, command, stored } = await desk();
    const { application } = world;
    const asked = await ask();
    const early = { ...command(asked), idempotencyKey: 'early' };
    const no = { code: 'DISPLAY_NUMBER_NOT_APPROVED', status: 'REQUESTED' };
    expect(await refused(application.revokeDisplayNumber(operator, early))).toEqual(no);
    await application.rejectDisplayNumber(operator, { ...command(asked), reason: '号码不属于贵公司' });
    expect(stored(asked)?.state).toMatchObject({ status: 'REJECTED', reason: '号码不属于贵公司' });
    const next = await ask();
    await approve(next, 0);
    await application.revokeDisplayNumber(operator, command(next));
    expect(stored(next)?.state).toMatchObject({ status: 'REVOKED', reason: '网易客服 Ms. Wang' });
    expect(await refused(application.revokeDisplayNumber(operator, early))).toEqual(no);
    expect(world.records(one.id).actions).toMatchObject([
      { action: 'REVOKE_DISPLAY_NUMBER', details: { refused: no.code } },
      { action: 'REJECT_DISPLAY_NUMBER', subject: asked.id },
      { action: 'APPROVE_DISPLAY_NUMBER', subject: next.id },
      { action: 'REVOKE_DISPLAY_NUMBER', subject: next.id },
    ]);
  });

  test('alone decides, with a reason, about what is there and waits', async () => {
    const { world, one, operator, ask, command } = await desk();
    const asked = await ask();
    const other = await world.customer();
    const agreed = { ticket: 't', from: a.noon };
    const acts = [
      (who: Principal, given: object) =>
        world.application.approveDisplayNumber(who, { ...command(asked), ...agreed, ...given }),
      (who: Principal, given: object) => world.application.rejectDisplayNumber(who, { ...command(asked), ...given }),
      (who: Principal, given: object) => world.application.revokeDisplayNumber(who, { ...command(asked), ...given }),
    ];
    for (const act of acts) {
      expect(await refused(act(one.principal, {}))).toMatchObject({ code: 'NOT_ALLOWED', role: 'OWNER' });
      expect(await refused(act(operator, { reason: ' ' }))).toMatchObject({ code: 'INVALID_TEXT', field: 'reason' });
      const lost = { code: 'NOT_FOUND', what: 'DISPLAY_NUMBER' };
      expect(await refused(act(operator, { account: other.id }))).toEqual(lost);
      expect(await refused(act(operator, { displayNumber: 'nothing' }))).toEqual(lost);
    }
    expect(await refused(acts[0]!(operator, { ticket: '' }))).toMatchObject({ code: 'INVALID_TEXT', field: 'ticket' });
    expect(world.records(one.id).actions).toEqual([]);
    await world.application.withdrawDisplayNumber(one.principal, { displayNumber: asked.id });
    const gone = { code: 'DISPLAY_NUMBER_NOT_REQUESTED', status: 'WITHDRAWN' };
    expect(await refused(acts[0]!(operator, {}))).toEqual(gone);
    expect(await refused(acts[1]!(operator, {}))).toEqual(gone);
  });
});
