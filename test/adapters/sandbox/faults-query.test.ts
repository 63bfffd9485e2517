import { expect, test } from 'vitest';
import { action, callAction, startedSession, truthOf, type WireAnswer } from './client.ts';
import { addFault } from './faults-client.ts';
import { scene, type Scene, stopAfterEach } from './harness.ts';
import type { QueryFault } from '../../../src/adapters/sandbox/faults/fault.ts';

stopAfterEach();

/** A call of 61 seconds that is over, queried under a fault. */
async function overCall(fault: QueryFault): Promise<Scene & { session: string; query: () => Promise<WireAnswer> }> {
  const place = await scene(undefined, { heldAnswerMs: 50 });
  const session = await startedSession(place.url, place.app, '13800000061');
  place.clock.advance(3600);
  await addFault(place.url, { on: 'query', match: { callee: '13800000061' }, times: 1, fault });
  return { ...place, session, query: () => action(place.url, place.app, 'queryBySession', { session, type: '1' }) };
}

test.each([
  [{ kind: 'CODE', code: 500 }, { code: 500 }],
  [{ kind: 'UNKNOWN_SESSION' }, { code: 404 }],
  [
    { kind: 'DURATION', talkSeconds: 17 },
    { code: 200, obj: { durationSec: 17 } },
  ],
  [{ kind: 'ALIVE' }, { code: 200, obj: { legs: [{ state: 'ANSWERED' }, { state: 'ANSWERED' }] } }],
] as const)('%j is told once, and the truth thereafter', async (fault, answer) => {
  const { query } = await overCall(fault);
  expect(await query()).toMatchObject(answer);
  expect(await query()).toMatchObject({ code: 200, obj: { durationSec: 61 } });
});

test.each([
  [{ kind: 'NEVER' }, 'fetch failed'],
  [{ kind: 'CUT', atByte: 30 }, 'fetch failed'],
  [{ kind: 'CUT', atByte: 120 }, 'terminated'],
  [{ kind: 'BAD_JSON' }, 'JSON'],
] as const)('%j leaves the query without an answer', async (fault, error) => {
  const { query } = await overCall(fault);
  await expect(query()).rejects.toThrow(error);
});

test('an answer comes late, or with an HTTP status', async () => {
  const { query, url, app, session } = await overCall({ kind: 'LATE', ms: 100 });
  const began = performance.now();
  expect(await query()).toMatchObject({ code: 200 });
  expect(performance.now() - began).toBeGreaterThan(90);
  await addFault(url, { on: 'query', fault: { kind: 'HTTP', status: 503 } });
  expect(await callAction(url, app, 'queryBySession', { session, type: '1' })).toMatchObject({ status: 503 });
});

test('the truth tells which durations the wire has told, and how often', async () => {
  const { query, url, session } = await overCall({ kind: 'DURATION', talkSeconds: 17 });
  for (let count = 0; count < 3; count += 1) await query();
  const queried = async (): Promise<unknown> =>
    (await truthOf(url, session)).told.filter(({ source }) => source === 'QUERY');
  expect(await queried()).toEqual([
    { source: 'QUERY', talkSeconds: 17, times: 1, accepted: 1 },
    { source: 'QUERY', talkSeconds: 61, times: 2, accepted: 2 },
  ]);
});
