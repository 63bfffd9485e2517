import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import { customerAppCommand } from '../customers/customer-inputs.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { DeliveryView } from './delivery.ts';
import {
  deliveryCommand,
  DisableWebhookInput,
  EnableWebhookInput,
  ResendDeliveryInput,
  RotateWebhookSecretInput,
  SetWebhookInput,
  TestWebhookInput,
} from './webhook-inputs.ts';
import {
  DisableWebhookResult,
  DisableWebhookSuccess,
  EnableWebhookResult,
  EnableWebhookSuccess,
  ResendDeliveryResult,
  ResendDeliverySuccess,
  RotateWebhookSecretResult,
  RotateWebhookSecretSuccess,
  SetWebhookResult,
  SetWebhookSuccess,
  TestWebhookResult,
  TestWebhookSuccess,
} from './webhook-results.ts';
import { webhookView } from './webhook.ts';

/** What operators decide about customers' webhooks. */
@Resolver()
export class WebhookDeskResolver {
  constructor(private readonly application: Application) {}

  @Mutation(() => SetWebhookResult, {
    description: 'Says where the ends of the calls of an app are forwarded to; its secret is told once (CALLBACK-2).',
  })
  setWebhook(
    @Arg('input', () => SetWebhookInput, { description: 'Which app, where to, and why.' }) input: SetWebhookInput,
    @Ctx() context: OperationContext,
  ): Promise<SetWebhookSuccess | RejectionView> {
    return answer(context, async () => {
      const order = { ...customerAppCommand(input), url: input.url };
      return new SetWebhookSuccess(await this.application.setWebhook(context.signedIn, order));
    });
  }

  @Mutation(() => RotateWebhookSecretResult, {
    description: 'Gives a webhook another secret; for a while it signs with both (HOOK-2).',
  })
  rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput, { description: 'Which app, and why.' })
    input: RotateWebhookSecretInput,
    @Ctx() context: OperationContext,
  ): Promise<RotateWebhookSecretSuccess | RejectionView> {
    return answer(context, async () => {
      const order = {
        ...customerAppCommand(input),
        overlapSeconds: input.overlapSeconds ?? null,
      };
      return new RotateWebhookSecretSuccess(await this.application.rotateWebhookSecret(context.signedIn, order));
    });
  }

  @Mutation(() => EnableWebhookResult, {
    description: 'Lets messages be queued and sent again (HOOK-4).',
  })
  enableWebhook(
    @Arg('input', () => EnableWebhookInput, { description: 'Which app, and why.' }) input: EnableWebhookInput,
    @Ctx() context: OperationContext,
  ): Promise<EnableWebhookSuccess | RejectionView> {
    return answer(context, async () => {
      const { webhook, replayed } = await this.application.enableWebhook(context.signedIn, customerAppCommand(input));
      return new EnableWebhookSuccess(webhookView(webhook), replayed);
    });
  }

  @Mutation(() => DisableWebhookResult, {
    description: 'Lets nothing be queued or sent (HOOK-4).',
  })
  disableWebhook(
    @Arg('input', () => DisableWebhookInput, { description: 'Which app, and why.' }) input: DisableWebhookInput,
    @Ctx() context: OperationContext,
  ): Promise<DisableWebhookSuccess | RejectionView> {
    return answer(context, async () => {
      const { webhook, replayed } = await this.application.disableWebhook(context.signedIn, customerAppCommand(input));
      return new DisableWebhookSuccess(webhookView(webhook), replayed);
    });
  }

  @Mutation(() => TestWebhookResult, {
    description: 'Sends a test message, the same way as all others (HOOK-5).',
  })
  testWebhook(
    @Arg('input', () => TestWebhookInput, { description: 'Which app, and why.' }) input: TestWebhookInput,
    @Ctx() context: OperationContext,
  ): Promise<TestWebhookSuccess | RejectionView> {
    return answer(context, async () => {
      const { delivery, replayed } = await this.application.testWebhook(context.signedIn, customerAppCommand(input));
      return new TestWebhookSuccess(new DeliveryView(delivery), replayed);
    });
  }

  @Mutation(() => ResendDeliveryResult, {
    description: 'Sends a message once more, by its own id (HOOK-5).',
  })
  resendDelivery(
    @Arg('input', () => ResendDeliveryInput, { description: 'Which message, and why.' }) input: ResendDeliveryInput,
    @Ctx() context: OperationContext,
  ): Promise<ResendDeliverySuccess | RejectionView> {
    return answer(context, async () => {
      const { delivery, replayed } = await this.application.resendDelivery(context.signedIn, deliveryCommand(input));
      return new ResendDeliverySuccess(new DeliveryView(delivery), replayed);
    });
  }
}
