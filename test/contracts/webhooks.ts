import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRepository, Saves } from '../../src/application/ports/account-repository.ts';
import type { WebhookQueue } from '../../src/application/ports/webhook-queue.ts';
import type { AccountId, AppId, DeliveryId } from '../../src/domain/ids.ts';
import { Delivery } from '../../src/domain/webhooks/delivery.ts';
import { Webhook } from '../../src/domain/webhooks/webhook.ts';
import * as a from '../support/a.ts';
import { anApp, openAccount } from './account-harness.ts';

export interface WebhooksHarness {
  readonly accounts: AccountRepository;
  /** Of two replicas. */
  readonly ours: WebhookQueue;
  readonly theirs: WebhookQueue;
  close(): Promise<void>;
}

const LEASE_SECONDS = 30;

export function webhooksContract(name: string, makeHarness: () => Promise<WebhooksHarness>): void {
  describe(`${name}: webhooks`, () => {
    let harness: WebhooksHarness;
    let account: AccountId;
    beforeEach(async () => {
      harness = await makeHarness();
      account = randomUUID() as AccountId;
      await openAccount(harness.accounts, account, 0);
    });
    afterEach(() => harness.close());

    const save = (saves: Saves): Promise<void> =>
      harness.accounts.decide(account, {}, () => ({ answer: undefined, saves }));

    async function aWebhook(): Promise<Webhook> {
      const app = anApp(account);
      await save({ app });
      const fields = { account, app: app.id, url: 'https://a.example.cn/', sealedSecret: 'sealed 1' };
      const webhook = Webhook.create(fields, a.noon);
      await save({ webhook });
      return webhook;
    }

    const message = (app: AppId): Delivery => {
      const of = { id: randomUUID() as DeliveryId, account, app, call: null };
      return Delivery.queue({ ...of, type: 'webhook.test', body: '{"客服":1}', createdAt: a.noon });
    };

    const attempt = (status: number | null) => {
      const told = status === null ? { answer: null, error: 'silence' } : { answer: 'no', error: null };
      return { at: a.noon, url: 'https://a.example.cn/', headers: { a: 'b' }, status, ...told, milliseconds: 7 };
    };

    const found = (app: AppId, ...ids: DeliveryId[]) =>
      harness.accounts.decide(account, { webhook: app, deliveries: ids }, (facts) => ({ answer: facts }));

    it('are found as they were saved, and are null where there is none', async () => {
      const webhook = await aWebhook();
      expect((await found(webhook.app)).webhook).toEqual(webhook);
      const next = webhook.rotateSecret('sealed 2', 60, a.noon).failed(a.noon, a.noon).disable('OPERATOR', a.noon);
      await save({ webhook: next });
      expect((await found(webhook.app)).webhook).toEqual(next);
      const other = anApp(account);
      await save({ app: other });
      expect((await found(other.id)).webhook).toBeNull();
    });

    it('have deliveries, which become something', async () => {
      const { app } = await aWebhook();
      const [one, other] = [message(app), message(app)];
      await save({ deliveries: [one, other] });
      const next = one.after(attempt(500), 0);
      await save({ deliveries: [next], attempts: [{ ...attempt(500), account, delivery: one.id, number: 1 }] });
      const { deliveries } = await found(app, one.id, other.id, 'no id' as DeliveryId);
      expect(new Map(deliveries.map((each) => [each.id, each]))).toEqual(
        new Map([
          [one.id, next],
          [other.id, other],
        ]),
      );
      await expect(
        harness.accounts.decide(account, { delivery: randomUUID() as DeliveryId }, () => ({ answer: undefined })),
      ).rejects.toMatchObject({ rejection: { code: 'NOT_FOUND', what: 'DELIVERY' } });
    });

    it('are forwarded to where they are enabled, and nowhere else', async () => {
      const enabled = await aWebhook();
      const disabled = await aWebhook();
      await save({ webhook: disabled.disable('OPERATOR', a.noon) });
      const bare = anApp(account);
      await save({ app: bare });
      const messages = [enabled.app, disabled.app, bare.id].map(message);
      for (const forwarding of messages) await save({ forwarding });
      const { deliveries } = await found(enabled.app, ...messages.map(({ id }) => id));
      expect(deliveries).toEqual([messages[0]]);
    });

    it('are claimed once, while something is due', async () => {
      const { app } = await aWebhook();
      const { ours, theirs } = harness;
      expect(await ours.claim(a.noon, 9, LEASE_SECONDS)).toEqual([]);
      const one = message(app);
      await save({ forwarding: one });
      const [claimed] = await ours.claim(a.noon, 9, LEASE_SECONDS);
      expect(claimed).toMatchObject({ account, app });
      expect(await theirs.claim(a.noon, 9, LEASE_SECONDS)).toEqual([]);
      expect(await ours.due(claimed!, a.noon, 9)).toEqual([one]);
      await ours.release(claimed!);
      const [again] = await theirs.claim(a.noon, 9, LEASE_SECONDS);
      expect(again?.token).toBeGreaterThan(claimed!.token);
      // Whose claim has run out gives no other's back.
      await ours.release(claimed!);
      expect(await ours.claim(a.noon, 9, LEASE_SECONDS)).toEqual([]);
    });

    it('are not claimed before the time of what failed, nor while they are disabled', async () => {
      const webhook = await aWebhook();
      const failed = message(webhook.app).after(attempt(null), 0);
      await save({ deliveries: [failed] });
      expect(await harness.ours.claim(a.noon, 9, LEASE_SECONDS)).toEqual([]);
      await save({ webhook: webhook.disable('FAILURES', a.noon) });
      expect(await harness.ours.claim(a.after(5), 9, LEASE_SECONDS)).toEqual([]);
      await save({ webhook: webhook.enable() });
      const [claimed] = await harness.ours.claim(a.after(5), 9, LEASE_SECONDS);
      expect(await harness.ours.due(claimed!, a.after(5), 9)).toEqual([failed]);
    });

    it('have their turns in the order of the last ones, some at a time, and messages in theirs', async () => {
      const webhooks = [await aWebhook(), await aWebhook(), await aWebhook()];
      for (const { app } of webhooks) await save({ deliveries: [message(app), message(app)] });
      const turns: AppId[] = [];
      for (let turn = 0; turn < 6; turn++) {
        const [claimed, ...others] = await harness.ours.claim(a.noon, 1, LEASE_SECONDS);
        expect(others).toEqual([]);
        expect(await harness.ours.due(claimed!, a.noon, 1)).toHaveLength(1);
        turns.push(claimed!.app);
        await harness.ours.release(claimed!);
      }
      expect(new Set(turns.slice(0, 3)).size).toBe(3);
      expect(turns.slice(3)).toEqual(turns.slice(0, 3));
    });
  });
}
