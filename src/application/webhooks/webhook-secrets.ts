import type { AccountId, AppId } from '../../domain/ids.ts';
import type { Webhook } from '../../domain/webhooks/webhook.ts';
import { webhookSecret } from '../../domain/webhooks/webhook-secret.ts';
import type { Ports } from '../ports/ports.ts';

interface Owner {
  readonly account: AccountId;
  readonly app: AppId;
}

/** ROLE-3: a secret is sealed for one webhook of one account, and opens nowhere else. */
function contextOf({ account, app }: Owner): string {
  return `${account}/${app}/webhook`;
}

/** HOOK-2: a new secret, plain and sealed. */
export function newWebhookSecret(
  { random, secrets }: Pick<Ports, 'random' | 'secrets'>,
  owner: Owner,
): { readonly secret: string; readonly sealed: string } {
  const secret = webhookSecret(random.token());
  return { secret, sealed: secrets.seal(secret, contextOf(owner)) };
}

/** HOOK-2: what a message that is sent at service time `now` is signed with. */
export function openSigningSecrets(
  { secrets }: Pick<Ports, 'secrets'>,
  webhook: Webhook,
  now: Date,
): readonly string[] {
  return webhook.signingSecrets(now).map((sealed) => secrets.open(sealed, contextOf(webhook)));
}
