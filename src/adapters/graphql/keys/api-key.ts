import { Field, ID, ObjectType } from 'type-graphql';
import type { ApiKeyProfile } from '../../../application/ports/reads.ts';
import type { Scope } from '../../../domain/role.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { ApiKeyScopes } from './scope.ts';

@ObjectType('ApiKey', {
  description: 'By which a program acts for an account: `Authorization: Bearer zx_…`. The key itself is told once.',
})
export class ApiKeyView {
  constructor(private readonly apiKey: ApiKeyProfile) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.apiKey.id;
  }

  @Field(() => String, { description: 'What the account calls it.' })
  get name(): string {
    return this.apiKey.name;
  }

  @Field(() => String, { description: 'How the key begins, to tell it by.' })
  get prefix(): string {
    return this.apiKey.prefix;
  }

  @Field(() => [ApiKeyScopes], { description: 'What it may do.' })
  get scopes(): readonly Scope[] {
    return this.apiKey.scopes;
  }

  @Field(() => ID, { description: 'The member who made it. It stays when that member is removed.' })
  get createdById(): string {
    return this.apiKey.createdBy;
  }

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  get createdAt(): Date {
    return this.apiKey.createdAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it stops working; null: until it is revoked.' })
  get expiresAt(): Date | null {
    return this.apiKey.expiresAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was used last, to the minute; null: never.' })
  get lastUsedAt(): Date | null {
    return this.apiKey.lastUsedAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null while it may work.' })
  get revokedAt(): Date | null {
    return this.apiKey.revokedAt;
  }
}
