import { Field, Int, ObjectType } from 'type-graphql';
import type { Scope } from '../../../domain/role.ts';
import { ApiKeyScopes } from '../keys/scope.ts';
import { RejectionView } from './rejection.ts';

@ObjectType({ implements: RejectionView, description: 'Nobody gives a key what its own role may not do (ROLE-2).' })
export class ScopeNotGrantable extends RejectionView<'SCOPE_NOT_GRANTABLE'> {
  @Field(() => ApiKeyScopes, { nullable: true, description: 'The scope that your role does not have.' })
  get scope(): Scope | null {
    return this.facts.scope as Scope;
  }
}

@ObjectType({ implements: RejectionView, description: 'A key cannot have expired before it is made.' })
export class ExpiryPassed extends RejectionView<'EXPIRY_PASSED'> {}

@ObjectType({ implements: RejectionView, description: 'The account has as many API keys as it may.' })
export class ApiKeyLimitReached extends RejectionView<'API_KEY_LIMIT_REACHED'> {
  @Field(() => Int, { description: 'The most keys of an account that are not revoked.' })
  get maximumApiKeys(): number {
    return this.facts.maximum;
  }
}
