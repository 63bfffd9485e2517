import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Course } from '../../../src/adapters/sandbox/call/course.ts';
import type { SandboxCall, SandboxStore } from '../../../src/adapters/sandbox/store/store.ts';
import { type StoreHome, storeHomes } from './stores.ts';

const now = new Date('2026-03-01T00:00:00.123Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const app = { appKey: 'key', appSecret: 'secret', replacedSecret: null, accid: 'alice', callbackUrl: 'http://one/' };
const course: Course = {
  setupSeconds: 1,
  callerRingSeconds: 4,
  calleeRingSeconds: 4,
  end: { kind: 'CONVERSATION', talkSeconds: 61, firstToHangUp: 'callee' },
  recordedLate: true,
};
const to = (...numbers: string[]): SandboxCall['callees'] => numbers.map((number) => ({ number, course }));
const aCall = (overrides: Partial<SandboxCall> = {}): SandboxCall => ({
  kind: 'CALL',
  session: randomUUID(),
  appKey: 'key',
  accid: 'alice',
  caller: '13900000001',
  callees: to('13800000061'),
  maxDur: 600,
  startedAt: now,
  ...overrides,
});
const leaseMs = 60_000;

describe.each(storeHomes)('a $kind store', ({ make }) => {
  let home: StoreHome;
  let store: SandboxStore;

  beforeEach(async () => {
    home = await make();
    store = home.open();
    await store.prepare();
    await store.saveApp(app);
  });

  afterEach(() => home.close());

  test('can be prepared by many servers at once, and again', async () => {
    const fresh = await make();
    const stores = Array.from({ length: 4 }, () => fresh.open());
    await Promise.all(stores.map((each) => each.prepare()));
    await stores[0]!.prepare();
    expect(await stores[1]!.listCalls({}, 10)).toEqual([]);
    await fresh.close();
  });

  test('replaces nothing of a known app but its callback address', async () => {
    const kept = await store.saveApp({ ...app, appSecret: 'other', accid: 'bob', callbackUrl: 'http://two/' });
    expect(kept).toEqual({ ...app, callbackUrl: 'http://two/' });
    expect(await store.findApp('key')).toEqual(kept);
    expect(await store.findApp('nobody')).toBeNull();
  });

  test('gives an app another secret in place of the one that it has, and keeps that one', async () => {
    const rotated = { ...app, appSecret: 'new', replacedSecret: 'secret' };
    expect(await store.rotateSecret('key', 'secret', 'new')).toEqual(rotated);
    expect(await store.rotateSecret('key', 'secret', 'another')).toBeNull();
    expect(await store.rotateSecret('nobody', 'secret', 'new')).toBeNull();
    expect(await store.findApp('key')).toEqual(rotated);
    expect(await store.saveApp({ ...app, callbackUrl: 'http://two/' })).toEqual({
      ...rotated,
      callbackUrl: 'http://two/',
    });
  });

  test('returns a call exactly as it was added', async () => {
    const call = aCall();
    await store.addCall(call, [], 0);
    expect(await store.findCall(call.session)).toEqual(call);
    expect(await store.findCall(randomUUID())).toBeNull();
  });

  test('returns a conference exactly as it was added, and finds it by each of its callees', async () => {
    const callees = [
      { number: '13800000001', course },
      { number: '13800020002', course: { ...course, end: { kind: 'CALLEE_LOST', calleeCause: 'USER_BUSY' } as const } },
      { number: '057186778825', course: { ...course, calleeRingSeconds: 5 } },
    ];
    const conference = aCall({ kind: 'CONFERENCE', callees });
    const call = aCall({ callees: to('13800020002') });
    await store.addCall(conference, [], 0);
    await store.addCall(call, [], 0);
    expect(await store.findCall(conference.session)).toEqual(conference);
    expect(await store.listCalls({ callee: '13800000001' }, 10)).toEqual([conference]);
    expect(await store.listCalls({ callee: '13800020002', caller: call.caller }, 10)).toEqual([call, conference]);
    expect(await store.listCallsAfter({ callee: '057186778825' }, null, 10)).toEqual([conference]);
    expect(await store.listCallsAfter({ callee: '13800020002' }, conference.session, 10)).toEqual([call]);
    expect(await store.listCalls({ callee: conference.caller }, 10)).toEqual([]);
  });

  test('lists the newest calls that fit every given part of the filter', async () => {
    await store.saveApp({ ...app, appKey: 'other' });
    const calls = [
      aCall(),
      aCall({ caller: '057186778825' }),
      aCall({ callees: to('13800000001') }),
      aCall({ appKey: 'other' }),
    ];
    for (const call of calls) await store.addCall(call, [], 0);
    const places = async (filter: Parameters<SandboxStore['listCalls']>[0], limit = 10): Promise<number[]> => {
      const found = await store.listCalls(filter, limit);
      return found.map(({ session }) => calls.findIndex((call) => call.session === session));
    };
    expect(await places({})).toEqual([3, 2, 1, 0]);
    expect(await places({}, 2)).toEqual([3, 2]);
    expect(await places({ appKey: 'key' })).toEqual([2, 1, 0]);
    expect(await places({ appKey: 'key', caller: '13900000001' })).toEqual([2, 0]);
    expect(await places({ appKey: 'key', caller: '13900000001', callee: '13800000061' })).toEqual([0]);
  });

  test('pages through calls in the order of their placing', async () => {
    const calls = Array.from({ length: 5 }, (_, index) => aCall({ callees: to(`1380000000${index % 2}`) }));
    for (const call of calls) await store.addCall(call, [], 0);
    const places = async (...asked: Parameters<SandboxStore['listCallsAfter']>): Promise<number[]> => {
      const found = await store.listCallsAfter(...asked);
      return found.map(({ session }) => calls.findIndex((call) => call.session === session));
    };
    expect(await places({}, null, 3)).toEqual([0, 1, 2]);
    expect(await places({}, calls[2]!.session, 3)).toEqual([3, 4]);
    expect(await places({ callee: '13800000000' }, calls[0]!.session, 3)).toEqual([2, 4]);
    expect(await places({}, randomUUID(), 1)).toEqual([0]);
  });

  test('hands out the oldest first, and tells the next time in any order of adding', async () => {
    const seconds = [30, 10, 20, 10];
    const sessions: string[] = [];
    for (const due of seconds) {
      sessions.push(randomUUID());
      await store.addCall(aCall({ session: sessions.at(-1)! }), [later(due)], 0);
    }
    const oldest = await store.claimDue(later(15), 10, leaseMs);
    expect(oldest.map(({ session }) => session).sort()).toEqual([sessions[1], sessions[3]].sort());
    expect(await store.nextDue(later(15))).toEqual(later(20));
    expect(await store.claimDue(later(30), 1, leaseMs)).toMatchObject([{ session: sessions[2] }]);
  });

  test('hands out what is due, once, and tells when the next falls due', async () => {
    const { session } = aCall();
    await store.addCall(aCall({ session }), [later(10), later(20)], 0);
    expect(await store.claimDue(later(9.999), 10, leaseMs)).toEqual([]);
    expect(await store.nextDue(now)).toEqual(later(10));
    const claimed = await store.claimDue(later(10), 10, leaseMs);
    const first = { session, copy: 1, attempts: 1, due: later(10), lastStatus: null, deliveredAt: null };
    expect(claimed).toMatchObject([first]);
    expect(await store.claimDue(later(10), 10, leaseMs)).toEqual([]);
    expect(await store.nextDue(later(10))).toEqual(later(20));
    expect(await store.nextDue(later(20))).toBeNull();
  });

  test('hands out no more than asked for', async () => {
    for (let i = 0; i < 3; i++) await store.addCall(aCall(), [now], 0);
    expect(await store.claimDue(now, 2, leaseMs)).toHaveLength(2);
    expect(await store.claimDue(now, 2, leaseMs)).toHaveLength(1);
  });

  test('hands out again what a claimant left lying, and lets its late failure change nothing', async () => {
    const call = aCall();
    await store.addCall(call, [now], 0);
    await store.claimDue(now, 1, 0);
    const again = await store.claimDue(now, 1, leaseMs);
    expect(again).toMatchObject([{ session: call.session, attempts: 2 }]);
    const late = { session: call.session, copy: 1, attempt: 1, status: 500, deliveredAt: null, nextDue: now };
    await store.recordAttempt(late);
    expect(await store.claimDue(now, 1, leaseMs)).toEqual([]);
    expect(await store.listDeliveries([call.session])).toMatchObject([{ lastStatus: null, attempts: 2 }]);
  });

  test('keeps a delivery for ever, whoever made it', async () => {
    const call = aCall();
    await store.addCall(call, [now], 0);
    await store.claimDue(now, 1, 0);
    await store.claimDue(now, 1, 0);
    const { session } = call;
    await store.recordAttempt({ session, copy: 1, attempt: 1, status: 200, deliveredAt: now, nextDue: null });
    await store.recordAttempt({ session, copy: 1, attempt: 2, status: 500, deliveredAt: null, nextDue: later(5) });
    expect(await store.listDeliveries([session])).toMatchObject([{ lastStatus: 200, deliveredAt: now, due: null }]);
    expect(await store.claimDue(later(10), 1, leaseMs)).toEqual([]);
  });

  test('retries a failed attempt at the time that was recorded with it', async () => {
    const { session } = aCall();
    await store.addCall(aCall({ session }), [now], 0);
    await store.claimDue(now, 1, leaseMs);
    await store.recordAttempt({ session, copy: 1, attempt: 1, status: null, deliveredAt: null, nextDue: later(5) });
    expect(await store.claimDue(later(4), 1, leaseMs)).toEqual([]);
    expect(await store.claimDue(later(5), 1, leaseMs)).toMatchObject([{ attempts: 2 }]);
  });

  test('adds a call with its first attempts already claimed', async () => {
    const { session } = aCall();
    const claimed = await store.addCall(aCall({ session }), [now, now], leaseMs);
    expect(claimed.map(({ copy, attempts }) => [copy, attempts])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(await store.claimDue(now, 10, leaseMs)).toEqual([]);
    expect(await store.listDeliveries([session, randomUUID()])).toMatchObject([{ attempts: 1 }, { attempts: 1 }]);
  });

  test('lists messages, newest first, of everybody or of one number', async () => {
    const messages = ['13800000001', '13800000002', '13800000001'].map((to, index) => ({
      to,
      code: String(index),
      purpose: 'REGISTRATION',
      text: `验证码 ${index}`,
      sentAt: later(index),
    }));
    for (const message of messages) await store.addMessage(message);
    expect(await store.listMessages(null, 2)).toEqual([messages[2], messages[1]]);
    expect(await store.listMessages('13800000001', 10)).toEqual([messages[2], messages[0]]);
  });

  test('lists mails, newest first, of everybody or of one address', async () => {
    const mails = ['a@example.cn', 'b@example.cn', 'a@example.cn'].map((to, index) => ({
      to,
      subject: `邀请 ${index}`,
      text: 'Good day,\n你好',
      sentAt: later(index),
    }));
    for (const mail of mails) await store.addMail(mail);
    expect(await store.listMails(null, 2)).toEqual([mails[2], mails[1]]);
    expect(await store.listMails('a@example.cn', 10)).toEqual([mails[2], mails[0]]);
  });

  test('keeps an order’s first payment', async () => {
    const payment = { orderId: 'order', amountFen: 2n ** 53n + 1n, reference: 'one', paidAt: now };
    expect(await store.addPayment(payment)).toEqual(payment);
    expect(await store.addPayment({ ...payment, amountFen: 5n, reference: 'two' })).toEqual(payment);
    expect(await store.listPayments(10)).toEqual([payment]);
  });
});
