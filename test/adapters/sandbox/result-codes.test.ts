import { expect, test } from 'vitest';
import type { StartAction } from '../../../src/adapters/sandbox/call/kind.ts';
import { action, callAction, caller, truthsTo } from './client.ts';
import { addFault } from './faults-client.ts';
import { scene, type Scene, stopAfterEach } from './harness.ts';

stopAfterEach();

const manual = {
  201: '客户端版本不对，需升级 sdk',
  302: '用户名或密码错误',
  403: '非法操作或没有权限',
  404: '对象不存在',
  405: '参数长度过长',
  406: '对象只读',
  408: '客户端请求超时',
  414: '参数错误',
  415: '客户端网络问题',
  416: '频率控制',
  422: '账号被禁用',
  500: '服务器内部错误',
  503: '服务器繁忙',
  509: '无效协议',
  998: '解包错误',
  999: '打包错误',
};
const actions: readonly StartAction[] = ['startcall', 'startconf'];

function answerTo({ url, app }: Scene, name: StartAction, number: string): Promise<{ status: number; text: string }> {
  const callee = name === 'startcall' ? number : JSON.stringify(['13800000061', number]);
  return callAction(url, app, name, { callerAcc: app.accid, caller, callee, maxDur: '60' });
}

test.each(actions)('%s can be refused with every code of the manual, in its words, and nothing rings', async (name) => {
  const place = await scene();
  for (const [code, msg] of Object.entries(manual)) {
    const number = `1380003${code.padStart(4, '0')}`;
    const text = JSON.stringify({ code: Number(code), msg });
    expect(await answerTo(place, name, number)).toEqual({ status: 200, text });
    expect(await truthsTo(place.url, number)).toEqual([]);
  }
});

test.each(actions)('%s can answer the codes that leave all open although it really started', async (name) => {
  const place = await scene();
  for (const code of [408, 415, 500, 503] as const) {
    const text = JSON.stringify({ code, msg: manual[code] });
    expect(await answerTo(place, name, `13800031${code}`)).toEqual({ status: 200, text });
    place.clock.advance(3600);
    const truths = await truthsTo(place.url, `13800031${code}`);
    expect(truths.map(({ parties }) => parties.at(-1)!.talkSeconds)).toEqual([30]);
  }
});

test.each(actions)('%s can be answered in the shape of a header failure, by a number or by a rule', async (name) => {
  const place = await scene();
  const badHeader = { status: 200, text: '{"desc":"bad http header","code":414}' };
  expect(await answerTo(place, name, '13800040010')).toEqual(badHeader);
  await addFault(place.url, { on: 'start', times: 1, fault: { kind: 'BAD_HEADER' } });
  expect(await answerTo(place, name, '13800000062')).toEqual(badHeader);
  expect(await (await fetch(`${place.url}/sandbox/calls`)).json()).toEqual([]);
});

test('a query can be answered in the shape of a header failure', async () => {
  const place = await scene();
  const { text } = await answerTo(place, 'startcall', '13800000061');
  const { session } = (JSON.parse(text) as { obj: { session: string } }).obj;
  await addFault(place.url, { on: 'query', fault: { kind: 'BAD_HEADER' } });
  const answer = await action(place.url, place.app, 'queryBySession', { session, type: '1' });
  expect(answer).toEqual({ desc: 'bad http header', code: 414 });
});
