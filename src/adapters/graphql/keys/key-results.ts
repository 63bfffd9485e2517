import { Field, ObjectType } from 'type-graphql';
import { resultOf } from '../rejections/rejections.ts';
import { ApiKeyView } from './api-key.ts';

@ObjectType({ description: 'The key works.' })
export class CreateApiKeySuccess {
  @Field(() => ApiKeyView, { description: 'What is kept of it.' })
  readonly apiKey: ApiKeyView;

  @Field(() => String, { description: 'The key, told this once.' })
  readonly key: string;

  constructor(apiKey: ApiKeyView, key: string) {
    this.apiKey = apiKey;
    this.key = key;
  }
}

@ObjectType({ description: 'The key works no more; what is watched with it ends at its next news.' })
export class RevokeApiKeySuccess {
  @Field(() => ApiKeyView, { description: 'The key that was revoked.' })
  readonly apiKey: ApiKeyView;

  constructor(apiKey: ApiKeyView) {
    this.apiKey = apiKey;
  }
}

export const CreateApiKeyResult = resultOf(
  'CreateApiKey',
  CreateApiKeySuccess,
  'NOT_ALLOWED',
  'INVALID_TEXT',
  'ACCOUNT_CLOSED',
  'SCOPE_NOT_GRANTABLE',
  'EXPIRY_PASSED',
  'API_KEY_LIMIT_REACHED',
);

export const RevokeApiKeyResult = resultOf('RevokeApiKey', RevokeApiKeySuccess, 'NOT_ALLOWED', 'NOT_FOUND');
