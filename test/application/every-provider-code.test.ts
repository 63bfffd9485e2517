import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { NeteaseGateway } from '../../src/adapters/netease/gateway.ts';
import { SandboxAppCredentials } from '../../src/adapters/sandbox/sandbox-app-credentials.ts';
import { startSandbox } from '../../src/adapters/sandbox/start-sandbox.ts';
import { MemoryStore } from '../../src/adapters/sandbox/store/memory-store.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { Kind } from '../../src/domain/parties.ts';
import { providerErrors } from '../../src/domain/provider-errors.ts';
import { openDoor } from '../adapters/netease/callback-door.ts';
import { credentials } from '../adapters/netease/orders.ts';
import { HandClock } from '../adapters/sandbox/hand-clock.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

interface Line {
  readonly world: Scenario;
  readonly one: Customer;
  /** What is placed with this number as the first whom it invites. */
  readonly start: (callee: string) => Promise<AnyCall>;
  readonly now: (call: AnyCall) => AnyCall;
  /** Balance and what is reserved of it, in fen. */
  readonly money: () => readonly bigint[];
  /** Lets time pass here and there, and delivers what the sandbox reports meanwhile. */
  readonly hear: (seconds: number) => Promise<void>;
}

/** A customer with 1000 yuan whose calls go over the wire to a sandbox. */
async function line(kind: Kind): Promise<Line> {
  const world = scenario();
  const one = await world.customer();
  const clock = new HandClock(world.clock.service().toISOString());
  const door = await openDoor();
  const sandbox = await startSandbox({
    host: '127.0.0.1',
    port: 0,
    clock,
    store: new MemoryStore(),
    log: () => undefined,
    home: () => door.url,
  });
  onTestFinished(() => sandbox.stop());
  await new SandboxAppCredentials(sandbox.url).announce(credentials, door.url);
  const gateway = new NeteaseGateway({ baseUrl: sandbox.url, log: () => undefined });
  // The world's clock stands still on a day long past; the gateway's does not.
  const sendBefore = new Date('2100-01-01');
  world.outside.dial = (order) => gateway.dial(credentials, { ...order, sendBefore });
  world.outside.query = (session) => gateway.query(credentials, { kind, session });
  const hear = async (seconds: number): Promise<void> => {
    world.clock.advance(seconds);
    clock.advance(seconds);
    await vi.waitUntil(() => door.received.length === 1, { timeout: 5000 });
    await world.deliver(one.app, door.received[0]!.report);
  };
  return {
    world,
    one,
    start: (callee) =>
      kind === 'CALL'
        ? world.start(one, { callee })
        : world.confer(one, { callees: [callee, '13800000020', '13800000031'] }),
    now: ({ id }) => world.call(one.id, id),
    money: () => [world.account(one.id).balance.fen, world.account(one.id).reserved.fen],
    hear,
  };
}

const codesOf = (meaning: string): readonly number[] =>
  providerErrors.filter(({ startClass }) => startClass === meaning).map(({ providerCode }) => providerCode);
const numberOf = (code: number): string => `1380003${String(code).padStart(4, '0')}`;

describe.each<Kind>(['CALL', 'CONFERENCE'])('CALL-8: each of the 17 codes, over the wire, to a %s', (kind) => {
  test('200: the call is dialled, and costs what it talked', async () => {
    const { start, now, money, hear } = await line(kind);
    const call = await start('13800000061');
    expect([call.status, money()]).toEqual(['DIALING', [1000_00n, 60n]]);
    await hear(120);
    expect([now(call).status, money()]).toEqual(['COMPLETED', [1000_00n - 24n, 0n]]);
  });

  test.each(codesOf('REJECTED'))('%i: the call is REFUSED, and nothing is held or charged', async (code) => {
    const { world, one, start, money } = await line(kind);
    const call = await start(numberOf(code));
    expect(call.state).toMatchObject({ status: 'REFUSED', money: 'VOIDED', refusal: { providerCode: code } });
    expect(money()).toEqual([1000_00n, 0n]);
    expect(world.openAlarms(one.id)).toEqual(code === 422 ? ['APP_KEY_DISABLED'] : []);
    // By then a start that waits for its turn after a 416 has it.
    world.clock.advanceWall(2);
    const next = world.start(one, { callee: '13800000062' });
    if (code === 422) expect((await refused(next)).code).toBe('PROVIDER_ACCOUNT_DISABLED');
    else expect((await next).status).toBe('DIALING');
  });

  test.each(codesOf('AMBIGUOUS'))('%i: the call is UNCONFIRMED, and voided at the horizon', async (code) => {
    const { world, one, start, now, money } = await line(kind);
    const call = await start(numberOf(code));
    expect([call.status, money()]).toEqual(['UNCONFIRMED', [1000_00n, 60n]]);
    world.clock.advance(72 * 3600);
    await world.application.resolveOverdueCalls();
    expect(now(call).state).toMatchObject({ status: 'FAILED', money: 'VOIDED', refusal: null });
    expect(money()).toEqual([1000_00n, 0n]);
    expect(world.openAlarms(one.id)).toEqual(['HORIZON_VOID']);
  });

  test.each([500, 503])('%i, although it was dialled: its callback settles it', async (code) => {
    const { start, now, money, hear } = await line(kind);
    const call = await start(`1380003${code + 1000}`);
    expect([call.status, money()]).toEqual(['UNCONFIRMED', [1000_00n, 60n]]);
    await hear(120);
    expect([now(call).status, money()]).toEqual(['COMPLETED', [1000_00n - 12n, 0n]]);
  });
});
