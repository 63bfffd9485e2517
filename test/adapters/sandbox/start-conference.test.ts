import { expect, test } from 'vitest';
import { action, callAction, caller, startConference, startedConference, truthOf, truthsTo } from './client.ts';
import { scene, type Scene, stopAfterEach } from './harness.ts';

stopAfterEach();

const callees = ['13800000061', '13800010030'];
const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => `1380000${1000 + index}`);

test('an accepted start has a session, and the conference really lives', async () => {
  const { url, app } = await scene();
  const answer = await startConference(url, app, callees, { record: 'true' });
  expect(answer).toEqual({ code: 200, msg: 'success', obj: { session: expect.any(String) as string } });
  const truth = await truthOf(url, answer.obj!['session'] as string);
  expect(truth).toMatchObject({ kind: 'CONFERENCE', appKey: app.appKey, caller, callees, maxDur: 600, ended: false });
  expect(truth.parties.map(({ number }) => number)).toEqual([caller, ...callees]);
});

test('two to seven callees are taken, and no other number of them', async () => {
  const { url, app } = await scene();
  const codes: number[] = [];
  for (let count = 0; count <= 12; count += 1) codes.push((await startConference(url, app, numbers(count))).code);
  expect(codes).toEqual([414, 414, 200, 200, 200, 200, 200, 200, 414, 414, 414, 414, 414]);
});

test.each([
  ['JSON', '["13800000061","057186778825"]'],
  ['JSON with spaces', ' [ "13800000061" , "057186778825" ] '],
  ['a list of Python', "['13800000061', '057186778825']"],
])('the callees may be %s', async (_, callee) => {
  const { url, app } = await scene();
  const answer = await action(url, app, 'startconf', { callerAcc: app.accid, caller, callee, maxDur: '60' });
  expect(answer).toMatchObject({ code: 200 });
  expect(await truthsTo(url, '057186778825')).toMatchObject([{ callees: ['13800000061', '057186778825'] }]);
});

/** Answers with the code, the text and the truths. */
const refusalOf = async ({ url, app }: Scene, form: Record<string, string>): Promise<unknown> => {
  const asked = { callerAcc: app.accid, caller, callee: JSON.stringify(callees), maxDur: '60', ...form };
  return {
    ...(await callAction(url, app, 'startconf', asked)),
    calls: await (await fetch(`${url}/sandbox/calls`)).json(),
  };
};

test.each([
  ['callerAcc', 'somebody'],
  ['caller', '110'],
  ['maxDur', '0'],
  ['callee', ''],
  ['callee', '13800000061'],
  ['callee', '13800000061,13800000062'],
  ['callee', '[]'],
  ['callee', '[13800000061,13800000062]'],
  ['callee', '["13800000061"]'],
  ['callee', '["13800000061","13800000061"]'],
  ['callee', `["13800000061","${caller}"]`],
  ['callee', '["13800000061","110"]'],
  ['callee', '["13800000061","+8613800000062"]'],
  ['callee', '["13800000061","１３８０００００００６２"]'],
  ['callee', '["13800000061","13800000062"'],
  ['callee', '["13800000061" "13800000062"]'],
  ['callee', '["13800000061","13800000062",]'],
  ['callee', '["13800000061",\'13800000062"]'],
  ['callee', '["13800000061",["13800000062"]]'],
  ['callee', '{"0":"13800000061","1":"13800000062"}'],
  ['callee', '["13800000061","13800000062\0"]'],
  ['callee', '['.repeat(20_000)],
])('a bad %s (%s) is named and nothing rings', async (name, value) => {
  expect(await refusalOf(await scene(), { [name]: value })).toEqual({
    status: 200,
    text: `{"code":414,"msg":"bad param '${name}'"}`,
    calls: [],
  });
});

test('the first number that refuses or spoils the start decides for all', async () => {
  const { url, app } = await scene(undefined, { heldAnswerMs: 50 });
  const codeOf = async (...asked: string[]): Promise<unknown> => {
    const { code, msg } = await startConference(url, app, asked);
    return [code, msg];
  };
  expect(await codeOf('13800000061', '13800030422', '13800031503')).toEqual([422, '账号被禁用']);
  expect(await codeOf('13800000061', '13800040009')).toEqual([403, 'balance not enough']);
  expect(await truthsTo(url, '13800000061')).toEqual([]);
  expect(await codeOf('13800000061', '13800031503', '13800030422')).toEqual([503, '服务器繁忙']);
  await expect(codeOf('13800040001', '13800000061')).rejects.toThrow('fetch failed');
  await expect(codeOf('13800040002', '13800000061')).rejects.toThrow('terminated');
  expect(await codeOf('13800000061', '13800040007')).toEqual([200, 'success']);
  expect(await truthsTo(url, '13800000061')).toHaveLength(4);
});

test('a refusing number that does not decide is called like one that talks for 30 seconds', async () => {
  const { url, app, clock } = await scene();
  await startConference(url, app, ['13800031500', '13800030403']);
  clock.advance(3600);
  const [truth] = await truthsTo(url, '13800030403');
  expect(truth!.parties.map(({ talkSeconds }) => talkSeconds)).toEqual([30, 30, 30]);
});

test('the starts of calls and conferences are remembered with their action, as they came', async () => {
  const { url, app } = await scene(undefined, { ratePerSecond: 0, rateBurst: 2 });
  const session = await startedConference(url, app, callees);
  await startConference(url, app, ['1']);
  await startConference(url, app, callees);
  const starts = (await (await fetch(`${url}/sandbox/starts`)).json()) as object[];
  const common = { action: 'startconf', appKey: app.appKey, caller, maxDur: '600' };
  expect(starts).toMatchObject([
    { ...common, callee: JSON.stringify(callees), answer: 'ACCEPTED', session },
    { ...common, callee: '["1"]', answer: 'CODE 414', session: null },
    { ...common, callee: JSON.stringify(callees), answer: 'CODE 416', session: null },
  ]);
});

test('the page shows a conference with all its numbers', async () => {
  const { url, app } = await scene();
  await startedConference(url, app, callees);
  expect(await (await fetch(`${url}/`)).text()).toContain(callees.join(', '));
});
