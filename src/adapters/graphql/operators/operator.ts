import { Field, ID, ObjectType } from 'type-graphql';
import type { AccountName } from '../../../application/ports/customer-reads.ts';
import type { Operator } from '../../../domain/operator.ts';
import { DateTimeScalar } from '../types/date-time.ts';

@ObjectType('Operator', { description: 'A person who runs the service. A member of no account (ROLE-1).' })
export class OperatorView {
  constructor(private readonly operator: Operator) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.operator.id;
  }

  @Field(() => String, { description: 'By which the operator signs in, in lower case.' })
  get email(): string {
    return this.operator.email;
  }

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  get createdAt(): Date {
    return this.operator.createdAt;
  }
}

@ObjectType('AccountName', { description: 'Whose something is, as operators see it.' })
export class AccountNameView {
  constructor(private readonly account: AccountName) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.account.id;
  }

  @Field(() => String, { description: 'The company or team.' })
  get company(): string {
    return this.account.name;
  }
}
