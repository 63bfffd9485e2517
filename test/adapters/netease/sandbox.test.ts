import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { NeteaseGateway } from '../../../src/adapters/netease/gateway.ts';
import { startSandbox } from '../../../src/adapters/sandbox/start-sandbox.ts';
import { MemoryStore } from '../../../src/adapters/sandbox/store/memory-store.ts';
import { SandboxAppCredentials } from '../../../src/adapters/sandbox/sandbox-app-credentials.ts';
import type { DialAnswer } from '../../../src/application/ports/telephony-gateway.ts';
import type { ProviderSession } from '../../../src/domain/ids.ts';
import { endedBy, isPlausible, outcomeOf } from '../../../src/domain/report.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';
import { HandClock } from '../sandbox/hand-clock.ts';
import type { Door } from './callback-door.ts';
import { openDoor } from './callback-door.ts';
import { credentials, order } from './orders.ts';

interface Provider {
  readonly url: string;
  readonly gateway: NeteaseGateway;
  readonly clock: HandClock;
  readonly door: Door;
  readonly dial: (callee: string, maxSeconds?: number) => Promise<DialAnswer>;
  /** Dials a number that starts a call. */
  readonly start: (callee: string, maxSeconds?: number) => Promise<ProviderSession>;
  /** What really happened, newest first. */
  readonly truths: () => Promise<readonly { session: string; callees: string[] }[]>;
  readonly stop: () => Promise<void>;
}

async function provider(): Promise<Provider> {
  const clock = new HandClock('2026-01-05T04:00:00Z');
  const door = await openDoor();
  const sandbox = await startSandbox({
    host: '127.0.0.1',
    port: 0,
    clock,
    store: new MemoryStore(),
    log: () => undefined,
    settings: { ratePerSecond: 1000, rateBurst: 1000 },
    home: () => door.url,
  });
  onTestFinished(() => sandbox.stop());
  await new SandboxAppCredentials(sandbox.url).announce(credentials, door.url);
  const gateway = new NeteaseGateway({
    baseUrl: sandbox.url,
    deadlineMs: 1000,
    retryPausesMs: [1, 1],
    log: () => undefined,
  });
  const dial = (callee: string, maxSeconds = 60): Promise<DialAnswer> =>
    gateway.dial(credentials, order({ callee, maxSeconds }));
  const start = async (callee: string, maxSeconds?: number): Promise<ProviderSession> => {
    const answer = await dial(callee, maxSeconds);
    if (answer.kind !== 'STARTED') throw new Error(`${callee} was not started: ${JSON.stringify(answer)}`);
    return answer.session;
  };
  const truths = async (): Promise<readonly { session: string; callees: string[] }[]> =>
    (await (await fetch(`${sandbox.url}/sandbox/calls`)).json()) as { session: string; callees: string[] }[];
  return { url: sandbox.url, gateway, clock, door, dial, start, truths, stop: () => sandbox.stop() };
}

const refused = (providerCode: number, retryAfterSeconds: number | null = null) => ({
  kind: 'REJECTED',
  refusal: { providerCode, retryAfterSeconds },
});
const empty = { kind: 'REJECTED', refusal: { ...refused(403).refusal, cause: 'OUT_OF_MINUTES' } };
const started = { kind: 'STARTED', session: expect.stringMatching(/^[0-9a-f-]{36}$/) as string };
const ambiguous = (why: string): object => ({ kind: 'AMBIGUOUS', why });

describe('The gateway against the sandbox', () => {
  it.each<[string, object, number]>([
    ['13800000060', started, 1],
    ['13800010060', started, 1],
    ['13800020001', started, 1],
    ['13800020002', started, 1],
    ['13800020003', started, 1],
    ['13800020004', started, 1],
    ['13800020005', started, 1],
    ...[302, 403, 404, 405, 406, 414, 422, 509, 998, 999].map((code): [string, object, number] => [
      `1380003${String(code).padStart(4, '0')}`,
      refused(code),
      0,
    ]),
    ['13800030416', refused(416, 1), 0],
    ['13800030408', ambiguous('result code 408'), 0],
    ['13800030415', ambiguous('result code 415'), 0],
    ['13800030500', ambiguous('result code 500'), 0],
    ['13800030503', ambiguous('result code 503'), 0],
    ['13800031099', ambiguous('result code 1099'), 0],
    ['13800031500', ambiguous('result code 500'), 1],
    ['13800031503', ambiguous('result code 503'), 1],
    ['13800040001', ambiguous('no whole answer within the deadline'), 1],
    ['13800040002', ambiguous('ECONNRESET'), 1],
    ['13800040003', started, 1],
    ['13800040004', started, 1],
    ['13800040005', started, 1],
    ['13800040006', started, 1],
    ['13800040007', ambiguous('result code 200 without a session'), 1],
    ['13800040008', ambiguous('HTTP 502'), 0],
    ['13800040009', empty, 0],
    ['057186778825', started, 1],
  ])('tells what became of a start with %s, and never starts it twice', async (callee, answer, calls) => {
    const { dial, truths } = await provider();
    expect(await dial(callee)).toEqual(answer);
    expect(await truths()).toHaveLength(calls);
  });

  it('is refused by a wrong secret, whose failure has a shape of its own', async () => {
    const { gateway } = await provider();
    const wrong = { ...credentials, appSecret: 'wrong' };
    const { refusal } = refused(414);
    const dialled = { kind: 'REJECTED', refusal: { ...refusal, cause: 'BAD_HEADER' } };
    expect(await gateway.dial(wrong, order())).toMatchObject(dialled);
    const session = '7c4b7673-0000-4164-82a0-decb84d77914' as ProviderSession;
    const news = await gateway.query(wrong, { kind: 'CALL', session });
    expect(news).toMatchObject({ kind: 'UNKNOWN', badHeader: { providerAheadSeconds: expect.any(Number) as number } });
  });

  it.each([-361, 361])('is refused by a clock that is %i s off, and tells the difference', async (off) => {
    const { url } = await provider();
    const now = (): Date => new Date(Date.now() + off * 1000);
    const gateway = new NeteaseGateway({ baseUrl: url, log: () => undefined, now });
    const answer = await gateway.dial(credentials, order());
    expect(answer).toMatchObject({ kind: 'REJECTED', refusal: { cause: 'BAD_HEADER' } });
    const ahead = answer.kind === 'REJECTED' ? answer.badHeader?.providerAheadSeconds : undefined;
    expect(Math.abs((ahead ?? 0) + off)).toBeLessThanOrEqual(3);
  });

  it('follows a call from ringing to its end', async () => {
    const { gateway, clock, start } = await provider();
    const session = await start('13800000030');
    const news = (): Promise<unknown> => gateway.query(credentials, { kind: 'CALL', session });
    expect(await news()).toEqual({ kind: 'ALIVE', status: null, answeredAt: null });
    clock.advance(2);
    expect(await news()).toEqual({ kind: 'ALIVE', status: 'CALLER_RINGING', answeredAt: null });
    clock.advance(4);
    expect(await news()).toEqual({ kind: 'ALIVE', status: 'CALLEE_RINGING', answeredAt: null });
    clock.advance(4);
    const answeredAt = new Date('2026-01-05T04:00:09Z');
    expect(await news()).toEqual({ kind: 'ALIVE', status: 'IN_PROGRESS', answeredAt });
    clock.advance(60);
    expect(await news()).toMatchObject({ kind: 'ENDED', report: { session, source: 'QUERY', talkSeconds: 30 } });
  });

  it('follows a conference from its start to its end, which a callback tells like a query', async () => {
    const { gateway, clock, door } = await provider();
    const [caller, ...callees] = ['13800000001', '13800000030', '13800000020', '13800020002'];
    const parties = {
      kind: 'CONFERENCE',
      caller: PhoneNumber.restore(caller),
      callees: callees.map((digits) => PhoneNumber.restore(digits)),
    } as const;
    const answer = await gateway.dial(credentials, { ...order({ maxSeconds: 120 }), parties });
    if (answer.kind !== 'STARTED') throw new Error('The conference was not started.');
    const { session } = answer;
    const news = (): Promise<unknown> => gateway.query(credentials, { kind: 'CONFERENCE', session });
    clock.advance(6);
    expect(await news()).toEqual({ kind: 'ALIVE', status: null, answeredAt: null });
    clock.advance(4);
    expect(await news()).toEqual({
      kind: 'ALIVE',
      status: 'IN_PROGRESS',
      answeredAt: new Date('2026-01-05T04:00:09Z'),
    });
    clock.advance(120);
    await vi.waitUntil(() => door.received.length === 1, { timeout: 5000 });
    const report = door.received[0]!.report!;
    expect(report).toMatchObject({ kind: 'CONFERENCE', members: [caller, ...callees], talkSeconds: 30, legs: [] });
    expect(await news()).toEqual({ kind: 'ENDED', report: { ...report, source: 'QUERY' } });
    expect(await gateway.query(credentials, { kind: 'CALL', session })).toMatchObject({ kind: 'UNKNOWN' });
  });

  it('tells that a session is not known', async () => {
    const { gateway } = await provider();
    const session = '7c4b7673-0000-4164-82a0-decb84d77914' as ProviderSession;
    expect(await gateway.query(credentials, { kind: 'CALL', session })).toEqual({
      kind: 'UNKNOWN',
      why: 'result code 404',
      isMissing: true,
    });
  });

  it.each([
    ['13800000061', 61, 'COMPLETED', 'CALLEE'],
    ['13800010061', 61, 'COMPLETED', 'CALLER'],
    ['13800000500', 120, 'COMPLETED', 'LIMIT'],
    ['13800020001', 0, 'NO_ANSWER', 'PROVIDER'],
    ['13800020002', 0, 'BUSY', 'PROVIDER'],
    ['13800020003', 0, 'DECLINED', 'CALLEE'],
    ['13800020004', 0, 'NO_ANSWER', 'PROVIDER'],
    ['13800020005', 0, 'BUSY', 'PROVIDER'],
  ])('hears the end of %s in a callback that says the same as a query', async (callee, seconds, outcome, by) => {
    const { gateway, clock, door, start } = await provider();
    const session = await start(callee, 120);
    clock.advance(600);
    await vi.waitUntil(() => door.received.length === 1, { timeout: 5000 });
    const report = door.received[0]!.report!;
    expect(report).toMatchObject({ source: 'CALLBACK', session, caller: '13800000001', callee, talkSeconds: seconds });
    expect([isPlausible(report), outcomeOf(report), endedBy(report, 120)]).toEqual([true, outcome, by]);
    const news = await gateway.query(credentials, { kind: 'CALL', session });
    expect(news).toEqual({ kind: 'ENDED', report: { ...report, source: 'QUERY' } });
  });

  it('hears a callback that comes before the answer to the start', async () => {
    const { door, start } = await provider();
    const session = await start('13800040006');
    expect(door.received).toMatchObject([{ report: { session, talkSeconds: 5 } }]);
  });

  it('hears three equal reports where the provider sends three', async () => {
    const { clock, door, start } = await provider();
    const session = await start('13800040004');
    clock.advance(600);
    await vi.waitUntil(() => door.received.length === 3, { timeout: 5000 });
    expect(door.received.map(({ report }) => report?.session)).toEqual([session, session, session]);
    expect(new Set(door.received.map(({ bodyHash }) => bodyHash)).size).toBe(1);
  });

  it('knows whether the provider can be reached', async () => {
    const { gateway, stop } = await provider();
    expect(await gateway.reachable()).toBe(true);
    await stop();
    expect(await gateway.reachable()).toBe(false);
    expect(await gateway.dial(credentials, order())).toMatchObject({
      kind: 'REJECTED',
      refusal: { providerCode: null },
    });
  });
});
