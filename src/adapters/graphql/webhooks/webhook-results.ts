import { Field, ObjectType } from 'type-graphql';
import type { KeyedWebhook } from '../../../application/webhooks/set-webhook.ts';
import { resultOf } from '../rejections/rejections.ts';
import { DeliveryView } from './delivery.ts';
import { WebhookView, webhookView } from './webhook.ts';

const REPLAYED = 'Whether the idempotency key had been used for it before.';

/** What an order that may tell a secret leads to; no type of its own in the schema. */
@ObjectType()
abstract class KeyedWebhookView {
  @Field(() => WebhookView, { description: 'The webhook as it is.' })
  readonly webhook: WebhookView;

  @Field(() => String, {
    nullable: true,
    description: 'Its secret, `whsec_` and base64, told this once; null where this order made none, or is a repeat.',
  })
  readonly secret: string | null;

  @Field(() => Boolean, { description: REPLAYED })
  readonly replayed: boolean;

  constructor({ webhook, secret, replayed }: KeyedWebhook) {
    this.webhook = webhookView(webhook);
    this.secret = secret;
    this.replayed = replayed;
  }
}

@ObjectType({ description: "The ends of the app's calls are forwarded there; the trail says by whom." })
export class SetWebhookSuccess extends KeyedWebhookView {}

@ObjectType({ description: 'Messages are signed with the new secret, and with the one before for a while.' })
export class RotateWebhookSecretSuccess extends KeyedWebhookView {}

/** What was switched; no type of its own in the schema. */
@ObjectType()
abstract class SwitchedWebhookView {
  @Field(() => WebhookView, { description: 'The webhook as it is.' })
  readonly webhook: WebhookView;

  @Field(() => Boolean, { description: REPLAYED })
  readonly replayed: boolean;

  constructor(webhook: WebhookView, replayed: boolean) {
    this.webhook = webhook;
    this.replayed = replayed;
  }
}

@ObjectType({ description: 'Messages are queued and sent.' })
export class EnableWebhookSuccess extends SwitchedWebhookView {}

@ObjectType({ description: 'Nothing is queued or sent.' })
export class DisableWebhookSuccess extends SwitchedWebhookView {}

/** What was queued; no type of its own in the schema. */
@ObjectType()
abstract class QueuedDeliveryView {
  @Field(() => DeliveryView, { description: 'The message as it is.' })
  readonly delivery: DeliveryView;

  @Field(() => Boolean, { description: REPLAYED })
  readonly replayed: boolean;

  constructor(delivery: DeliveryView, replayed: boolean) {
    this.delivery = delivery;
    this.replayed = replayed;
  }
}

@ObjectType({ description: 'A test message is on its way.' })
export class TestWebhookSuccess extends QueuedDeliveryView {}

@ObjectType({ description: 'The message is on its way once more.' })
export class ResendDeliverySuccess extends QueuedDeliveryView {}

/** What can be wrong with any decision about a customer. */
const anyway = ['NOT_ALLOWED', 'INVALID_TEXT', 'NOT_FOUND', 'IDEMPOTENCY_MISMATCH'] as const;

export const SetWebhookResult = resultOf(
  'SetWebhook',
  SetWebhookSuccess,
  ...anyway,
  'ACCOUNT_CLOSED',
  'WEBHOOK_URL_REFUSED',
);

export const RotateWebhookSecretResult = resultOf(
  'RotateWebhookSecret',
  RotateWebhookSecretSuccess,
  ...anyway,
  'ACCOUNT_CLOSED',
  'INVALID_DURATION',
);

export const EnableWebhookResult = resultOf('EnableWebhook', EnableWebhookSuccess, ...anyway, 'ACCOUNT_CLOSED');
export const DisableWebhookResult = resultOf('DisableWebhook', DisableWebhookSuccess, ...anyway);
export const TestWebhookResult = resultOf('TestWebhook', TestWebhookSuccess, ...anyway, 'WEBHOOK_DISABLED');
export const ResendDeliveryResult = resultOf('ResendDelivery', ResendDeliverySuccess, ...anyway, 'WEBHOOK_DISABLED');
