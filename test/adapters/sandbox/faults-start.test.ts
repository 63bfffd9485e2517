import { expect, test } from 'vitest';
import { callAction, caller, postJson, start, startedSession, truthsTo } from './client.ts';
import { addFault, rawStart } from './faults-client.ts';
import { scene, stopAfterEach } from './harness.ts';

stopAfterEach();

const callee = '13800000061';

test('an answer comes late, and the call is started at once', async () => {
  const { url, app } = await scene();
  await addFault(url, { on: 'start', times: 1, fault: { kind: 'LATE', ms: 150 } });
  const began = performance.now();
  const answering = start(url, app, callee);
  await expect.poll(() => truthsTo(url, callee)).toHaveLength(1);
  expect(await answering).toMatchObject({ code: 200 });
  expect(performance.now() - began).toBeGreaterThan(140);
});

test('an answer never comes, whether the call was started or not', async () => {
  const { url, app } = await scene(undefined, { heldAnswerMs: 50 });
  await addFault(url, { on: 'start', match: { callee }, fault: { kind: 'NEVER', started: false } });
  await addFault(url, { on: 'start', fault: { kind: 'NEVER' } });
  await expect(start(url, app, callee)).rejects.toThrow('fetch failed');
  await expect(start(url, app, '13800000062')).rejects.toThrow('fetch failed');
  expect(await truthsTo(url, callee)).toEqual([]);
  expect(await truthsTo(url, '13800000062')).toHaveLength(1);
});

test('an answer ends after exactly as many bytes as asked for, at every byte', async () => {
  const { url, app } = await scene();
  await addFault(url, { on: 'start', times: 1, fault: { kind: 'CUT', atByte: 100_000 } });
  const whole = (await rawStart(url, app, callee)).bytes;
  expect(whole.toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n\{"code":200,.*\}$/);
  for (let atByte = 0; atByte <= whole.length; atByte += 1) {
    await addFault(url, { on: 'start', times: 1, fault: { kind: 'CUT', atByte } });
    const { bytes, error } = await rawStart(url, app, callee);
    expect({ length: bytes.length, error }).toEqual({ length: atByte, error: null });
    const upToSession = Math.min(atByte, whole.indexOf('session'));
    expect(bytes.subarray(0, upToSession)).toEqual(whole.subarray(0, upToSession));
  }
  const placed = await (await fetch(`${url}/sandbox/calls?order=placed&limit=1000`)).json();
  expect(placed).toHaveLength(whole.length + 2);
});

test('an answer can end by a reset', async () => {
  const { url, app } = await scene();
  await addFault(url, { on: 'start', fault: { kind: 'CUT', atByte: 0, reset: true } });
  expect(await rawStart(url, app, callee)).toMatchObject({ error: 'ECONNRESET' });
  expect(await truthsTo(url, callee)).toHaveLength(1);
});

test.each([
  [{ kind: 'CODE', code: 503 }, 200, '{"code":503,"msg":"服务器繁忙"}', 0],
  [{ kind: 'CODE', code: 500, msg: 'odd', started: true }, 200, '{"code":500,"msg":"odd"}', 1],
  [{ kind: 'HTTP', status: 502 }, 502, '<html><body>502</body></html>', 0],
  [{ kind: 'HTTP', status: 504, started: true }, 504, '<html><body>504</body></html>', 1],
  [{ kind: 'NO_SESSION' }, 200, '{"code":200,"msg":"success","obj":{}}', 1],
  [{ kind: 'CONTRACT_EMPTY' }, 200, '{"code":403,"msg":"balance not enough"}', 0],
] as const)('%j is answered so, with the truth behind it', async (fault, status, text, calls) => {
  const { url, app } = await scene();
  await addFault(url, { on: 'start', fault });
  const form = { callerAcc: app.accid, caller, callee, maxDur: '60' };
  expect(await callAction(url, app, 'startcall', form)).toEqual({ status, text });
  expect(await truthsTo(url, callee)).toHaveLength(calls);
});

test('a number that starts nothing is started all the same when the fault says so', async () => {
  const { url, app } = await scene();
  await addFault(url, { on: 'start', fault: { kind: 'CODE', code: 503, started: true } });
  await start(url, app, '13800030403');
  expect(await truthsTo(url, '13800030403')).toHaveLength(1);
});

test('the session of the call before is given again', async () => {
  const { url, app } = await scene();
  const first = await startedSession(url, app, callee);
  await addFault(url, { on: 'start', fault: { kind: 'USED_SESSION' } });
  expect(await startedSession(url, app, '13800000062')).toBe(first);
  expect(await truthsTo(url, '13800000062')).toMatchObject([{ session: expect.not.stringMatching(first) as string }]);
});

test('a body is giant, or not quite JSON', async () => {
  const { url, app } = await scene();
  const form = { callerAcc: app.accid, caller, callee, maxDur: '60' };
  const id = await addFault(url, { on: 'start', fault: { kind: 'GIANT', bytes: 1_000_000 } });
  const giant = (await callAction(url, app, 'startcall', form)).text;
  expect(giant.length).toBeGreaterThan(1_000_000);
  expect(JSON.parse(giant)).toMatchObject({ code: 200 });
  await fetch(`${url}/sandbox/faults/${id}`, { method: 'DELETE' });
  await addFault(url, { on: 'start', fault: { kind: 'BAD_JSON' } });
  const { text } = await callAction(url, app, 'startcall', form);
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
});

test('the rate can be changed at run time, and what it refuses is remembered as a start', async () => {
  const { url, app } = await scene();
  expect(await postJson(`${url}/sandbox/rate`, { ratePerSecond: 0, burst: 2 })).toMatchObject({ status: 200 });
  const codes = [await start(url, app, callee), await start(url, app, callee), await start(url, app, callee)];
  expect(codes.map(({ code }) => code)).toEqual([200, 200, 416]);
  const starts = (await (await fetch(`${url}/sandbox/starts?after=1`)).json()) as object[];
  expect(starts).toMatchObject([
    { number: 2, callee, caller, appKey: app.appKey, answer: 'ACCEPTED', session: codes[1]!.obj!['session'] },
    { number: 3, callee, maxDur: '600', answer: 'CODE 416', session: null },
  ]);
});
