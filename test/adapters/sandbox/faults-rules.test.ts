import { expect, test } from 'vitest';
import { FaultRules } from '../../../src/adapters/sandbox/faults/fault-rules.ts';
import { postJson, start, startedSession } from './client.ts';
import { addFault } from './faults-client.ts';
import { HandClock } from './hand-clock.ts';
import { launch, opening, scene, stopAfterEach } from './harness.ts';

stopAfterEach();

const callee = '13800000061';
const call = { kind: 'CALL', appKey: 'key', caller: '13900000001', callees: [{ number: callee }] } as const;

test('rules are listed with how often each struck, and go when they are deleted', async () => {
  const { url, app } = await scene();
  const fault = { kind: 'CODE', code: 503 } as const;
  const first = await addFault(url, { on: 'start', match: { callee }, times: 2, fault });
  const second = await addFault(url, { on: 'start', match: { appKey: 'nobody' }, fault });
  const codes = [await start(url, app, callee), await start(url, app, callee), await start(url, app, callee)];
  expect(codes.map(({ code }) => code)).toEqual([503, 503, 200]);
  const rules = async (): Promise<unknown> => (await fetch(`${url}/sandbox/faults`)).json();
  expect(await rules()).toEqual([
    { id: first, used: 2, on: 'start', match: { callee }, times: 2, fault },
    { id: second, used: 0, on: 'start', match: { appKey: 'nobody' }, fault },
  ]);
  const remove = async (path: string): Promise<number> =>
    (await fetch(`${url}/sandbox/faults${path}`, { method: 'DELETE' })).status;
  expect([await remove(`/${first}`), await remove(`/${first}`)]).toEqual([200, 404]);
  expect(await rules()).toMatchObject([{ id: second }]);
  expect(await remove('')).toBe(200);
  expect(await rules()).toEqual([]);
});

test.each([
  [{ on: 'end', fault: { kind: 'NEVER' } }, "'on' must be one of: start, query, callback."],
  [{ on: 'start' }, "'fault' must be an object."],
  [{ on: 'start', fault: { kind: 'LOST' } }, "'fault.kind' must be one of: LATE, NEVER"],
  [{ on: 'start', fault: { kind: 'LATE' } }, "'fault.ms' must be a whole number from 0 to 600000."],
  [{ on: 'start', fault: { kind: 'NEVER', sarted: true } }, "'fault.sarted' is not known."],
  [{ on: 'query', fault: { kind: 'NEVER', started: true } }, "'fault.started' is not known."],
  [{ on: 'callback', match: { session: 'x' }, fault: { kind: 'LOST' } }, "'match.session' is not known."],
  [{ on: 'callback', probability: 2, fault: { kind: 'LOST' } }, "'probability' must be a number from 0 to 1."],
  [{ on: 'callback', fault: { kind: 'FORGED', how: 'BADLY' } }, "'fault.how' must be one of: BIT_FLIP"],
])('%j is refused with the field that is wrong', async (rule, msg) => {
  const { url } = await scene();
  const answer = await postJson(`${url}/sandbox/faults`, rule);
  expect(answer).toMatchObject({ status: 400, json: { msg: expect.stringContaining(msg) as string } });
});

test('a probability is drawn from the seed: the same rules strike the same calls', () => {
  const strikes = (seed: string): boolean[] => {
    const rules = new FaultRules(seed);
    rules.add({ on: 'start', probability: 0.3, fault: { kind: 'NEVER' } });
    return Array.from({ length: 1000 }, () => rules.onStart(call) !== null);
  };
  const struck = strikes('one').filter(Boolean).length;
  expect(struck).toBeGreaterThan(240);
  expect(struck).toBeLessThan(360);
  expect(strikes('one')).toEqual(strikes('one'));
  expect(strikes('one')).not.toEqual(strikes('two'));
});

test('a sandbox in one’s own process takes rules and tells the truth as an object', async () => {
  const sandbox = await launch(new HandClock(opening));
  const { json: app } = await postJson(`${sandbox.url}/sandbox/apps`, { callbackUrl: 'http://127.0.0.1:9/' });
  const credentials = app as unknown as Parameters<typeof start>[1];
  const { id } = sandbox.faults.add({ on: 'start', times: 1, fault: { kind: 'CONTRACT_EMPTY' } });
  await start(sandbox.url, credentials, callee);
  sandbox.faults.remove(id);
  const session = await startedSession(sandbox.url, credentials, callee);
  expect(await sandbox.truth()).toMatchObject({
    starts: [
      { answer: 'CONTRACT_EMPTY', session: null },
      { answer: 'ACCEPTED', session },
    ],
    calls: [{ session, callees: [callee], told: [], forged: { sent: 0, accepted: 0 } }],
  });
});

test('calls are paged through in the order of their placing', async () => {
  const { url, app } = await scene();
  const sessions: string[] = [];
  for (let count = 0; count < 5; count += 1) sessions.push(await startedSession(url, app, callee));
  const page = async (query: string): Promise<string[]> => {
    const calls = (await (await fetch(`${url}/sandbox/calls?${query}`)).json()) as { session: string }[];
    return calls.map(({ session }) => session);
  };
  expect(await page('order=placed&limit=2')).toEqual(sessions.slice(0, 2));
  expect(await page(`limit=2&after=${sessions[1]}`)).toEqual(sessions.slice(2, 4));
  expect(await page(`limit=2&callee=${callee}&after=${sessions[3]}`)).toEqual(sessions.slice(4));
  expect((await fetch(`${url}/sandbox/calls?limit=100001`)).status).toBe(400);
});
