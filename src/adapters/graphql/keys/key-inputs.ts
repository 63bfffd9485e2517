import { Field, ID, InputType } from 'type-graphql';
import type { NewApiKey } from '../../../application/keys/create-api-key.ts';
import type { Scope } from '../../../domain/role.ts';
import { badUserInput } from '../types/bad-user-input.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { ApiKeyScopes } from './scope.ts';

@InputType({ description: 'A key for a program.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'What the account calls it, at most 100 characters.' })
  name!: string;

  @Field(() => [ApiKeyScopes], { description: 'What it may do: at least one, and none that your role may not.' })
  scopes!: Scope[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it stops working; until it is revoked otherwise.' })
  expiresAt?: Date;
}

@InputType({ description: 'Which key.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The key.' })
  apiKeyId!: string;
}

/** @throws GraphQLError BAD_USER_INPUT for a key that could do nothing. */
export function newApiKeyFrom({ name, scopes, expiresAt }: CreateApiKeyInput): NewApiKey {
  if (scopes.length === 0) throw badUserInput('scopes', 'A key has at least one scope.');
  return { name, scopes, expiresAt: expiresAt ?? null };
}
