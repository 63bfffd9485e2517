import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { OperationContext } from '../operations/context.ts';
import { pageRequest } from '../types/cursor.ts';
import { appIdFrom, deliveryIdFrom } from '../types/ids.ts';
import { AttemptView, DeliveryConnection } from './delivery.ts';
import { WebhookView } from './webhook.ts';

/** What customers see of their webhooks: operators set them up. */
@Resolver()
export class WebhookResolver {
  @Query(() => WebhookView, {
    nullable: true,
    description: "Where the ends of an app's calls are forwarded to; null where nowhere (CALLBACK-2).",
  })
  async webhook(
    @Arg('appId', () => ID, { description: 'The app.' }) appId: string,
    @Ctx() context: OperationContext,
  ): Promise<WebhookView | null> {
    const webhook = await context.view.webhook(appIdFrom(appId));
    return webhook === null ? null : new WebhookView(webhook);
  }

  @Query(() => DeliveryConnection, { description: "Messages for an app's receiver, newest first (CALLBACK-2)." })
  async webhookDeliveries(
    @Arg('appId', () => ID, { description: 'The app.' }) appId: string,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The `endCursor` or `cursor` behind which the page begins.',
    })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof DeliveryConnection>> {
    return new DeliveryConnection(await context.view.deliveries(appIdFrom(appId), pageRequest(first, after)));
  }

  @Query(() => [AttemptView], {
    description: 'What came of a message, newest attempt first, a hundred at most (HOOK-3).',
  })
  async webhookAttempts(
    @Arg('deliveryId', () => ID, { description: 'The message.' }) deliveryId: string,
    @Ctx() context: OperationContext,
  ): Promise<AttemptView[]> {
    const attempts = await context.view.attempts(deliveryIdFrom(deliveryId));
    return attempts.map((attempt) => new AttemptView(attempt));
  }
}
