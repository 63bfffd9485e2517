import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Application } from '../../../application/application.ts';
import type { OperationContext } from '../operations/context.ts';
import type { RejectionView } from '../rejections/rejection.ts';
import { answer } from '../rejections/rejections.ts';
import { apiKeyIdFrom } from '../types/ids.ts';
import { ApiKeyView } from './api-key.ts';
import { CreateApiKeyInput, newApiKeyFrom, RevokeApiKeyInput } from './key-inputs.ts';
import { CreateApiKeyResult, CreateApiKeySuccess, RevokeApiKeyResult, RevokeApiKeySuccess } from './key-results.ts';

@Resolver()
export class KeyResolver {
  constructor(private readonly application: Application) {}

  @Query(() => [ApiKeyView], {
    description: 'The API keys that are not revoked, expired ones too, oldest first; at most 50.',
  })
  async apiKeys(@Ctx() context: OperationContext): Promise<ApiKeyView[]> {
    return (await context.view.apiKeys()).map((apiKey) => new ApiKeyView(apiKey));
  }

  @Mutation(() => CreateApiKeyResult, { description: 'Makes a key by which a program acts for the account (ROLE-2).' })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The key.' }) input: CreateApiKeyInput,
    @Ctx() context: OperationContext,
  ): Promise<CreateApiKeySuccess | RejectionView> {
    return answer(context, async () => {
      const { apiKey, key } = await this.application.createApiKey(context.signedIn, newApiKeyFrom(input));
      return new CreateApiKeySuccess(new ApiKeyView(apiKey), key);
    });
  }

  @Mutation(() => RevokeApiKeyResult, { description: 'Takes a key back, at once.' })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which.' }) { apiKeyId }: RevokeApiKeyInput,
    @Ctx() context: OperationContext,
  ): Promise<RevokeApiKeySuccess | RejectionView> {
    return answer(context, async () => {
      const asked = { apiKey: apiKeyIdFrom(apiKeyId) };
      return new RevokeApiKeySuccess(new ApiKeyView(await this.application.revokeApiKey(context.signedIn, asked)));
    });
  }
}
