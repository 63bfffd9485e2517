import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Attempt, Delivery, DeliveryStatus } from '../../../domain/webhooks/delivery.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';

const DeliveryStatuses = describedEnum<DeliveryStatus>('WebhookDeliveryStatus', 'How far a message is (HOOK-3).', {
  PENDING: 'It waits to be sent, or to be sent again.',
  DELIVERED: 'The receiver took it.',
  EXHAUSTED: 'The receiver did not take it for 72 hours: it is not sent again by itself.',
});

@ObjectType('WebhookDelivery', { description: 'A message for the receiver of an app (CALLBACK-2).' })
export class DeliveryView {
  constructor(private readonly delivery: Delivery) {}

  @Field(() => ID, { description: 'A UUID. The receiver gets it as `webhook-id`, the same at each attempt.' })
  get id(): string {
    return this.delivery.id;
  }

  @Field(() => ID, { description: 'The app.' })
  get appId(): string {
    return this.delivery.app;
  }

  @Field(() => ID, { nullable: true, description: 'The call or conference it is about; null for a test.' })
  get callId(): string | null {
    return this.delivery.call;
  }

  @Field(() => String, { description: '`call.ended`, `call.charged_late` or `webhook.test`.' })
  get type(): string {
    return this.delivery.type;
  }

  @Field(() => String, { description: 'The body of the request, as it is signed: JSON.' })
  get body(): string {
    return this.delivery.body;
  }

  @Field(() => DeliveryStatuses, { description: 'How far it is.' })
  get status(): DeliveryStatus {
    return this.delivery.status;
  }

  @Field(() => Int, { description: 'How often it was tried to send it.' })
  get attemptCount(): number {
    return this.delivery.attempts;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it is sent next; null where that is at once, or never: see `status`.',
  })
  get nextAttemptAt(): Date | null {
    return this.delivery.dueAt;
  }

  @Field(() => DateTimeScalar, { description: 'When it was queued: in the transaction of what it tells.' })
  get createdAt(): Date {
    return this.delivery.createdAt;
  }
}

@ObjectType('WebhookHeader', { description: 'A header of a request.' })
class HeaderView {
  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => String, { description: 'Its value.' })
  readonly value: string;

  constructor(name: string, value: string) {
    this.name = name;
    this.value = value;
  }
}

@ObjectType('WebhookAttempt', {
  description: 'A request to a receiver, and what came of it. Its body is that of the delivery.',
})
export class AttemptView {
  constructor(private readonly attempt: Attempt) {}

  @Field(() => Int, { description: 'From 1, for each delivery.' })
  get number(): number {
    return this.attempt.number;
  }

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  get at(): Date {
    return this.attempt.at;
  }

  @Field(() => String, { description: 'Where it went to.' })
  get url(): string {
    return this.attempt.url;
  }

  @Field(() => [HeaderView], { description: 'The headers that were sent.' })
  get headers(): HeaderView[] {
    return Object.entries(this.attempt.headers).map(([name, value]) => new HeaderView(name, value));
  }

  @Field(() => Int, { nullable: true, description: 'The status of the answer; null where none came.' })
  get status(): number | null {
    return this.attempt.status;
  }

  @Field(() => String, { nullable: true, description: "The first 4 KiB of the answer's body; null where none came." })
  get answer(): string | null {
    return this.attempt.answer;
  }

  @Field(() => String, { nullable: true, description: 'Why no answer came; null where one did.' })
  get error(): string | null {
    return this.attempt.error;
  }

  @Field(() => Int, { description: 'How long it took.' })
  get milliseconds(): number {
    return this.attempt.milliseconds;
  }
}

export const DeliveryConnection = connectionOf(
  'WebhookDelivery',
  DeliveryView,
  (delivery: Delivery) => new DeliveryView(delivery),
);
