import { describe, expect, test } from 'vitest';
import type { CallResolution } from '../../src/application/resolve-unconfirmed-call.ts';
import type { Call } from '../../src/domain/call.ts';
import type { AccountId, CallId, ProviderSession } from '../../src/domain/ids.ts';
import type { Verdict } from '../../src/domain/operator-decision.ts';
import type { Principal } from '../../src/domain/principal.ts';
import * as a from '../support/a.ts';
import { operatorOf } from '../support/operators.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

const session = 'told by support' as ProviderSession;
const settle = (talkSeconds: number, known: ProviderSession | null = null): Verdict => {
  return { kind: 'SETTLE', talkSeconds, session: known };
};

interface Desk {
  readonly world: Scenario;
  readonly one: Customer;
  readonly call: Call;
  readonly operator: Principal;
  readonly resolution: (given?: Partial<CallResolution>) => CallResolution;
}

/** An UNCONFIRMED call that cannot be alive any more, and an operator. */
async function desk(): Promise<Desk> {
  const world = scenario();
  const one = await world.customer({ fen: 1000 });
  const call = await unconfirmed(world, one);
  world.clock.advance(390);
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const resolution: Desk['resolution'] = (given = {}) => ({
    account: one.id,
    call: call.id,
    verdict: { kind: 'VOID' },
    reason: '网易客服 Ms. Wang: nothing rang, ticket 4711',
    idempotencyKey: 'first',
    ...given,
  });
  return { world, one, call, operator, resolution };
}

async function unconfirmed(world: Scenario, one: Customer): Promise<Call> {
  world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
  return await world.start(one);
}

const balanceOf = ({ world, one }: Desk): bigint => world.account(one.id).balance.fen;
const wordsOf = ({ world, one }: Desk) =>
  [...world.records(one.id).callbacks.values()].map(({ state, call }) => [state, call]);

describe('CALL-5: an operator resolves an UNCONFIRMED call', () => {
  test('nothing rang: the money is free again, and the numbers are', async () => {
    const { world, one, operator, resolution } = await desk();
    const { call, replayed } = await world.application.resolveUnconfirmedCall(operator, resolution());
    expect([call.status, call.state.money, replayed]).toEqual(['FAILED', 'VOIDED', false]);
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 1000n }, reserved: { fen: 0n } });
    expect((await world.start(one)).id).not.toBe(call.id);
  });

  test('it was talked: the seconds are charged, with or without a session', async () => {
    for (const known of [null, session]) {
      const { world, one, operator, resolution } = await desk();
      const asked = resolution({ verdict: settle(61, known) });
      const { call, account } = await world.application.resolveUnconfirmedCall(operator, asked);
      expect([call.status, call.session, account.balance.fen]).toEqual(['COMPLETED', known, 976n]);
      expect(world.call(one.id, call.id)).toBe(call);
    }
  });

  test('the trail says who, what and why, in the same commit', async () => {
    const { world, one, call, operator, resolution } = await desk();
    const reason = '  Mr. Li, by telephone ';
    await world.application.resolveUnconfirmedCall(operator, resolution({ verdict: settle(61, session), reason }));
    expect(world.records(one.id).actions).toEqual([
      {
        operator: operator.id,
        account: one.id,
        subject: call.id,
        action: 'RESOLVE_CALL',
        reason: 'Mr. Li, by telephone',
        details: { decision: 'SETTLE', talkSeconds: 61, session },
        at: world.clock.service(),
      },
    ]);
  });

  test('a watcher hears of it', async () => {
    const { world, one, call, operator, resolution } = await desk();
    const events = world.records(one.id).events.length;
    await world.application.resolveUnconfirmedCall(operator, resolution());
    const news = world.records(one.id).events.slice(events);
    expect(news.map(({ subject }) => subject)).toEqual([call.id, one.id]);
  });

  test('the same key decides once, whatever comes after', async () => {
    const { world, one, operator, resolution } = await desk();
    const first = await world.application.resolveUnconfirmedCall(operator, resolution({ verdict: settle(61) }));
    const before = world.records(one.id);
    const again = await world.application.resolveUnconfirmedCall(operator, resolution({ verdict: settle(61) }));
    expect(again).toEqual({ ...first, replayed: true });
    const other = world.application.resolveUnconfirmedCall(operator, resolution({ verdict: settle(62) }));
    expect(await refused(other)).toEqual({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(world.records(one.id)).toEqual(before);
  });

  test('two operators at once: one decides, and the other is told how it is', async () => {
    const { world, one, operator, resolution } = await desk();
    const { principal: second } = await operatorOf(world.application, world.ports);
    const answers = await Promise.allSettled([
      world.application.resolveUnconfirmedCall(operator, resolution({ verdict: settle(61) })),
      world.application.resolveUnconfirmedCall(second, resolution({ idempotencyKey: 'second' })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(answers[1]).toMatchObject({ reason: { rejection: { code: 'CALL_NOT_UNCONFIRMED', status: 'COMPLETED' } } });
    expect(world.records(one.id).actions).toMatchObject([
      { operator: operator.id, details: { decision: 'SETTLE' } },
      { operator: second.id, details: { refused: 'CALL_NOT_UNCONFIRMED' } },
    ]);
  });

  test('not while the call may be alive; the key remembers that, and a new one decides later', async () => {
    const world = scenario();
    const one = await world.customer();
    const call = await unconfirmed(world, one);
    const { principal } = await operatorOf(world.application, world.ports);
    const given = { account: one.id, call: call.id, verdict: settle(61), reason: 'support', idempotencyKey: 'early' };
    const early = { code: 'CALL_MAY_BE_ALIVE', freeAt: call.order.deadline };
    expect(await refused(world.application.resolveUnconfirmedCall(principal, given))).toEqual(early);
    expect(world.records(one.id)).toMatchObject({
      actions: [{ details: { refused: early.code } }],
      account: { reserved: call.order.reservation },
    });
    world.clock.advance(390);
    expect(await refused(world.application.resolveUnconfirmedCall(principal, given))).toEqual(early);
    const later = await world.application.resolveUnconfirmedCall(principal, { ...given, idempotencyKey: 'later' });
    expect(later.call.status).toBe('COMPLETED');
  });

  test('not with a session that another call has', async () => {
    const { world, one, operator, resolution } = await desk();
    world.outside.dial = () => ({ kind: 'STARTED', session });
    const known = await world.start(one, { callee: '13800000002' });
    const asked = resolution({ verdict: settle(61, session) });
    const no = await refused(world.application.resolveUnconfirmedCall(operator, asked));
    expect(no).toEqual({ code: 'SESSION_TAKEN', call: known.id });
  });

  test.each([
    ['another account', { account: 'nobody' as AccountId }, { code: 'NOT_FOUND', what: 'ACCOUNT' }],
    ['another call', { call: 'nothing' as CallId }, { code: 'NOT_FOUND', what: 'CALL' }],
    ['no reason', { reason: ' ' }, { code: 'INVALID_TEXT', field: 'reason', problem: 'EMPTY', maxLength: 500 }],
    [
      'a long reason',
      { reason: 'x'.repeat(501) },
      { code: 'INVALID_TEXT', field: 'reason', problem: 'TOO_LONG', maxLength: 500 },
    ],
    [
      'more than a day',
      { verdict: settle(86_401) },
      { code: 'INVALID_DURATION', field: 'talkSeconds', minimum: 0, maximum: 86_400 },
    ],
  ])('not with %s', async (_name, given, rejection) => {
    const { world, one, call, operator, resolution } = await desk();
    expect(await refused(world.application.resolveUnconfirmedCall(operator, resolution(given)))).toEqual(rejection);
    expect(world.call(one.id, call.id)).toBe(call);
  });

  test('not by a member, whatever its role', async () => {
    const { world, one, resolution } = await desk();
    const no = { code: 'NOT_ALLOWED', operation: 'resolveUnconfirmedCall', role: 'OWNER' };
    expect(await refused(world.application.resolveUnconfirmedCall(one.principal, resolution()))).toEqual(no);
  });
});

describe('CALL-7: an operator ends a call whose end the provider cannot tell', () => {
  /** Three days past its deadline: the provider tells nothing, and a person was called. */
  async function overdue(): Promise<Desk> {
    const world = scenario();
    const one = await world.customer({ fen: 1000 });
    const { principal: operator } = await operatorOf(world.application, world.ports);
    const call = await world.start(one);
    world.outside.query = () => ({ kind: 'UNKNOWN', why: 'no such session' });
    for (let hours = 0; hours < 80; hours++) {
      world.clock.advance(3600);
      await world.application.resolveOverdueCalls();
    }
    expect(world.openAlarms(one.id)).toEqual(['CALL_OVERDUE']);
    const reason = 'the provider has lost it, ticket 4712';
    const resolution: Desk['resolution'] = (given = {}) => ({
      ...{ account: one.id, call: call.id, verdict: { kind: 'VOID' }, reason, idempotencyKey: 'first', ...given },
    });
    return { world, one, call, operator, resolution };
  }

  test('nothing rang: its money is free, and nobody is called any more', async () => {
    const { world, one, call, operator, resolution } = await overdue();
    const { call: ended } = await world.application.resolveUnconfirmedCall(operator, resolution());
    expect([ended.status, ended.state.money, ended.session]).toEqual(['FAILED', 'VOIDED', call.session]);
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 1000n }, reserved: { fen: 0n } });
    expect(world.openAlarms(one.id)).toEqual([]);
    expect(await world.application.resolveOverdueCalls()).toBe(0);
  });

  test('it was talked: the seconds are charged, and the session stays', async () => {
    const { world, one, call, operator, resolution } = await overdue();
    const asked = resolution({ verdict: settle(61) });
    const { call: ended } = await world.application.resolveUnconfirmedCall(operator, asked);
    expect([ended.status, ended.session]).toEqual(['COMPLETED', call.session]);
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 976n }, reserved: { fen: 0n } });
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test('not by the session of something else', async () => {
    const { world, call, operator, resolution } = await overdue();
    const asked = resolution({ verdict: settle(61, session) });
    const no = await refused(world.application.resolveUnconfirmedCall(operator, asked));
    expect(no).toEqual({ code: 'OTHER_SESSION', session: call.session });
  });

  test('and a callback after a void is charged late, found by its session', async () => {
    const at = await overdue();
    const { world, one, call, operator, resolution } = at;
    await world.application.resolveUnconfirmedCall(operator, resolution());
    // Its numbers alone would not tell: they were called again since.
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    await world.start(one);
    const report = a.report({ session: call.session!, createdAt: null });
    expect(await world.deliver(one.app, report)).toBe('MATCHED');
    expect(world.call(one.id, call.id)).toMatchObject({ status: 'FAILED', session: call.session });
    expect([balanceOf(at), world.openAlarms(one.id)]).toEqual([976n, ['LATE_CHARGE']]);
  });

  test('what was parked for its session as too old is compared once it is charged, and waits on where it is voided', async () => {
    for (const [verdict, words] of [
      [settle(60), ['MATCHED', 'DISCREPANCY']],
      [{ kind: 'VOID' } as const, ['PARKED', 'CALLBACK_PARKED']],
    ] as const) {
      const { world, one, call, operator, resolution } = await overdue();
      const report = a.report({ session: call.session! });
      const signedAt = a.after(-3600, world.clock.wall());
      expect(await world.deliver(one.app, report, 'too old', signedAt)).toBe('PARKED');
      await world.application.resolveUnconfirmedCall(operator, resolution({ verdict }));
      const [stored] = [...world.records(one.id).callbacks.values()];
      expect([stored?.state, ...world.openAlarms(one.id)]).toEqual(words);
    }
  });
});

describe('CALL-6: a callback after an operator has decided', () => {
  test('is charged late where the operator had voided', async () => {
    const at = await desk();
    await at.world.application.resolveUnconfirmedCall(at.operator, at.resolution());
    expect(await at.world.deliver(at.one.app, a.report({ createdAt: at.call.order.placedAt }))).toBe('MATCHED');
    expect([balanceOf(at), at.world.openAlarms(at.one.id)]).toEqual([976n, ['LATE_CHARGE']]);
    expect(wordsOf(at)).toEqual([['MATCHED', at.call.id]]);
  });

  test.each([
    ['with a session', session, session],
    ['without one, found by its numbers', null, a.aSession],
  ])('opens a discrepancy where it differs from what was settled: %s', async (_name, known, reported) => {
    const at = await desk();
    const { world, one, call, operator, resolution } = at;
    await world.application.resolveUnconfirmedCall(operator, resolution({ verdict: settle(60, known) }));
    const report = a.report({ session: reported, createdAt: call.order.placedAt });
    expect(await world.deliver(one.app, report)).toBe('MATCHED');
    expect(world.records(one.id).discrepancies).toMatchObject([{ call: call.id, settledSeconds: 60 }]);
    expect([balanceOf(at), world.openAlarms(one.id)]).toEqual([988n, ['DISCREPANCY']]);
  });

  test('changes nothing where it says the same, also that nobody talked', async () => {
    for (const talkSeconds of [0, 60]) {
      const at = await desk();
      const { world, one, call, operator, resolution } = at;
      await world.application.resolveUnconfirmedCall(operator, resolution({ verdict: settle(talkSeconds) }));
      const report = a.report({ talkSeconds, createdAt: call.order.placedAt });
      expect(await world.deliver(one.app, report)).toBe('DUPLICATE');
      expect([world.records(one.id).discrepancies, world.openAlarms(one.id)]).toEqual([[], []]);
    }
  });
});

describe('CALL-5: a callback that was parked before', () => {
  test('finds its end with the call that an operator settles by its session', async () => {
    const at = await desk();
    const { world, one, operator, resolution } = at;
    // Two calls to one number, equally near: nobody but the provider can tell which it was.
    const report = a.report({ createdAt: null });
    const twin = await unconfirmed(world, one);
    expect(await world.deliver(one.app, report)).toBe('PARKED');
    world.clock.advance(390);
    const asked = resolution({ call: twin.id, verdict: settle(60, report.session) });
    await world.application.resolveUnconfirmedCall(operator, asked);
    expect(wordsOf(at)).toEqual([['MATCHED', twin.id]]);
    expect(world.openAlarms(one.id)).toEqual(['DISCREPANCY']);
  });
});
