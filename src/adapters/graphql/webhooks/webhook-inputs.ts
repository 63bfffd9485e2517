import { Field, ID, InputType, Int } from 'type-graphql';
import type { DeliveryCommand } from '../../../application/webhooks/send-anew.ts';
import { CustomerAppCommandInput, CustomerCommandInput, customerCommand } from '../customers/customer-inputs.ts';
import { deliveryIdFrom } from '../types/ids.ts';

@InputType({ description: "Where the ends of an app's calls are forwarded to, and why (CALLBACK-2)." })
export class SetWebhookInput extends CustomerAppCommandInput {
  @Field(() => String, { description: 'https, without credentials, at a public address; at most 1000 characters.' })
  url!: string;
}

@InputType({ description: 'Which webhook gets another secret, and why (HOOK-2).' })
export class RotateWebhookSecretInput extends CustomerAppCommandInput {
  @Field(() => Int, {
    nullable: true,
    description: 'For how long is signed with the secret before as well, from 0 to 604800 seconds; a day by default.',
  })
  overlapSeconds?: number | null;
}

@InputType({ description: 'Which webhook is sent to again, and why (HOOK-4).' })
export class EnableWebhookInput extends CustomerAppCommandInput {}

@InputType({ description: 'Which webhook nothing is sent to, and why (HOOK-4).' })
export class DisableWebhookInput extends CustomerAppCommandInput {}

@InputType({ description: 'Which webhook gets a test message, and why (HOOK-5).' })
export class TestWebhookInput extends CustomerAppCommandInput {}

@InputType({ description: 'Which message is sent once more, and why (HOOK-5).' })
export class ResendDeliveryInput extends CustomerCommandInput {
  @Field(() => ID, { description: 'The message.' })
  deliveryId!: string;
}

export function deliveryCommand(input: ResendDeliveryInput): DeliveryCommand {
  return { ...customerCommand(input), delivery: deliveryIdFrom(input.deliveryId) };
}
