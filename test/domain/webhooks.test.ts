import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { AppId, DeliveryId } from '../../src/domain/ids.ts';
import { afterAttempts } from '../../src/domain/webhooks/attempts.ts';
import { Delivery, wasTaken } from '../../src/domain/webhooks/delivery.ts';
import { nextAttempt } from '../../src/domain/webhooks/retry.ts';
import { webhookSecret } from '../../src/domain/webhooks/webhook-secret.ts';
import { requireWebhookUrl } from '../../src/domain/webhooks/webhook-url.ts';
import { PATIENCE_MS, Webhook } from '../../src/domain/webhooks/webhook.ts';
import * as a from '../support/a.ts';

const HOUR = 3600;
const url = 'https://receiver.example.cn/calls';
const app = 'app' as AppId;

const webhook = (): Webhook => Webhook.create({ app, account: a.accountId, url, sealedSecret: 'sealed 1' }, a.noon);

const delivery = (id = 'd1'): Delivery =>
  Delivery.queue({
    id: id as DeliveryId,
    account: a.accountId,
    app,
    call: null,
    type: 'webhook.test',
    body: '{}',
    createdAt: a.noon,
  });

const attempt = (status: number | null, at = a.noon) => ({
  at,
  url,
  headers: {},
  status,
  answer: status === null ? null : '',
  error: status === null ? 'the connection failed' : null,
  milliseconds: 1,
});

describe('HOOK-1: the URL of a webhook', () => {
  const problemOf = (text: string, allowHttp = false): unknown => {
    try {
      requireWebhookUrl(URL.canParse(text) ? new URL(text) : null, { allowHttp });
      return null;
    } catch (error) {
      return (error as { rejection: { problem: string } }).rejection.problem;
    }
  };

  test.each([
    ['https://receiver.example.cn/calls?of=us', null],
    ['https://receiver.example.cn:8443/', null],
    ['http://receiver.example.cn/', 'NOT_HTTPS'],
    ['ftp://receiver.example.cn/', 'NOT_HTTPS'],
    ['file:///etc/passwd', 'MALFORMED'],
    ['https://name@receiver.example.cn/', 'CREDENTIALS'],
    ['https://:word@receiver.example.cn/', 'CREDENTIALS'],
    ['https://receiver.example.cn/#part', 'FRAGMENT'],
    ['https://receiver.example.cn:22/', 'PORT'],
    ['https://receiver.example.cn:80/', 'PORT'],
    [`https://receiver.example.cn/${'x'.repeat(1000)}`, 'TOO_LONG'],
    ['receiver.example.cn', 'MALFORMED'],
    ['', 'MALFORMED'],
  ])('%s: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('may be http where that is configured, on the port of its own', () => {
    expect(problemOf('http://receiver.example.cn:80/', true)).toBeNull();
    expect(problemOf('http://receiver.example.cn:25/', true)).toBe('PORT');
  });
});

describe('HOOK-2: the secret of a webhook', () => {
  it('is written in base64, whatever the token was', () => {
    expect(webhookSecret('ab-_'.repeat(10) + 'abc')).toBe(`whsec_${'ab+/'.repeat(10)}abc=`);
  });

  it('signs together with the one before, until the overlap is over', () => {
    const rotated = webhook().rotateSecret('sealed 2', HOUR, a.noon);
    expect(rotated.signingSecrets(a.after(HOUR - 0.001))).toEqual(['sealed 2', 'sealed 1']);
    expect(rotated.signingSecrets(a.after(HOUR))).toEqual(['sealed 2']);
  });

  it('is one of two at most: of three, the oldest is gone', () => {
    const twice = webhook().rotateSecret('sealed 2', HOUR, a.noon).rotateSecret('sealed 3', HOUR, a.noon);
    expect(twice.signingSecrets(a.noon)).toEqual(['sealed 3', 'sealed 2']);
    expect(twice.rotateSecret('sealed 4', 0, a.noon).signingSecrets(a.noon)).toEqual(['sealed 4']);
  });
});

describe('HOOK-3: a delivery', () => {
  it('is taken by any status of success, and by nothing else', () => {
    const taken = [199, 200, 204, 299, 300, 301, 302, 400, 410, 500, null].filter((status) => wasTaken({ status }));
    expect(taken).toEqual([200, 204, 299]);
  });

  it('is tried after 5 s, 30 s, 2 min and so on, for 72 hours from the first attempt, and at their very end', () => {
    let one = delivery();
    let at = a.noon;
    const pauses: number[] = [];
    while (one.status === 'PENDING') {
      one = one.after(attempt(500, at), 0);
      if (one.dueAt === null) break;
      pauses.push((one.dueAt.getTime() - at.getTime()) / 1000);
      at = one.dueAt;
    }
    expect(pauses.slice(0, 9)).toEqual([5, 30, 120, 600, 1800, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR]);
    expect(pauses.reduce((sum, each) => sum + each)).toBe(PATIENCE_MS / 1000);
    expect(one).toMatchObject({ status: 'EXHAUSTED', attempts: pauses.length + 1, dueAt: null });
  });

  it('is tried later by chance, and never past the end', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    const property = fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 300_000_000 }),
      chance,
      check,
    );
    function check(attempts: number, sinceMs: number, chanceGiven: number): void {
      const at = new Date(a.noon.getTime() + sinceMs);
      const next = nextAttempt({ attempts, firstAt: a.noon }, at, chanceGiven);
      expect(next === null).toBe(sinceMs >= PATIENCE_MS);
      if (next === null) return;
      expect(next.getTime()).toBeGreaterThan(at.getTime());
      expect(next.getTime()).toBeLessThanOrEqual(a.noon.getTime() + PATIENCE_MS);
      const whole = nextAttempt({ attempts, firstAt: a.noon }, at, 0)!;
      const pause = whole.getTime() - at.getTime();
      expect(next.getTime() - at.getTime()).toBeGreaterThanOrEqual(Math.floor(pause * 0.8));
    }
    fc.assert(property);
  });

  it('stays delivered, whatever a late attempt says', () => {
    const taken = delivery().after(attempt(200), 0);
    expect(taken.after(attempt(500), 0)).toMatchObject({ status: 'DELIVERED', attempts: 2, dueAt: null });
  });

  it('begins anew when it is sent once more, by the same id', () => {
    const exhausted = delivery()
      .after(attempt(null), 0)
      .after(attempt(null, a.after(72 * HOUR)), 0);
    expect(exhausted.status).toBe('EXHAUSTED');
    const again = exhausted.resend();
    expect(again).toMatchObject({ id: 'd1', status: 'PENDING', attempts: 2, firstAt: null, dueAt: null });
    const later = a.after(100 * HOUR);
    expect(again.after(attempt(null, later), 0).dueAt).toEqual(new Date(later.getTime() + 5000));
  });
});

describe('HOOK-4: a webhook whose receiver takes nothing', () => {
  const tryAt = (before: Webhook, status: number | null, hours: number) =>
    afterAttempts(
      before,
      [delivery()],
      [{ delivery: 'd1' as DeliveryId, result: attempt(status, a.after(hours * HOUR)), chance: 0 }],
      a.after(hours * HOUR),
    );

  it('is disabled after 72 hours', () => {
    const first = tryAt(webhook(), null, 0);
    const almost = tryAt(first.webhook, 500, 71.99);
    expect([first, almost].map(({ webhook: one, givenUp }) => [one.isEnabled, givenUp])).toEqual([
      [true, false],
      [true, false],
    ]);
    const last = tryAt(almost.webhook, 500, 72);
    expect(last.givenUp).toBe(true);
    expect(last.webhook.disabled).toEqual({ by: 'FAILURES', since: a.after(72 * HOUR) });
  });

  it('is not where it took a single message meanwhile', () => {
    const failing = tryAt(webhook(), null, 0).webhook;
    const both = afterAttempts(
      failing,
      [delivery('d1'), delivery('d2')],
      [
        { delivery: 'd1' as DeliveryId, result: attempt(200, a.after(HOUR)), chance: 0 },
        { delivery: 'd2' as DeliveryId, result: attempt(500, a.after(HOUR)), chance: 0 },
      ],
      a.after(HOUR),
    );
    expect(both.webhook.failingSince).toBeNull();
    expect(tryAt(both.webhook, null, 73).webhook.isEnabled).toBe(true);
  });

  it('has failed at nothing yet once it is enabled, or moved', () => {
    const failing = tryAt(webhook(), null, 0).webhook;
    expect(failing.moveTo('https://elsewhere.example.cn/').failingSince).toBeNull();
    expect(failing.moveTo(url)).toBe(failing);
    expect(failing.disable('OPERATOR', a.noon).enable().failingSince).toBeNull();
  });
});
