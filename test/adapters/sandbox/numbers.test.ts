import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Course } from '../../../src/adapters/sandbox/call/course.ts';
import { numberTable, scriptFor } from '../../../src/adapters/sandbox/call/numbers.ts';
import { type Planned, timelineOf } from '../../../src/adapters/sandbox/call/timeline.ts';
import { defaultSettings } from '../../../src/adapters/sandbox/settings.ts';
import { type CallbackReport, eventually } from './callback-receiver.ts';
import { callAction, caller, start, startedSession, truthOf, truthsTo } from './client.ts';
import { scene, type Scene, stopAfterEach } from './harness.ts';

stopAfterEach();

/** Places a call, lets an hour pass, and returns the report that came. */
async function reportOf({ url, app, clock, customer }: Scene, callee: string, maxDur = '600'): Promise<CallbackReport> {
  await startedSession(url, app, callee, maxDur);
  clock.advance(3600);
  return (await eventually('a callback', () => customer.received[0] ?? null)).report;
}

const planned = (course: Course): Planned => ({ startedAt: new Date(0), maxDur: 7200, callees: [{ course }] });

const told = ({ durationSec, starttime, legs }: CallbackReport): unknown[] => [
  durationSec,
  starttime.slice(11),
  ...legs.map((leg) => `${leg.endTime.slice(11)} ${leg.hangCause}`),
];

test.each([
  ['13800000061', 61, '00:00:09', '00:01:11 NORMAL_CLEARING', '00:01:10 NORMAL_CLEARING'],
  ['13800000000', 0, '00:00:09', '00:00:10 NORMAL_CLEARING', '00:00:09 NORMAL_CLEARING'],
  ['13800010061', 61, '00:00:09', '00:01:10 NORMAL_CLEARING', '00:01:11 NORMAL_CLEARING'],
  ['13800020001', 0, '00:00:00', '00:00:36 NORMAL_CLEARING', '00:00:35 NO_ANSWER'],
  ['13800020002', 0, '00:00:00', '00:00:10 NORMAL_CLEARING', '00:00:09 USER_BUSY'],
  ['13800020003', 0, '00:00:00', '00:00:10 NORMAL_CLEARING', '00:00:09 CALL_REJECTED'],
  ['13800020004', 0, '00:00:00', '00:00:31 NO_USER_RESPONSE', '00:00:31 NO_USER_RESPONSE'],
  ['13800020005', 0, '00:00:00', '00:00:05 USER_BUSY', '00:00:05 ORIGINATOR_CANCEL'],
])('%s is reported with %d seconds', async (callee, ...expected) => {
  const report = await reportOf(await scene(), callee);
  expect(told(report)).toEqual(expected);
  expect(report).toMatchObject({ status: 'SUCCESS', caller, callee });
  expect(report.legs.map(({ endpoint }) => endpoint)).toEqual([caller, callee]);
});

test('a conversation longer than maxDur is cut there, both legs at once', async () => {
  const report = await reportOf(await scene(), '13800000061', '60');
  expect(told(report)).toEqual([60, '00:00:09', '00:01:09 ALLOTTED_TIMEOUT', '00:01:09 ALLOTTED_TIMEOUT']);
});

test('a conversation of exactly maxDur is hung up by its party', async () => {
  const report = await reportOf(await scene(), '13800000060', '60');
  expect(told(report)).toEqual([60, '00:00:09', '00:01:10 NORMAL_CLEARING', '00:01:09 NORMAL_CLEARING']);
});

test('a call that nobody answered is recorded after it started', async () => {
  const { createtime, starttime } = await reportOf(await scene(), '13800020001');
  expect(createtime).toBeGreaterThan(Date.parse(`${starttime.replace(' ', 'T')}+08:00`));
});

test.each([
  ['13800030416', 416, '频率控制'],
  ['13800030403', 403, '非法操作或没有权限'],
  ['13800030500', 500, '服务器内部错误'],
  ['13800039999', 9999, 'unknown code'],
  ['13800040009', 403, 'balance not enough'],
])('%s is refused with code %d and nothing rings', async (callee, code, msg) => {
  const { url, app } = await scene();
  const form = { callerAcc: app.accid, caller, callee, maxDur: '60' };
  const { status, text } = await callAction(url, app, 'startcall', form);
  expect({ status, text }).toEqual({ status: 200, text: JSON.stringify({ code, msg }) });
  expect(await truthsTo(url, callee)).toEqual([]);
});

test.each([408, 415, 500, 503].map((code) => [`13800031${code}`, code] as const))(
  '%s answers %d although the call was started',
  async (callee, code) => {
    const place = await scene();
    expect(await start(place.url, place.app, callee)).toMatchObject({ code });
    place.clock.advance(3600);
    const { report } = await eventually('a callback', () => place.customer.received[0] ?? null);
    const [truth] = await truthsTo(place.url, callee);
    expect(truth).toMatchObject({ session: report.session, talkSeconds: 30 });
  },
);

test('13800040001 never answers, until the connection is dropped, though the call was started', async () => {
  const { url, app } = await scene(undefined, { heldAnswerMs: 50 });
  await expect(start(url, app, '13800040001')).rejects.toThrow('fetch failed');
  expect(await truthsTo(url, '13800040001')).toHaveLength(1);
});

test('13800040002 cuts the answer in mid-body though the call was started', async () => {
  const { url, app } = await scene();
  await expect(start(url, app, '13800040002')).rejects.toThrow('terminated');
  expect(await truthsTo(url, '13800040002')).toHaveLength(1);
});

test('13800040003 loses the callback', async () => {
  const { url, app, clock, customer } = await scene();
  const lost = await startedSession(url, app, '13800040003');
  const witness = await startedSession(url, app, '13800000061');
  clock.advance(7 * 24 * 3600);
  await eventually('the other call’s callback', () => customer.received[0] ?? null);
  expect(customer.received.map(({ report }) => report.session)).toEqual([witness]);
  const nothing = { attempts: 0, deliveredAt: null, lastStatus: null };
  expect(await truthOf(url, lost)).toMatchObject({ ended: true, talkSeconds: 30, callback: nothing });
});

test('13800040004 sends the callback three times, the same bytes', async () => {
  const { url, app, clock, customer } = await scene();
  const session = await startedSession(url, app, '13800040004');
  clock.advance(3600);
  const delivered = await eventually('three attempts', async () => {
    const truth = await truthOf(url, session);
    return truth.callback.attempts === 3 && customer.received.length === 3 ? customer.received : null;
  });
  expect(new Set(delivered.map(({ body }) => body)).size).toBe(1);
});

test('13800040005 sends the callback ten minutes late', async () => {
  const { url, app, clock, customer } = await scene();
  const session = await startedSession(url, app, '13800040005');
  clock.advance(1 + 4 + 4 + 30 + 1 + 600);
  expect(await truthOf(url, session)).toMatchObject({ ended: true, callback: { attempts: 0 } });
  clock.advance(1);
  await eventually('the callback', () => customer.received[0] ?? null);
});

test('13800040006 is over, and reported, before its start is answered', async () => {
  const { url, app, customer, clock } = await scene();
  const session = await startedSession(url, app, '13800040006');
  expect(customer.received.map(({ report }) => [report.session, report.durationSec])).toEqual([[session, 5]]);
  const truth = await truthOf(url, session);
  expect(truth).toMatchObject({ ended: true, talkSeconds: 5, endedAt: clock.now().toISOString() });
});

test('13800040007 answers 200 without a session though the call was started', async () => {
  const { url, app } = await scene();
  expect(await start(url, app, '13800040007')).toEqual({ code: 200, msg: 'success', obj: {} });
  expect(await truthsTo(url, '13800040007')).toHaveLength(1);
});

test('13800040008 is a bad gateway that speaks HTML, and nothing rings', async () => {
  const { url, app } = await scene();
  const form = { callerAcc: app.accid, caller, callee: '13800040008', maxDur: '60' };
  const { status, text } = await callAction(url, app, 'startcall', form);
  expect(status).toBe(502);
  expect(text).toMatch(/^<html>/);
  expect(await truthsTo(url, '13800040008')).toEqual([]);
});

test('every other number talks 5 to 180 seconds, as long as its number and the seed say', () => {
  const talkTo = (callee: string, seed: string): number => {
    const { course } = scriptFor(callee, { ...defaultSettings, seed });
    return timelineOf(planned(course!)).talkSeconds;
  };
  const callees = Array.from({ length: 2000 }, (_, index) => `139${String(index).padStart(8, '0')}`);
  const seconds = callees.map((callee) => talkTo(callee, 'one'));
  expect(Math.min(...seconds)).toBe(5);
  expect(Math.max(...seconds)).toBe(180);
  expect(callees.map((callee) => talkTo(callee, 'one'))).toEqual(seconds);
  expect(callees.map((callee) => talkTo(callee, 'two'))).not.toEqual(seconds);
});

test('among the other numbers some are recorded after their conversation began', () => {
  const late = Array.from({ length: 100 }, (_, index) => {
    const { course } = scriptFor(`139${String(index).padStart(8, '0')}`, defaultSettings);
    const { recordedAt, beganAt } = timelineOf(planned(course!));
    return recordedAt > beganAt!;
  }).filter(Boolean).length;
  expect(late).toBeGreaterThan(10);
  expect(late).toBeLessThan(50);
});

test('the manual has every row of the table', async () => {
  const manual = await readFile(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
  const lines = manual.split('\n').map((line) => line.replace(/ +/g, ' '));
  for (const { numbers, meaning } of numberTable) expect(lines).toContain(`| ${numbers} | ${meaning} |`);
});
