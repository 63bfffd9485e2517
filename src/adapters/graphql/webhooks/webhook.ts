import { Field, ID, ObjectType } from 'type-graphql';
import type { WebhookProfile } from '../../../application/ports/reads.ts';
import type { DisabledBy } from '../../../domain/errors.ts';
import type { Webhook } from '../../../domain/webhooks/webhook.ts';
import { DisabledBys } from '../rejections/webhook-rejections.ts';
import { DateTimeScalar } from '../types/date-time.ts';

@ObjectType('Webhook', {
  description: "Where an app's customer is told what became of its calls (CALLBACK-2). Its secret is told once.",
})
export class WebhookView {
  constructor(private readonly webhook: WebhookProfile) {}

  @Field(() => ID, { description: 'The app.' })
  get appId(): string {
    return this.webhook.app;
  }

  @Field(() => String, { description: 'Where messages are posted to.' })
  get url(): string {
    return this.webhook.url;
  }

  @Field(() => Boolean, { description: 'Whether messages are queued and sent.' })
  get enabled(): boolean {
    return this.webhook.disabled === null;
  }

  @Field(() => DisabledBys, { nullable: true, description: 'Why nothing is sent; null where it is enabled.' })
  get disabledBy(): DisabledBy | null {
    return this.webhook.disabled?.by ?? null;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when nothing is sent; null where it is enabled.' })
  get disabledSince(): Date | null {
    return this.webhook.disabled?.since ?? null;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Since when the receiver has taken nothing, as far as was tried; null where it took the last (HOOK-4).',
  })
  get failingSince(): Date | null {
    return this.webhook.failingSince;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when is signed with the secret before as well; null where none was replaced (HOOK-2).',
  })
  get secretOverlapUntil(): Date | null {
    return this.webhook.replacedUntil;
  }

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  get createdAt(): Date {
    return this.webhook.createdAt;
  }
}

/** What was decided, without what is sealed. */
export function webhookView(webhook: Webhook): WebhookView {
  const { app, url, disabled, failingSince, createdAt, replacedSecret } = webhook;
  return new WebhookView({ app, url, disabled, failingSince, createdAt, replacedUntil: replacedSecret?.until ?? null });
}
