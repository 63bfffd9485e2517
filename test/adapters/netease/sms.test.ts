import { describe, expect, it, onTestFinished } from 'vitest';
import { meaningOfSendCode } from '../../../src/adapters/netease/messages/send-code.ts';
import type { SmsSettings } from '../../../src/adapters/netease/settings.ts';
import { NeteaseSms } from '../../../src/adapters/netease/sms.ts';
import { startSandbox } from '../../../src/adapters/sandbox/start-sandbox.ts';
import { MemoryStore } from '../../../src/adapters/sandbox/store/memory-store.ts';
import type { SmsAnswer } from '../../../src/application/ports/sms.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';
import { callAction, postJson } from '../sandbox/client.ts';
import { HandClock } from '../sandbox/hand-clock.ts';

const ours = '012345';
const account = { appKey: 'sms-key', appSecret: 'sms-secret', accid: 'sms' };
const templates = { REGISTRATION: '3057527', PASSWORD_RESET: null };

interface Provider {
  readonly url: string;
  readonly send: (to: string, given?: Partial<SmsSettings>) => Promise<SmsAnswer>;
  /** What the telephone shows, newest first. */
  readonly shown: (to: string) => Promise<readonly { code: string; purpose: string }[]>;
  readonly logged: string[];
  readonly stop: () => Promise<void>;
}

async function provider(): Promise<Provider> {
  const clock = new HandClock('2026-01-05T04:00:00Z');
  const log = (): void => undefined;
  const settings = { ratePerSecond: 1000, rateBurst: 1000 };
  const store = new MemoryStore();
  const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clock, store, log, settings });
  onTestFinished(() => sandbox.stop());
  const { url } = sandbox;
  await postJson(`${url}/sandbox/apps`, { ...account, callbackUrl: '/nowhere' });
  const logged: string[] = [];
  const send = (to: string, given: Partial<SmsSettings> = {}): Promise<SmsAnswer> => {
    const whole = { url, ...account, templates, ownCode: false, retryAfterSeconds: 60, ...given };
    const sms = new NeteaseSms({
      baseUrl: whole.url,
      deadlineMs: 500,
      retryPausesMs: [1],
      settings: whole,
      log: (...line) => logged.push(JSON.stringify(line)),
    });
    return sms.send(PhoneNumber.restore(to), { purpose: 'REGISTRATION', code: ours });
  };
  const shown = async (to: string): Promise<{ code: string; purpose: string }[]> =>
    (await (await fetch(`${url}/sandbox/messages?to=${to}`)).json()) as { code: string; purpose: string }[];
  return { url, send, shown, logged, stop: () => sandbox.stop() };
}

describe('Codes by NetEase SMS, against the sandbox', () => {
  it('are made by the provider, six digits long, and told to us', async () => {
    const { send, shown, url } = await provider();
    const answer = await send('13900000001');
    expect(answer).toEqual({ kind: 'SENT', code: expect.stringMatching(/^\d{6}$/) as string });
    const { code } = answer as { code: string };
    expect(await shown('13900000001')).toMatchObject([{ code, purpose: '3057527' }]);
    const verify = async (given: string): Promise<unknown> => {
      const form = { mobile: '13900000001', code: given };
      return (JSON.parse((await callAction(url, account, 'verifycode', form)).text) as { code: number }).code;
    };
    expect([await verify(code), await verify('0000')]).toEqual([200, 413]);
  });

  it('are ours where the provider takes them, with their leading zeros', async () => {
    const { send, shown } = await provider();
    expect(await send('13900000001', { ownCode: true })).toEqual({ kind: 'SENT', code: ours });
    expect(await shown('13900000001')).toMatchObject([{ code: ours }]);
  });

  it.each<[string, SmsAnswer]>([
    ['13800030416', { kind: 'TOO_SOON', retryAfterSeconds: 60 }],
    ['13800030414', { kind: 'NOT_SENT', retrySafe: false }],
    ['13800030403', { kind: 'NOT_SENT', retrySafe: false }],
    ['13800030500', { kind: 'UNKNOWN' }],
    ['13800030999', { kind: 'NOT_SENT', retrySafe: false }],
    ['13800031099', { kind: 'UNKNOWN' }],
    ['13800040001', { kind: 'UNKNOWN' }],
  ])('to %s end as %j, and are sent once at the most', async (to, answer) => {
    const { send, shown } = await provider();
    expect(await send(to)).toEqual(answer);
    expect((await shown(to)).length).toBe(to === '13800040001' ? 1 : 0);
  });

  it('are refused with a wrong secret, whose failure has a shape of its own', async () => {
    const { send } = await provider();
    expect(await send('13900000001', { appSecret: 'wrong' })).toEqual({ kind: 'NOT_SENT', retrySafe: false });
  });

  it('were not sent when nobody could be reached; the log knows no number, code or secret', async () => {
    const { send, stop, logged } = await provider();
    await stop();
    expect(await send('13900000001')).toEqual({ kind: 'NOT_SENT', retrySafe: true });
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toMatch(/13900000001|012345|sms-secret/);
  });
});

describe('The answer to a code', () => {
  const answered = (body: unknown, ownCode = false): SmsAnswer => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const result = { kind: 'ANSWERED', status: 200, body: text, retryAfter: null, date: null } as const;
    return meaningOfSendCode(result, ours, { ownCode, retryAfterSeconds: 60 });
  };

  it.each([
    ['a number has lost its zeros', { code: 200, obj: 1234 }, { kind: 'SENT', code: '001234' }],
    ['no code in it', { code: 200, msg: '1' }, { kind: 'UNKNOWN' }],
    ['something else in it', { code: 200, obj: { code: '123456' } }, { kind: 'UNKNOWN' }],
    ['no result', {}, { kind: 'UNKNOWN' }],
    ['no JSON', '<html>', { kind: 'UNKNOWN' }],
  ])('means with %s what it means', (_name, body, meaning) => {
    expect(answered(body)).toEqual(meaning);
  });

  it('is ours where the provider took it and does not repeat it', () => {
    expect(answered({ code: 200, msg: '1' }, true)).toEqual({ kind: 'SENT', code: ours });
  });

  it('that is late, or no 200, may stand for a message', () => {
    const settings = { ownCode: true, retryAfterSeconds: 60 };
    expect(meaningOfSendCode({ kind: 'SILENT', why: 'x' }, ours, settings)).toEqual({ kind: 'UNKNOWN' });
    const gateway = { kind: 'ANSWERED', status: 502, body: '{"code":403}', retryAfter: null, date: null } as const;
    expect(meaningOfSendCode(gateway, ours, settings)).toEqual({ kind: 'UNKNOWN' });
  });
});
