import { describe, expect, test } from 'vitest';
import type { DialAnswer } from '../../src/application/ports/telephony-gateway.ts';
import * as a from '../support/a.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

const started: DialAnswer = { kind: 'STARTED', session: a.aSession };
const ambiguous: DialAnswer = { kind: 'AMBIGUOUS', why: 'the connection was cut' };

/** Starts a call whose end is reported while the answer to its start is still on its way. */
async function startWithNews(world: Scenario, one: Customer, answer: DialAnswer, ...news: Partial<a.PairReport>[]) {
  world.outside.dial = async () => {
    for (const given of news) {
      const state = await world.deliver(one.app, a.report({ createdAt: world.clock.service(), ...given }));
      expect(state).toBe('PARKED');
    }
    return answer;
  };
  return world.start(one);
}

describe.each([
  ['STARTED', started],
  ['AMBIGUOUS', ambiguous],
] as const)('CB-2: a callback before the answer (%s)', (_kind, answer) => {
  test('settles the call together with the answer', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 100 });
    const call = await startWithNews(world, one, answer, {});
    expect(call).toMatchObject({ status: 'COMPLETED', session: a.aSession, state: { charge: { fen: 24n } } });
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 76n }, reserved: { fen: 0n } });
    expect([...world.records(one.id).callbacks.values()]).toMatchObject([
      { state: 'MATCHED', call: call.id, reason: null },
    ]);
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test('is parked with an alarm until then', async () => {
    const world = scenario();
    const one = await world.customer();
    let alarms: readonly string[] = [];
    world.outside.dial = async () => {
      await world.deliver(one.app, a.report({ createdAt: world.clock.service() }));
      alarms = world.openAlarms(one.id);
      return answer;
    };
    await world.start(one);
    expect(alarms).toEqual(['CALLBACK_PARKED']);
  });

  test('that cannot be true is left to a person', async () => {
    const world = scenario();
    const one = await world.customer();
    const call = await startWithNews(world, one, answer, { talkSeconds: 86_401 });
    expect(call.status).toBe(answer.kind === 'STARTED' ? 'DIALING' : 'UNCONFIRMED');
    expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED']);
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 1000_00n }, reserved: { fen: 60n } });
  });

  test('does not hide behind one that cannot be true', async () => {
    const world = scenario();
    const one = await world.customer();
    const call = await startWithNews(world, one, answer, { talkSeconds: -1 }, { talkSeconds: 61 });
    expect(call.state).toMatchObject({ status: 'COMPLETED', charge: { fen: 24n } });
  });

  test('that came before the call was placed is about another call', async () => {
    const world = scenario();
    const one = await world.customer();
    expect(await world.deliver(one.app, a.report({ createdAt: null }))).toBe('PARKED');
    world.clock.advance(1);
    world.outside.dial = () => answer;
    expect((await world.start(one)).hasEnded).toBe(false);
    expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED']);
  });
});

test('a lost answer is not settled by a callback between other numbers', async () => {
  const world = scenario();
  const one = await world.customer();
  const call = await startWithNews(world, one, ambiguous, { callee: '13800000009' });
  expect(call.status).toBe('UNCONFIRMED');
});

test('nor by one that the provider places outside its time', async () => {
  const world = scenario();
  const one = await world.customer();
  const call = await startWithNews(world, one, ambiguous, { createdAt: new Date(0) });
  expect(call.status).toBe('UNCONFIRMED');
});

test('a refusal is not settled by it', async () => {
  const world = scenario();
  const one = await world.customer();
  const refusal = { providerCode: 414, retryAfterSeconds: null };
  const call = await startWithNews(world, one, { kind: 'REJECTED', refusal }, {});
  expect(call.status).toBe('REFUSED');
  expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED']);
});

test('CALL-5: what is parked while one call is being placed goes to no later call between the same telephones', async () => {
  const world = scenario();
  const one = await world.customer();
  world.outside.dial = async () => {
    // The answer takes so long that the call cannot be alive any more: its telephones are free again.
    world.clock.advance(7200);
    expect(await world.deliver(one.app, a.report({ createdAt: null }))).toBe('PARKED');
    world.outside.dial = () => ambiguous;
    expect(await world.start(one)).toMatchObject({ status: 'UNCONFIRMED', session: null });
    return started;
  };
  expect(await world.start(one)).toMatchObject({ status: 'COMPLETED', session: a.aSession });
  expect(world.account(one.id).balance.fen).toBe(1000_00n - 24n);
});
