import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signedHeaders } from '../../src/adapters/webhooks/standard-signature.ts';
import type { WebhookMessage } from '../../src/application/ports/webhook-sender.ts';
import type { AccountId, ProviderSession } from '../../src/domain/ids.ts';
import type { Principal } from '../../src/domain/principal.ts';
import * as a from '../support/a.ts';
import { operatorOf } from '../support/operators.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

const url = 'https://receiver.example.cn/calls';

interface Hooked {
  readonly world: Scenario;
  readonly one: Customer;
  readonly operator: Principal;
  readonly secret: string;
  readonly command: () => { account: AccountId; reason: string; idempotencyKey: string };
}

async function hooked(): Promise<Hooked> {
  const world = scenario();
  const one = await world.customer();
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const command: Hooked['command'] = () => {
    return { account: one.id, reason: 'ticket 4711', idempotencyKey: world.random.token() };
  };
  const made = await world.application.setWebhook(operator, { ...command(), app: one.app.id, url });
  return { world, one, operator, secret: made.secret!, command };
}

/** A call that is talked, or not, and ends. */
async function talk({ world, one }: Hooked, talkSeconds: number, reference: string | null = null): Promise<string> {
  world.clock.advance(3600);
  const call = await world.start(one, { reference });
  await world.deliver(one.app, a.report({ session: call.session!, talkSeconds, createdAt: null }));
  return call.id;
}

async function sendAll({ world }: Hooked): Promise<void> {
  while ((await world.application.sendWebhooks()) > 0);
}

const bodyOf = ({ body }: WebhookMessage) => JSON.parse(body) as { type: string; data: Record<string, unknown> };
const deliveriesOf = ({ world, one }: Hooked) => [...world.records(one.id).deliveries.values()];

/** @throws where the headers that a message is sent with do not verify by that secret, as the standard's own library has it. */
function verify(message: WebhookMessage, secret: string): void {
  const headers = { ...signedHeaders(message, message.secrets) };
  const now = Math.floor(Date.now() / 1000);
  // The library knows no other time than the machine's: the message is taken for one that was sent now.
  const sentNow = signedHeaders({ ...message, at: new Date(now * 1000) }, message.secrets);
  expect(headers['webhook-timestamp']).toBe(String(Math.floor(message.at.getTime() / 1000)));
  new Verifier(secret).verify(message.body, { ...sentNow });
}

describe('CALLBACK-2: the end of a call', () => {
  it('is forwarded once, in whatever way it ended', async () => {
    const it = await hooked();
    const { world, one, secret } = it;
    const talked = await talk(it, 61, 'order 7');
    const silent = await talk(it, 0);
    world.clock.advance(3600);
    world.outside.dial = () =>
      ({ kind: 'REFUSED', refusal: { code: 416, retryAfterSeconds: null, cause: null } }) as never;
    const { id: rejected } = await world.start(one);
    await sendAll(it);
    expect(
      world.outside.posted.map((message) => [message.url, bodyOf(message).type, bodyOf(message).data['id']]),
    ).toEqual([
      [url, 'call.ended', talked],
      [url, 'call.ended', silent],
      [url, 'call.ended', rejected],
    ]);
    const [first] = world.outside.posted;
    expect(bodyOf(first!).data).toMatchObject({
      kind: 'CALL',
      status: 'COMPLETED',
      caller: a.caller.digits,
      callees: [a.callee.digits],
      reference: 'order 7',
      talkSeconds: 61,
      minutes: 2,
      charge: '0.24',
      lateCharge: null,
    });
    verify(first!, secret);
    expect(deliveriesOf(it).map(({ status }) => status)).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED']);
  });

  it('of a conference too, and what was charged after a void', async () => {
    const it = await hooked();
    const { world, one } = it;
    await world.confer(one);
    const conference = [...world.records(one.id).calls.values()].at(-1)!;
    const members = [a.caller, ...a.callees].map(({ digits }) => digits);
    const told = { session: conference.session!, talkSeconds: 60, createdAt: null, members } as const;
    await world.deliver(one.app, a.conferenceReport(told));
    world.clock.advance(3600);
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'silence' });
    const lost = await world.start(one);
    world.clock.advance(73 * 3600);
    while ((await world.application.resolveOverdueCalls()) > 0);
    await world.deliver(
      one.app,
      a.report({ session: 'late' as ProviderSession, talkSeconds: 60, createdAt: lost.order.placedAt }),
    );
    await sendAll(it);
    expect(world.outside.posted.map((message) => [bodyOf(message).type, bodyOf(message).data['id']])).toEqual([
      ['call.ended', conference.id],
      ['call.ended', lost.id],
      ['call.charged_late', lost.id],
    ]);
    expect(bodyOf(world.outside.posted[0]!).data).toMatchObject({ kind: 'CONFERENCE', callees: members.slice(1) });
    expect(bodyOf(world.outside.posted[2]!).data).toMatchObject({ status: 'FAILED', lateCharge: '0.12', charge: null });
  });

  it('is queued for nobody where the app has no webhook, or a disabled one', async () => {
    const it = await hooked();
    const { world, one, operator, command } = it;
    await world.application.disableWebhook(operator, { ...command(), app: one.app.id });
    await talk(it, 60);
    const other = await world.customer();
    const call = await world.start(other, { callee: '13800000077' });
    const told = { session: call.session!, callee: '13800000077', talkSeconds: 60, createdAt: null };
    await world.deliver(other.app, a.report(told));
    expect([world.call(other.id, call.id).status, deliveriesOf(it), world.records(other.id).deliveries.size]).toEqual([
      'COMPLETED',
      [],
      0,
    ]);
  });
});

describe('HOOK-3: a receiver that is down', () => {
  it('for an hour gets everything once it is back, signed right, each message by its own id', async () => {
    const it = await hooked();
    const { world, secret } = it;
    world.outside.receive = () => ({ status: null, answer: null, error: 'the connection failed (ECONNREFUSED)' });
    const calls: string[] = [];
    for (let n = 0; n < 5; n++) {
      calls.push(await talk(it, 60 + n));
      // An hour for the first; the others end while it is down, too.
      for (let minute = 0; minute < 12; minute++) {
        await sendAll(it);
        world.clock.advance(60);
      }
    }
    const failed = world.outside.posted.length;
    expect(failed).toBeGreaterThan(20);
    expect(deliveriesOf(it).every(({ status }) => status === 'PENDING')).toBe(true);

    world.outside.receive = () => ({ status: 200 });
    for (let minute = 0; minute < 300; minute++) {
      await sendAll(it);
      world.clock.advance(60);
    }
    const got = world.outside.posted.slice(failed);
    expect(got.map((message) => bodyOf(message).data['id']).sort()).toEqual([...calls].sort());
    for (const message of got) verify(message, secret);
    const idOf = new Map(world.outside.posted.map((message) => [message.body, message.id]));
    expect(new Set(world.outside.posted.map((message) => `${message.body} ${message.id}`)).size).toBe(idOf.size);
    const { attempts, webhooks } = world.records(it.one.id);
    expect(attempts).toHaveLength(world.outside.posted.length);
    expect(webhooks.get(it.one.app.id)?.failingSince).toBeNull();
  });

  it('keeps no other receiver waiting', async () => {
    const it = await hooked();
    const { world, operator } = it;
    const other = await world.customer();
    const order = { account: other.id, reason: 'r', idempotencyKey: 'other', app: other.app.id };
    await world.application.setWebhook(operator, { ...order, url: 'https://alive.example.cn/' });
    for (let n = 0; n < 20; n++) await talk(it, 60);
    const call = await world.start(other, { callee: '13800000077' });
    const told = { session: call.session!, callee: '13800000077', talkSeconds: 60, createdAt: null };
    await world.deliver(other.app, a.report(told));
    let giveUp: () => void = () => undefined;
    const silence = new Promise<void>((resolve) => (giveUp = resolve));
    world.outside.receive = async (message) => {
      if (message.url === url) await silence;
      return { status: 200 };
    };
    const stuck = world.application.sendWebhooks();
    while (!world.outside.posted.some((message) => message.url !== url)) await new Promise(setImmediate);
    expect(world.outside.posted.filter((message) => message.url === url)).toHaveLength(8);
    giveUp();
    await stuck;
  });

  it('for 72 hours is given up: disabled, with an alarm and a notice, until an operator enables it', async () => {
    const it = await hooked();
    const { world, one, operator, command } = it;
    world.outside.receive = () => ({ status: 503 });
    await talk(it, 60);
    for (let hour = 0; hour <= 73; hour++) {
      await sendAll(it);
      world.clock.advance(3600);
    }
    expect(deliveriesOf(it).map(({ status }) => status)).toEqual(['EXHAUSTED']);
    expect(world.openAlarms(one.id)).toEqual(['WEBHOOK_DISABLED']);
    const notices = [...world.records(one.id).notices.values()].map(({ facts }) => facts);
    expect(notices).toMatchObject([{ kind: 'WEBHOOK_DISABLED', appName: one.app.name, url }]);
    const order = { ...command(), app: one.app.id };
    expect(await refused(world.application.testWebhook(operator, order))).toMatchObject({
      code: 'WEBHOOK_DISABLED',
      by: 'FAILURES',
    });
    await world.application.enableWebhook(operator, { ...command(), app: one.app.id });
    expect(world.openAlarms(one.id)).toEqual([]);
    world.outside.receive = () => ({ status: 200 });
    const [exhausted] = deliveriesOf(it);
    await world.application.resendDelivery(operator, { ...command(), delivery: exhausted!.id });
    await sendAll(it);
    expect(deliveriesOf(it)).toMatchObject([{ id: exhausted!.id, status: 'DELIVERED' }]);
  });
});

describe('HOOK-2: the secret', () => {
  it('is told once, and after a rotation both sign for a day', async () => {
    const it = await hooked();
    const { world, one, operator, command, secret } = it;
    const order = { ...command(), app: one.app.id, overlapSeconds: null };
    const rotated = await world.application.rotateWebhookSecret(operator, order);
    expect(await world.application.rotateWebhookSecret(operator, order)).toMatchObject({
      secret: null,
      replayed: true,
    });
    expect(rotated.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await talk(it, 60);
    await sendAll(it);
    verify(world.outside.posted[0]!, secret);
    verify(world.outside.posted[0]!, rotated.secret!);
    world.clock.advance(86_400);
    await talk(it, 60);
    await sendAll(it);
    verify(world.outside.posted[1]!, rotated.secret!);
    expect(() => verify(world.outside.posted[1]!, secret)).toThrow('No matching signature found');
    const logged = JSON.stringify(world.outside.logs);
    expect([secret, rotated.secret!].some((one) => logged.includes(one))).toBe(false);
  });

  it('stays when the address changes', async () => {
    const it = await hooked();
    const { world, one, operator, command, secret } = it;
    const moved = { ...command(), app: one.app.id, url: 'https://elsewhere.example.cn/' };
    expect(await world.application.setWebhook(operator, moved)).toMatchObject({ secret: null, replayed: false });
    const { delivery } = await world.application.testWebhook(operator, { ...command(), app: one.app.id });
    await sendAll(it);
    expect(world.outside.posted).toMatchObject([{ id: delivery.id, url: 'https://elsewhere.example.cn/' }]);
    verify(world.outside.posted[0]!, secret);
  });
});

describe('HOOK-5: a test message', () => {
  it('is sent once for each key', async () => {
    const it = await hooked();
    const { world, one, operator, command } = it;
    const order = { ...command(), app: one.app.id };
    const first = await world.application.testWebhook(operator, order);
    await sendAll(it);
    const again = await world.application.testWebhook(operator, order);
    expect(again).toMatchObject({ replayed: true, delivery: { id: first.delivery.id, status: 'DELIVERED' } });
    expect(world.outside.posted.map((message) => bodyOf(message).type)).toEqual(['webhook.test']);
  });

  it('needs a webhook, and a URL that may be', async () => {
    const it = await hooked();
    const { world, operator } = it;
    const other = await world.customer();
    const order = { account: other.id, app: other.app.id, reason: 'r', idempotencyKey: 'k' };
    expect(await refused(world.application.testWebhook(operator, order))).toMatchObject({ what: 'WEBHOOK' });
    const odd = { ...order, url: 'http://receiver.example.cn/' };
    expect(await refused(world.application.setWebhook(operator, odd))).toMatchObject({ problem: 'NOT_HTTPS' });
  });
});
