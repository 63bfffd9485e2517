import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { OperationContext } from '../operations/context.ts';
import { pageRequest } from '../types/cursor.ts';
import { accountIdFrom, appIdFrom, deliveryIdFrom } from '../types/ids.ts';
import { AttemptView, DeliveryConnection } from './delivery.ts';
import { WebhookView } from './webhook.ts';

const ACCOUNT = { description: 'The account.' };

/** What operators see of customers' webhooks: as much as the customers do. */
@Resolver()
export class WebhookLogResolver {
  @Query(() => WebhookView, {
    nullable: true,
    description: "Where the ends of the calls of a customer's app are forwarded to; null where nowhere (CALLBACK-2).",
  })
  async customerWebhook(
    @Arg('accountId', () => ID, ACCOUNT) accountId: string,
    @Arg('appId', () => ID, { description: 'The app.' }) appId: string,
    @Ctx() context: OperationContext,
  ): Promise<WebhookView | null> {
    const webhook = await context.desk.webhook(accountIdFrom(accountId), appIdFrom(appId));
    return webhook === null ? null : new WebhookView(webhook);
  }

  @Query(() => DeliveryConnection, {
    description: "Messages for the receiver of a customer's app, newest first (CALLBACK-2).",
  })
  async customerWebhookDeliveries(
    @Arg('accountId', () => ID, ACCOUNT) accountId: string,
    @Arg('appId', () => ID, { description: 'The app.' }) appId: string,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The `endCursor` or `cursor` behind which the page begins.',
    })
    after: string | undefined,
    @Ctx() context: OperationContext,
  ): Promise<InstanceType<typeof DeliveryConnection>> {
    const page = pageRequest(first, after);
    return new DeliveryConnection(await context.desk.deliveries(accountIdFrom(accountId), appIdFrom(appId), page));
  }

  @Query(() => [AttemptView], {
    description: "What came of a customer's message, newest attempt first, a hundred at most (HOOK-3).",
  })
  async customerWebhookAttempts(
    @Arg('accountId', () => ID, ACCOUNT) accountId: string,
    @Arg('deliveryId', () => ID, { description: 'The message.' }) deliveryId: string,
    @Ctx() context: OperationContext,
  ): Promise<AttemptView[]> {
    const attempts = await context.desk.attempts(accountIdFrom(accountId), deliveryIdFrom(deliveryId));
    return attempts.map((attempt) => new AttemptView(attempt));
  }
}
