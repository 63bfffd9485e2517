import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { Pricing } from '../../../application/pricing.ts';
import type { CustomerMember } from '../../../application/ports/customer-reads.ts';
import type { Account } from '../../../domain/account.ts';
import type { Role } from '../../../domain/role.ts';
import { AccountView } from '../accounts/account.ts';
import { Roles } from '../accounts/member.ts';
import { OwnLimitsView } from '../limits/own-limits.ts';
import type { OperationContext } from '../operations/context.ts';
import { connectionOf } from '../types/connection.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { CustomerAppView } from './customer-app.ts';

@ObjectType('CustomerMember', { description: 'A person of an account, as operators see it.' })
export class CustomerMemberView {
  constructor(private readonly member: CustomerMember) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.member.id;
  }

  @Field(() => String, { description: 'By which the person signs in.' })
  get email(): string {
    return this.member.email;
  }

  @Field(() => Roles, { description: 'What the person may do for the account.' })
  get role(): Role {
    return this.member.role;
  }

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  get createdAt(): Date {
    return this.member.createdAt;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the account removed the person; null where not.' })
  get removedAt(): Date | null {
    return this.member.removedAt;
  }
}

@ObjectType('CustomerAccount', { description: 'An account as operators see it.' })
export class CustomerAccountView extends AccountView {
  constructor(
    private readonly customer: Account,
    pricing: Pricing,
  ) {
    super(customer, pricing);
  }

  @Field(() => OwnLimitsView, { description: 'What was set for it; `limits` tells what is in force (CALL-10).' })
  get ownLimits(): OwnLimitsView {
    return new OwnLimitsView(this.customer.limits);
  }

  @Field(() => [CustomerAppView], { description: 'Its apps, oldest first.' })
  async apps(@Ctx() context: OperationContext): Promise<CustomerAppView[]> {
    return (await context.desk.appsOf(this.customer.id)).map((app) => new CustomerAppView(app));
  }

  @Field(() => [CustomerMemberView], { description: 'Its people, oldest first.' })
  async members(@Ctx() context: OperationContext): Promise<CustomerMemberView[]> {
    return (await context.desk.membersOf(this.customer.id)).map((member) => new CustomerMemberView(member));
  }
}

interface Priced {
  readonly account: Account;
  readonly pricing: Pricing;
}

export const CustomerAccountConnection = connectionOf(
  'CustomerAccount',
  CustomerAccountView,
  ({ account, pricing }: Priced) => new CustomerAccountView(account, pricing),
);
