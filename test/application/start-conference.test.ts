import { describe, expect, test } from 'vitest';
import type { Update } from '../../src/application/live/update.ts';
import type { CallId } from '../../src/domain/ids.ts';
import type { Basis } from '../../src/domain/tariff.ts';
import * as a from '../support/a.ts';
import { FixedClock } from '../support/fixed.ts';
import { noCallLimits } from '../support/limits.ts';
import { operatorOf } from '../support/operators.ts';
import { refused, scenario } from '../support/scenario.ts';
import { updatesOf } from '../support/updates.ts';
import { soon } from '../support/soon.ts';

/** When a scenario's clock stands before it is moved. */
const start = new FixedClock().service();
const number = (n: number): string => `139${String(n).padStart(8, '0')}`;
const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => number(n));

describe('CONF-1: a conference is placed like a call', () => {
  test('all parties are dialled at once, on one reservation for all of them', async () => {
    const world = scenario({ tariff: a.tariff('EACH_PARTY') });
    const one = await world.customer();
    const conference = await world.confer(one, { callees: ['139-0000-0002', '+86 571 8677 8825', '13900000003'] });
    expect(world.outside.dialled).toMatchObject([
      {
        parties: {
          kind: 'CONFERENCE',
          caller: { digits: '13800000001' },
          callees: a.callees.map(({ digits }) => ({ digits })),
        },
        maxSeconds: 300,
      },
    ]);
    expect(conference).toMatchObject({ kind: 'CONFERENCE', status: 'DIALING', order: { reservation: { fen: 240n } } });
    expect(world.account(one.id).reserved.fen).toBe(240n);
  });

  test.each<Basis>(['CONVERSATION', 'EACH_PARTY'])(
    'of 0 to 12 parties exactly 3 to 8 are accepted, on %s',
    async (basis) => {
      const world = scenario({ tariff: a.tariff(basis), callLimits: noCallLimits });
      const one = await world.customer();
      const reserved: bigint[] = [];
      for (let callees = 0; callees <= 11; callees += 1) {
        const starting = world.confer(one, { callees: numbers(callees) });
        if (callees >= 2 && callees <= 7) {
          reserved.push((await starting).order.reservation.fen);
        } else {
          const count = { parties: callees + 1, minimum: 3, maximum: 8 };
          expect(await refused(starting)).toEqual({ code: 'WRONG_PARTY_COUNT', ...count });
        }
      }
      expect(reserved).toEqual([3n, 4n, 5n, 6n, 7n, 8n].map((n) => (basis === 'EACH_PARTY' ? n * 60n : 60n)));
      expect(world.outside.dialled).toHaveLength(6);
      expect(world.account(one.id).reserved.fen).toBe(reserved.reduce((sum, fen) => sum + fen, 0n));
    },
  );

  test('an operator may have given the app other bounds', async () => {
    const world = scenario();
    const one = await world.customer();
    const app = a.app({ ...one.app, conferences: { minParties: 3, maxParties: 4 } });
    await world.accounts.decide(one.id, {}, () => ({ answer: undefined, saves: { app } }));
    expect(await refused(world.confer(one, { callees: numbers(4) }))).toMatchObject({ parties: 5, maximum: 4 });
    await expect(world.confer(one, { callees: numbers(3) })).resolves.toBeDefined();
  });

  test.each([
    [{ callees: [number(1), number(2), '+85212345678'] }, { code: 'FOREIGN_NUMBER', field: 'callees[2]' }],
    [{ callees: ['110', number(2), number(3)] }, { code: 'INVALID_NUMBER', field: 'callees[0]' }],
    [{ caller: '4001234567' }, { code: 'INVALID_NUMBER', field: 'caller' }],
    [
      { callees: [number(1), number(2), `+86 ${number(1)}`] },
      { code: 'DUPLICATE_NUMBER', field: 'callees[2]', sameAs: 'callees[0]' },
    ],
    [{ callees: [number(1), a.caller.digits] }, { code: 'DUPLICATE_NUMBER', field: 'callees[1]', sameAs: 'caller' }],
  ])('a number that will not do is told by its position: %j', async (given, rejection) => {
    const world = scenario();
    const one = await world.customer();
    expect(await refused(world.confer(one, given))).toMatchObject(rejection);
    expect(world.records(one.id)).toMatchObject({ calls: new Map(), requests: new Map() });
  });

  test('a repeat finds the conference as it is, and another order of callees is another input', async () => {
    const world = scenario();
    const one = await world.customer();
    const order = world.conferenceOrder(one.app);
    const first = await world.application.startConference(one.principal, order);
    const again = await world.application.startConference(one.principal, order);
    expect(again).toEqual({ conference: first.conference, replayed: true });
    const other = { ...order, callees: order.callees.toReversed() };
    expect(await refused(world.application.startConference(one.principal, other))).toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
    expect(world.outside.dialled).toHaveLength(1);
  });

  test('finance does not place conferences', async () => {
    const world = scenario();
    const one = await world.customer({ role: 'FINANCE' });
    const asked = { app: one.app.id, parties: 4, maxDurationSeconds: null, minDurationSeconds: null };
    for (const act of [world.confer(one), world.application.quoteConference(one.principal, asked)])
      expect(await refused(act)).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

describe('CALL-3, PRICE-2: what is affordable goes by the parties', () => {
  test('the duration is cut to what is available for all of them', async () => {
    const world = scenario({ tariff: a.tariff('EACH_PARTY') });
    const one = await world.customer({ fen: 150 });
    const asked = { app: one.app.id, parties: 4, maxDurationSeconds: 300, minDurationSeconds: 60 };
    const { quote } = await world.application.quoteConference(one.principal, asked);
    expect(quote).toMatchObject({ grantedSeconds: 180, worstCase: { fen: 144n } });
    const conference = await world.confer(one, { minDurationSeconds: 60 });
    expect(conference.order).toMatchObject({ grantedSeconds: 180, reservation: { fen: 144n } });
    const poor = world.confer(one, { callees: numbers(2), minDurationSeconds: 60 });
    expect(await refused(poor)).toMatchObject({ code: 'INSUFFICIENT_BALANCE', required: { fen: 36n } });
    const many = { ...asked, parties: 9 };
    expect(await refused(world.application.quoteConference(one.principal, many))).toMatchObject({
      code: 'WRONG_PARTY_COUNT',
    });
  });
});

describe('CALL-5: the same telephones are rung once at a time', () => {
  test('the same set of numbers is blocked in any order while one may be alive, and no other set is', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const { id } = await world.confer(one);
    const digits = a.callees.map((callee) => callee.digits);
    const [first, ...rest] = digits.toReversed();
    const again = world.confer(one, { caller: first!, callees: [a.caller.digits, ...rest] });
    expect(await refused(again)).toMatchObject({ code: 'ALREADY_IN_PROGRESS', call: id, freeAt: a.after(390, start) });
    await expect(world.confer(one, { callees: digits.slice(1) })).resolves.toBeDefined();
    await expect(world.start(one, { callee: digits[0]! })).resolves.toBeDefined();
    world.clock.advance(390);
    await expect(world.confer(one)).resolves.toBeDefined();
  });

  test('a callback finds an UNCONFIRMED conference by its members in any order; a tie is for a person', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const createdAt = world.clock.service();
    const { id } = await world.confer(one);
    world.clock.advance(400);
    const later = await world.confer(one);
    const report = a.conferenceReport({ createdAt, startedAt: null });
    const told = { ...report, members: report.members.toReversed() };
    expect(await world.deliver(one.app, { ...told, members: told.members.slice(1) }, 'other members')).toBe('PARKED');
    expect(await world.deliver(one.app, told)).toBe('MATCHED');
    expect(world.call(one.id, id)).toMatchObject({ status: 'COMPLETED', state: { charge: { fen: 24n } } });
    expect(world.call(one.id, later.id).status).toBe('UNCONFIRMED');
    expect(await world.deliver(one.app, told, 'again, other bytes')).toBe('DUPLICATE');
  });

  test('a callback that came before the answer settles the conference with it', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = async () => {
      const report = a.conferenceReport({ createdAt: world.clock.service(), startedAt: null });
      expect(await world.deliver(one.app, report)).toBe('PARKED');
      return { kind: 'STARTED', session: a.aSession };
    };
    expect(await world.confer(one)).toMatchObject({ status: 'COMPLETED', state: { charge: { fen: 24n } } });
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test("what says that a call's session is a conference's is for a person", async () => {
    const world = scenario();
    const one = await world.customer();
    const call = await world.start(one);
    const told = a.conferenceReport({ session: call.session! });
    expect(await world.deliver(one.app, told)).toBe('PARKED');
    expect(world.call(one.id, call.id).status).toBe('DIALING');
    expect(await world.deliver(one.app, a.report({ session: call.session! }))).toBe('MATCHED');
  });
});

describe('CALL-10: limits', () => {
  test('every callee is rung, and none of them once one is rung too often', async () => {
    const world = scenario({ callLimits: { ...noCallLimits, ringsPerCalleePerHour: 1 } });
    const one = await world.customer();
    await world.start(one, { callee: a.callees[1]!.digits });
    expect(await refused(world.confer(one))).toMatchObject({ limit: 'RINGS_PER_CALLEE', freeAt: a.after(3600, start) });
    expect([...world.store.rings.values()].flat()).toHaveLength(1);
    world.clock.advance(3600);
    await world.confer(one);
    expect(await refused(world.start(one, { callee: a.callees[2]!.digits }))).toMatchObject({
      limit: 'RINGS_PER_CALLEE',
    });
  });

  test('a refused conference gives its rings and its money back', async () => {
    const world = scenario({ callLimits: { ...noCallLimits, ringsPerCalleePerHour: 1 } });
    const one = await world.customer();
    world.outside.dial = () => ({ kind: 'REJECTED', refusal: { providerCode: 403, retryAfterSeconds: null } });
    expect(await world.confer(one)).toMatchObject({ status: 'REFUSED', state: { money: 'VOIDED' } });
    expect([...world.store.rings.values()].flat()).toEqual([]);
    expect(world.account(one.id)).toMatchObject({ reserved: { fen: 0n }, balance: { fen: 1000_00n } });
  });

  test('a conference counts among calls at once, and its callees are left alone after it', async () => {
    const world = scenario({ callLimits: { ...noCallLimits, callsAtOncePerApp: 1, coolDownSeconds: 60 } });
    const one = await world.customer();
    const conference = await world.confer(one);
    expect(await refused(world.start(one))).toMatchObject({ limit: 'CALLS_AT_ONCE_APP' });
    world.clock.advance(100);
    await world.deliver(one.app, a.conferenceReport({ session: conference.session!, startedAt: a.after(39, start) }));
    const refusedFor = { limit: 'COOL_DOWN', freeAt: a.after(160, start) };
    expect(await refused(world.start(one, { callee: a.callees[2]!.digits }))).toMatchObject(refusedFor);
    expect(await refused(world.confer(one, { callees: [number(7), a.callees[0]!.digits] }))).toMatchObject(refusedFor);
    await expect(world.start(one, { callee: number(8) })).resolves.toBeDefined();
  });
});

describe('CALL-7: a conference that nobody reports', () => {
  test('is asked about as a conference, and settled by the answer', async () => {
    const world = scenario({ tariff: a.tariff('EACH_PARTY') });
    const one = await world.customer();
    const conference = await world.confer(one);
    world.outside.query = (session) => ({
      kind: 'ENDED',
      report: a.conferenceReport({ source: 'QUERY', session, startedAt: a.after(29, start) }),
    });
    world.clock.advance(390);
    await world.application.resolveOverdueCalls();
    expect(world.outside.asked).toEqual([{ kind: 'CONFERENCE', session: conference.session }]);
    expect(world.call(one.id, conference.id)).toMatchObject({
      status: 'COMPLETED',
      state: { charge: { fen: 96n }, endedAt: a.after(90, start) },
    });
  });

  test('ends now, where its told end cannot be', async () => {
    const world = scenario();
    const one = await world.customer();
    const conference = await world.confer(one);
    world.clock.advance(50);
    await world.deliver(
      one.app,
      a.conferenceReport({ session: conference.session!, startedAt: a.after(-86_400, start) }),
    );
    expect(world.call(one.id, conference.id)).toMatchObject({ state: { endedAt: a.after(50, start) } });
  });
});

test('CALL-5: an operator settles an UNCONFIRMED conference for all its parties, and a late callback is compared', async () => {
  const world = scenario({ tariff: a.tariff('EACH_PARTY') });
  const one = await world.customer();
  world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
  const { id } = await world.confer(one);
  world.clock.advance(390);
  const { principal } = await operatorOf(world.application, world.ports);
  const { call } = await world.application.resolveUnconfirmedCall(principal, {
    account: one.id,
    call: id,
    verdict: { kind: 'SETTLE', talkSeconds: 61, session: null },
    reason: 'ticket 4711',
    idempotencyKey: 'first',
  });
  expect(call).toMatchObject({ kind: 'CONFERENCE', status: 'COMPLETED', state: { charge: { fen: 96n } } });
  const told = a.conferenceReport({ createdAt: start, talkSeconds: 121 });
  expect(await world.deliver(one.app, { ...told, members: told.members.toReversed() })).toBe('MATCHED');
  expect(world.records(one.id).discrepancies).toMatchObject([{ call: id, settledSeconds: 61, reportedSeconds: 121 }]);
  expect(world.account(one.id).balance.fen).toBe(1000_00n - 96n);
});

test('LIVE-2: what a watched conference has cost so far goes by its parties', async () => {
  const world = scenario({ tariff: a.tariff('EACH_PARTY') });
  const one = await world.customer();
  const { id } = await world.confer(one);
  world.outside.query = () => ({ kind: 'ALIVE', status: 'IN_PROGRESS', answeredAt: start });
  const updates = updatesOf(world.application.watchConference(one.principal, id, null));
  expect((await updates.next()).value).toMatchObject({ call: { status: 'DIALING' }, cost: null });
  const next = updates.next();
  await soon(() => world.clock.sleeping === 2);
  world.clock.advance(2);
  expect((await next).value).toMatchObject({
    call: { id, status: 'IN_PROGRESS' },
    cost: { minutes: 1n, cost: { fen: 48n }, reserved: { fen: 240n } },
  });
  expect(world.outside.asked.at(-1)?.kind).toBe('CONFERENCE');
  await updates.return();
  await soon(() => world.clock.sleeping === 0);
});

test('a call is no conference, and a conference no call', async () => {
  const world = scenario();
  const one = await world.customer();
  const [call, conference] = [await world.start(one), await world.confer(one)];
  const view = world.application.view(one.principal);
  const found = async (id: CallId) => [(await view.call(id))?.id, (await view.conference(id))?.id];
  expect(await found(call.id)).toEqual([call.id, undefined]);
  expect(await found(conference.id)).toEqual([undefined, conference.id]);
  await view.close();
  const { watchCall, watchConference } = world.application;
  for (const [updates, what] of [
    [updatesOf<Update>(watchCall(one.principal, conference.id, null)), 'CALL'],
    [updatesOf<Update>(watchConference(one.principal, call.id, null)), 'CONFERENCE'],
  ] as const)
    expect(await refused(updates.next())).toEqual({ code: 'NOT_FOUND', what });
});
