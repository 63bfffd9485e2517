import { webhookGivenUp } from '../../domain/notice.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';
import type { Made } from '../../domain/webhooks/attempts.ts';
import { afterAttempts, webhookAlarm } from '../../domain/webhooks/attempts.ts';
import type { Webhook } from '../../domain/webhooks/webhook.ts';
import type { Ports } from '../ports/ports.ts';
import type { ClaimedWebhook } from '../ports/webhook-queue.ts';
import { openSigningSecrets } from './webhook-secrets.ts';

/** Webhooks whose turn it is at once, and messages of each: few enough that a run is over long before its claims are. */
const WEBHOOKS_PER_RUN = 16;
const MESSAGES_PER_TURN = 8;
/** Wall time: an attempt takes 5 seconds at most. */
const LEASE_SECONDS = 30;

/**
 * CALLBACK-2, HOOK-3: sends what is due, each webhook's messages in its own turn, so that a receiver that answers nobody
 * keeps no other waiting. What an attempt told is a fact, whoever holds the claim by then. A crash between an attempt and
 * its record sends the message again, by the same id. Answers how many webhooks had a turn.
 */
export function sendWebhooks(ports: Ports) {
  const { webhookQueue, clock, log } = ports;
  const takeTurn = turnOf(ports);
  return async (): Promise<number> => {
    const claimed = await webhookQueue.claim(clock.wall(), WEBHOOKS_PER_RUN, LEASE_SECONDS);
    const turns = claimed.map(async (one) => {
      await takeTurn(one).catch((error: unknown) => {
        log('error', 'What is due for a webhook could not be sent; it is tried again.', { app: one.app, error });
      });
      await webhookQueue.release(one);
    });
    await Promise.all(turns);
    return claimed.length;
  };
}

function turnOf(ports: Ports) {
  const { accounts, webhookQueue, clock } = ports;
  const send = sendOne(ports);
  return async (claimed: ClaimedWebhook): Promise<void> => {
    const { account, app } = claimed;
    const webhook = await accounts.decide(account, { webhook: app }, (facts) => ({ answer: facts.webhook }));
    if (webhook === null || !webhook.isEnabled) return;
    const due = await webhookQueue.due(claimed, clock.wall(), MESSAGES_PER_TURN);
    const made = await Promise.all(due.map((delivery) => send(webhook, delivery)));
    if (made.length > 0) await record(ports, claimed, made);
  };
}

function sendOne(ports: Ports) {
  const { webhookSender, clock, random, log } = ports;
  return async (webhook: Webhook, { id, body, type }: Delivery): Promise<Made> => {
    const secrets = openSigningSecrets(ports, webhook, clock.service());
    const result = await webhookSender.send({ url: webhook.url, id, body, secrets, at: clock.wall() });
    const { status, error, milliseconds } = result;
    log('info', 'A message was sent to a webhook.', {
      app: webhook.app,
      delivery: id,
      type,
      status,
      error,
      milliseconds,
    });
    return { delivery: id, result, chance: chanceOf(random.code()) };
  };
}

function record({ accounts }: Ports, { account, app }: ClaimedWebhook, made: readonly Made[]): Promise<void> {
  const keys = { app, webhook: app, deliveries: made.map(({ delivery }) => delivery) };
  return accounts.decide(account, keys, ({ app: of, webhook: before, deliveries: known, now }) => {
    if (before === null) return { answer: undefined };
    const { givenUp, ...saves } = afterAttempts(before, known, made, now);
    const alarms = givenUp ? [{ ...webhookAlarm(before), openedAt: now }] : [];
    const notices = givenUp ? [webhookGivenUp(before.url, of, now)] : [];
    return { answer: undefined, saves: { ...saves, alarms, notices } };
  });
}

/** Six digits as a number from 0 to 1. */
function chanceOf(digits: string): number {
  return Number(digits) / 1_000_000;
}
