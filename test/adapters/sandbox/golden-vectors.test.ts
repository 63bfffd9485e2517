import { expect, test } from 'vitest';
import { startScript } from '../../../src/adapters/sandbox/call/start-script.ts';
import { defaultSettings } from '../../../src/adapters/sandbox/settings.ts';
import type { Timeline } from '../../../src/adapters/sandbox/call/timeline.ts';
import type { SandboxCall } from '../../../src/adapters/sandbox/store/store.ts';
import { callbackMessage } from '../../../src/adapters/sandbox/wire/callback-message.ts';
import { reportOf } from '../../../src/adapters/sandbox/wire/report.ts';
import { md5Hex, requestCheckSum } from '../../../src/adapters/sandbox/wire/signature.ts';

const app = { appKey: 'key', appSecret: '0123456789abcdef' };
const sentAt = 1451577675000;
const startedAt = new Date('2016-01-01T00:00:00+08:00');
const party = {
  rangAt: startedAt,
  answeredAt: startedAt,
  endedAt: new Date('2016-01-01T00:01:10+08:00'),
  hangCause: 'NORMAL_CLEARING',
  talkSeconds: 61,
} as const;
const timeline: Timeline = {
  startedAt,
  recordedAt: new Date(1451577601000),
  beganAt: new Date('2016-01-01T00:00:09.999+08:00'),
  talkSeconds: 61,
  caller: party,
  callees: [party],
  endedAt: party.endedAt,
};
const placed = (session: string, ...callees: [string, ...string[]]): Omit<SandboxCall, 'kind'> => ({
  session,
  appKey: app.appKey,
  accid: 'alice',
  caller: '13800000001',
  callees: startScript(callees, defaultSettings).callees,
  maxDur: 60,
  startedAt,
});

test('a request is signed as the provider signs it', () => {
  expect(requestCheckSum(app.appSecret, 'nonce-1', '1451577600')).toBe('433f11c5d094719ad6cad38ec2e7ba9a3cfc1241');
});

test('the callback of a call is the provider’s, byte for byte', () => {
  const call = placed('7c4b7673-0000-4164-82a0-decb84d77914', '057186778825');
  const message = callbackMessage(reportOf({ ...call, kind: 'CALL' }, timeline), app, sentAt);
  expect(message.body).toBe(
    '{"eventType":"10","callback":"{\\"session\\":\\"7c4b7673-0000-4164-82a0-decb84d77914\\",\\"initAccount\\":\\"alice\\",\\"caller\\":\\"13800000001\\",\\"callee\\":\\"057186778825\\",\\"createtime\\":1451577601000,\\"starttime\\":\\"2016-01-01 00:00:09\\",\\"durationSec\\":61,\\"status\\":\\"SUCCESS\\",\\"legs\\":[{\\"endpoint\\":\\"13800000001\\",\\"endTime\\":\\"2016-01-01 00:01:10\\",\\"hangCause\\":\\"NORMAL_CLEARING\\"},{\\"endpoint\\":\\"057186778825\\",\\"endTime\\":\\"2016-01-01 00:01:10\\",\\"hangCause\\":\\"NORMAL_CLEARING\\"}]}"}',
  );
  expect(Buffer.byteLength(message.body)).toBe(490);
  expect(message.headers).toEqual({
    'Content-Type': 'application/json;charset=utf-8',
    AppKey: 'key',
    CurTime: '1451577675000',
    MD5: '03bb55eca2b7170931f0727565e6e382',
    CheckSum: 'c3e6d0c03a844b923b508e82dbde80bf25f9e6b7',
  });
});

test('the callback of a conference, whose members are encoded once more, is the provider’s, byte for byte', () => {
  const conference = placed('0f3c8a52-0000-4b0e-9a11-5b1f6f1d2c33', '13900000002', '057186778825');
  const report = reportOf(
    { ...conference, kind: 'CONFERENCE' },
    { ...timeline, beganAt: startedAt, talkSeconds: 120, callees: [party, party] },
  );
  const message = callbackMessage(report, app, sentAt);
  expect(message.body).toBe(
    '{"eventType":"10","callback":"{\\"session\\":\\"0f3c8a52-0000-4b0e-9a11-5b1f6f1d2c33\\",\\"initAccount\\":\\"alice\\",\\"createtime\\":1451577601000,\\"starttime\\":\\"2016-01-01 00:00:00\\",\\"durationSec\\":120,\\"status\\":\\"SUCCESS\\",\\"members\\":\\"[\\\\\\"13800000001\\\\\\",\\\\\\"13900000002\\\\\\",\\\\\\"057186778825\\\\\\"]\\"}"}',
  );
  expect(Buffer.byteLength(message.body)).toBe(301);
  expect(message.headers).toMatchObject({
    MD5: '5cf189f0ea28ab88e63c869910b9eaf1',
    CheckSum: '80ff102e30cc64423f617ad95ef0c755a0b10b56',
  });
});

test('the MD5 of the address check is the provider’s', () => {
  expect(md5Hex('{}')).toBe('99914b932bd37a50b983c5e7c90ae93b');
});
