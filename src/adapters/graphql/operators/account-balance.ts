import { Field, ID, ObjectType } from 'type-graphql';
import type { Account } from '../../../domain/account.ts';
import type { Money } from '../../../domain/money.ts';
import { MoneyScalar } from '../types/money.ts';

@ObjectType('AccountBalance', { description: "What an account has, after an operator's decision." })
export class AccountBalanceView {
  constructor(private readonly account: Account) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.account.id;
  }

  @Field(() => String, { description: 'The company or team.' })
  get company(): string {
    return this.account.name;
  }

  @Field(() => MoneyScalar, { description: 'The sum of its postings.' })
  get balance(): Money {
    return this.account.balance;
  }

  @Field(() => MoneyScalar, { description: 'What open calls have set aside of it.' })
  get reserved(): Money {
    return this.account.reserved;
  }

  @Field(() => MoneyScalar, { description: 'What is left for everything else.' })
  get available(): Money {
    return this.account.available;
  }
}
