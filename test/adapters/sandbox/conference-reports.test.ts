import { expect, test } from 'vitest';
import { forgeries, type QueryFault } from '../../../src/adapters/sandbox/faults/fault.ts';
import { eventually, type ReceivedCallback } from './callback-receiver.ts';
import { action, caller, start, startConference, startedConference, startedSession, truthOf } from './client.ts';
import { addFault } from './faults-client.ts';
import { scene, type Scene, stopAfterEach } from './harness.ts';

stopAfterEach();

const callees = ['13800000061', '13800000020', '13800020002'];
const first = ({ customer }: Scene): Promise<ReceivedCallback> =>
  eventually('the callback', () => customer.received[0] ?? null);

test('the callback tells one duration and the members, encoded once more, and nothing of each', async () => {
  const place = await scene();
  const session = await startedConference(place.url, place.app, callees);
  place.clock.advance(3600);
  const { body, report } = await first(place);
  expect(JSON.parse(body)).toMatchObject({ eventType: '10', callback: expect.any(String) as string });
  expect(Object.keys(report)).toEqual([
    'session',
    'initAccount',
    'createtime',
    'starttime',
    'durationSec',
    'status',
    'members',
  ]);
  expect(report).toEqual({
    session,
    initAccount: place.app.accid,
    createtime: Date.parse('2026-02-28T16:00:01.500Z'),
    starttime: '2026-03-01 00:00:09',
    durationSec: 61,
    status: 'SUCCESS',
    members: JSON.stringify([caller, ...callees]),
  });
});

test('a conference that nobody answered is a success of 0 seconds, recorded after it started', async () => {
  const place = await scene();
  await startedConference(place.url, place.app, ['13800020001', '13800020002']);
  place.clock.advance(3600);
  const { report } = await first(place);
  expect(report).toMatchObject({ status: 'SUCCESS', durationSec: 0, starttime: '2026-03-01 00:00:00' });
  expect(report.createtime).toBe(Date.parse('2026-02-28T16:00:01.500Z'));
});

test('a living conference tells its legs, and after the end the very object of its callback', async () => {
  const place = await scene();
  const { url, app, clock } = place;
  const session = await startedConference(url, app, callees);
  const told = async (): Promise<Record<string, unknown>> =>
    (await action(url, app, 'queryBySession', { session, type: '2' })).obj!;
  clock.advance(5);
  expect(await told()).toEqual({
    session,
    initAccount: app.accid,
    createtime: Date.parse('2026-02-28T16:00:01.500Z'),
    members: JSON.stringify([caller, ...callees]),
    legs: [
      { endpoint: caller, state: 'ANSWERED', answerTime: '2026-03-01 00:00:05' },
      ...callees.map((endpoint) => ({ endpoint, state: 'RINGING' })),
    ],
  });
  clock.advance(24);
  expect((await told())['legs']).toEqual([
    { endpoint: caller, state: 'ANSWERED', answerTime: '2026-03-01 00:00:05' },
    { endpoint: callees[0], state: 'ANSWERED', answerTime: '2026-03-01 00:00:09' },
    { endpoint: callees[1], state: 'ENDED', answerTime: '2026-03-01 00:00:09' },
    { endpoint: callees[2], state: 'ENDED' },
  ]);
  clock.advance(3600);
  const { body } = await first(place);
  expect(JSON.stringify(await told())).toBe((JSON.parse(body) as { callback: string }).callback);
});

test('a conference is not found as a call, nor a call as a conference', async () => {
  const { url, app } = await scene();
  const conference = await startedConference(url, app, callees);
  const call = await startedSession(url, app, '13800000061');
  const codeOf = async (session: string, type: string): Promise<number> =>
    (await action(url, app, 'queryBySession', { session, type })).code;
  expect([await codeOf(conference, '1'), await codeOf(call, '2')]).toEqual([404, 404]);
  expect([await codeOf(conference, '2'), await codeOf(call, '1')]).toEqual([200, 200]);
});

test.each([
  ['13800040003', 0],
  ['13800040004', 3],
])('with %s among the callees the callback is sent %d times', async (number, copies) => {
  const { url, app, clock, customer } = await scene();
  const session = await startedConference(url, app, ['13800000061', number]);
  const witness = await startedConference(url, app, ['13800000062', '13800000063']);
  clock.advance(7 * 86_400);
  await eventually('all of them', () => (customer.received.length === copies + 1 ? true : null));
  const sessions = customer.received.map(({ report }) => report.session).sort();
  expect(sessions).toEqual([...Array<string>(copies).fill(session), witness].sort());
});

test('with 13800040006 among the callees the conference is over and reported before its start is answered', async () => {
  const { url, app, customer } = await scene();
  const session = await startedConference(url, app, ['13800000010', '13800040006']);
  expect(customer.received.map(({ report }) => [report.session, report.durationSec])).toEqual([[session, 10]]);
});

test('a rule can be for one action, or for one of a conference’s numbers', async () => {
  const { url, app } = await scene();
  const fault = { kind: 'CODE', code: 503 } as const;
  await addFault(url, { on: 'start', match: { action: 'startconf', callee: callees[1]! }, fault });
  expect(await startConference(url, app, callees)).toMatchObject({ code: 503 });
  expect(await startConference(url, app, ['13800000061', '13800000062'])).toMatchObject({ code: 200 });
  expect(await start(url, app, callees[1]!)).toMatchObject({ code: 200 });
});

test('a start fails with the conference really started', async () => {
  const { url, app, clock } = await scene();
  await addFault(url, { on: 'start', fault: { kind: 'HTTP', status: 502, started: true } });
  await expect(startConference(url, app, callees)).rejects.toThrow('JSON');
  clock.advance(3600);
  const truths = (await (await fetch(`${url}/sandbox/calls`)).json()) as object[];
  expect(truths).toMatchObject([{ kind: 'CONFERENCE', callees, talkSeconds: 61 }]);
});

test('the truth has every party, and what it had of the conversation', async () => {
  const { url, app, clock } = await scene();
  const session = await startedConference(url, app, callees);
  clock.advance(30);
  const partiesNow = async (): Promise<unknown[]> =>
    (await truthOf(url, session)).parties.map(({ rangAt, answeredAt, talkSeconds, hangCause }) => [
      rangAt !== null,
      answeredAt !== null,
      talkSeconds,
      hangCause,
    ]);
  expect(await partiesNow()).toEqual([
    [true, true, null, null],
    [true, true, null, null],
    [true, true, 20, 'NORMAL_CLEARING'],
    [true, false, 0, 'USER_BUSY'],
  ]);
  clock.advance(3600);
  expect(await truthOf(url, session)).toMatchObject({ ended: true, talkSeconds: 61 });
  expect((await partiesNow()).map((party) => (party as unknown[])[2])).toEqual([61, 61, 20, 0]);
});

test.each([
  [{ kind: 'DURATION', talkSeconds: 17 }, { durationSec: 17 }],
  [
    { kind: 'ALIVE' },
    { legs: [{ state: 'ANSWERED' }, { state: 'RINGING' }, { state: 'RINGING' }, { state: 'RINGING' }] },
  ],
] as const)('a query of a conference may be answered under %j', async (fault: QueryFault, obj) => {
  const { url, app, clock } = await scene();
  const session = await startedConference(url, app, callees);
  clock.advance(3600);
  await addFault(url, { on: 'query', match: { action: 'startconf' }, fault });
  expect(await action(url, app, 'queryBySession', { session, type: '2' })).toMatchObject({ code: 200, obj });
});

test('forged callbacks of a conference are posted before the true one, which may lie about its duration', async () => {
  const { url, app, clock, customer } = await scene();
  for (const how of forgeries.filter((each) => each !== 'BIT_FLIP')) {
    await addFault(url, { on: 'callback', match: { action: 'startconf' }, fault: { kind: 'FORGED', how } });
  }
  await addFault(url, { on: 'callback', fault: { kind: 'DURATION', talkSeconds: 17 } });
  const session = await startedConference(url, app, callees);
  clock.advance(3600);
  await eventually('the delivery', async () => (await truthOf(url, session)).callback.deliveredAt);
  expect(customer.received.at(-1)!.report).toMatchObject({
    session,
    durationSec: 17,
    members: expect.any(String) as string,
  });
  expect((await truthOf(url, session)).forged.sent).toBe(forgeries.length - 1);
});
