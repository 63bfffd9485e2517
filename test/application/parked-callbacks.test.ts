import { describe, expect, test } from 'vitest';
import type { CallId, ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import { figure } from '../support/figures.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { noCallLimits } from '../support/limits.ts';
import { soon } from '../support/soon.ts';

const session = a.aSession;

function ends(world: Scenario, one: Customer): object[] {
  return [...world.records(one.id).callbacks.values()].map(({ state, reason, report }) => ({
    state,
    reason,
    seconds: report?.talkSeconds,
  }));
}

describe('CB-2: of several callbacks before the answer to a start', () => {
  const answers = [
    ['STARTED', { kind: 'STARTED', session }],
    ['AMBIGUOUS', { kind: 'AMBIGUOUS', why: 'cut' }],
  ] as const;

  test.each(answers)('the first settles the call and the others find their end (%s)', async (_kind, answer) => {
    const world = scenario();
    const one = await world.customer();
    const createdAt = world.clock.service();
    world.outside.dial = async () => {
      const reports: Partial<a.PairReport>[] = [
        {},
        { legs: [] },
        { talkSeconds: 62 },
        { talkSeconds: 300 },
        { talkSeconds: -1 },
      ];
      for (const given of reports) await world.deliver(one.app, a.report({ session, createdAt, ...given }));
      return answer;
    };
    const call = await world.start(one);
    expect(call.state).toMatchObject({ status: 'COMPLETED', charge: { fen: 24n } });
    expect(ends(world, one)).toEqual([
      { state: 'MATCHED', reason: null, seconds: 61 },
      { state: 'DUPLICATE', reason: null, seconds: 61 },
      { state: 'MATCHED', reason: null, seconds: 62 },
      { state: 'MATCHED', reason: null, seconds: 300 },
      { state: 'PARKED', reason: 'IMPLAUSIBLE', seconds: -1 },
    ]);
    expect(world.records(one.id).discrepancies.map(({ reportedSeconds }) => reportedSeconds)).toEqual([62, 300]);
    expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED', 'DISCREPANCY']);
  });

  test.each(answers)('those of another session stay with a person (%s)', async (kind, answer) => {
    const world = scenario();
    const one = await world.customer();
    const createdAt = world.clock.service();
    world.outside.dial = async () => {
      for (const other of kind === 'STARTED' ? ['session-2', session] : [session, 'session-2']) {
        await world.deliver(one.app, a.report({ session: other as ProviderSession, createdAt }));
      }
      return answer;
    };
    expect((await world.start(one)).session).toBe(session);
    expect(ends(world, one)).toHaveLength(2);
    expect(ends(world, one)).toContainEqual({ state: 'PARKED', reason: 'NO_CALL', seconds: 61 });
    expect(ends(world, one)).toContainEqual({ state: 'MATCHED', reason: null, seconds: 61 });
  });
});

test('CALL-5: a callback that was a tie while the second call was placed stays one when its answer is lost', async () => {
  const world = scenario();
  const one = await world.customer();
  world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'cut' });
  const first = await world.start(one);
  world.clock.advance(390);
  world.outside.dial = async () => {
    const between = a.report({ session, createdAt: a.after(195, first.order.placedAt) });
    expect(await world.deliver(one.app, between)).toBe('PARKED');
    return { kind: 'AMBIGUOUS', why: 'cut' };
  };
  expect((await world.start(one)).status).toBe('UNCONFIRMED');
  expect(world.call(one.id, first.id).status).toBe('UNCONFIRMED');
  expect(ends(world, one)).toMatchObject([{ state: 'PARKED', reason: 'TIE' }]);
});

test('a callback settles what was parked for its session', async () => {
  const world = scenario();
  const one = await world.customer();
  const { id } = await world.start(one);
  const stale = a.report({ session, talkSeconds: 5 });
  expect(await world.deliver(one.app, stale, JSON.stringify(stale), new Date(0))).toBe('PARKED');
  expect(await world.deliver(one.app, a.report({ session }))).toBe('MATCHED');
  expect(world.call(one.id, id).status).toBe('COMPLETED');
  expect(ends(world, one)).toMatchObject([{ state: 'MATCHED' }, { state: 'MATCHED' }]);
  expect(world.openAlarms(one.id)).toEqual(['DISCREPANCY']);
});

test('CB-2: whether it comes before the answer or after it, at whatever distance, it settles once both are there', async () => {
  const runs = figure(100, 10_000);
  for (let from = 0; from < runs; from += 100) {
    const offsets = Array.from({ length: 100 }, (_, n) => -500 + Math.round((1000 * (from + n)) / (runs - 1)));
    await settleAtEach(offsets);
  }
}, 600_000);

/** Milliseconds from the answer to a start to its callback; a callback that comes first has a negative one. */
async function settleAtEach(offsets: readonly number[]): Promise<void> {
  const world = scenario({ callLimits: noCallLimits });
  const one = await world.customer({ fen: 10_000_00 });
  for (const [run, offset] of offsets.entries()) {
    const own = `s-${run}` as ProviderSession;
    const callee = `139${String(run).padStart(8, '0')}`;
    const told = a.report({ session: own, callee, createdAt: world.clock.service(), talkSeconds: 1 });
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    let isDialled = false;
    world.outside.dial = async () => {
      isDialled = true;
      await answered;
      return { kind: 'STARTED', session: own };
    };
    const starting = world.start(one, { callee });
    await soon(() => isDialled);
    if (offset < 0) await world.deliver(one.app, told);
    else answer();
    if (offset >= 0) await starting;
    world.clock.advance(Math.abs(offset) / 1000);
    if (offset < 0) answer();
    else await world.deliver(one.app, told);
    const call = world.call(one.id, (await starting).id);
    if (call.status !== 'COMPLETED') throw new Error(`At ${offset} ms it is ${call.status}.`);
  }
  expect(world.account(one.id)).toMatchObject({
    reserved: { fen: 0n },
    balance: { fen: 10_000_00n - 12n * BigInt(offsets.length) },
  });
  expect(world.openAlarms(one.id)).toEqual([]);
}

test('CB-12: every report that differs from the one that settled is listed, and no other', async () => {
  for (let hundreds = 0; hundreds < figure(2, 100); hundreds += 1) await listDifferences();
}, 600_000);

async function listDifferences(): Promise<void> {
  const world = scenario({ callLimits: noCallLimits });
  const one = await world.customer();
  const differing = new Set<CallId>();
  for (let n = 0; n < 100; n += 1) {
    const call = await world.start(one, { callee: `139${String(n).padStart(8, '0')}` });
    const told = a.report({ session: call.session!, callee: call.order.callee.digits, talkSeconds: n % 90 });
    await world.deliver(one.app, told);
    const talkSeconds = n % 20 === 7 ? told.talkSeconds + 1 + (n % 3) : told.talkSeconds;
    if (talkSeconds !== told.talkSeconds) differing.add(call.id);
    await world.deliver(one.app, { ...told, talkSeconds, legs: [] });
  }
  const listed = world.records(one.id).discrepancies.map(({ call }) => call);
  expect(listed).toHaveLength(5);
  expect(new Set(listed)).toEqual(differing);
}

test("CB-10: what another app or another account signs about a session is parked, and the session's call untouched", async () => {
  for (let hundreds = 0; hundreds < figure(1, 50); hundreds += 1) await claimAnothersSession();
}, 600_000);

async function claimAnothersSession(): Promise<void> {
  const world = scenario({ callLimits: noCallLimits });
  const owner = await world.customer();
  const stranger = await world.customer();
  const { app: second } = await world.application.createApp(owner.principal, { name: '第二个', credentials: null });
  const call = await world.start(owner);
  const rounds = 100;
  for (let n = 0; n < rounds; n += 1) {
    const told = a.report({ session: call.session!, talkSeconds: n });
    expect([await world.deliver(second, told), await world.deliver(stranger.app, told)]).toEqual(['PARKED', 'PARKED']);
  }
  expect(world.call(owner.id, call.id)).toEqual(call);
  expect(world.account(owner.id)).toMatchObject({ balance: { fen: 1000_00n }, reserved: { fen: 60n } });
  for (const { id } of [owner, stranger]) expect(world.openAlarms(id)).toHaveLength(rounds);
}
