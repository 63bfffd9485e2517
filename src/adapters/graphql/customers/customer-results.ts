import { Field, ObjectType } from 'type-graphql';
import type { RejectionCode } from '../../../domain/errors.ts';
import { resultOf } from '../rejections/rejections.ts';
import { CustomerAccountView } from './customer-account.ts';
import { CustomerAppView } from './customer-app.ts';

const REPLAYED = 'Whether the idempotency key had been used for it before.';
/** What can be wrong with any decision about a customer. */
const anyway = ['NOT_ALLOWED', 'INVALID_TEXT', 'NOT_FOUND', 'IDEMPOTENCY_MISMATCH'] as const;

/** The success of a mutation that changes an account, and its result. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the class is the type
export function accountResult(operation: string, description: string, ...codes: readonly RejectionCode[]) {
  @ObjectType(`${operation}Success`, { description })
  class Success {
    @Field(() => CustomerAccountView, { description: 'The account as it is.' })
    readonly account: CustomerAccountView;

    @Field(() => Boolean, { description: REPLAYED })
    readonly replayed: boolean;

    constructor(account: CustomerAccountView, replayed: boolean) {
      this.account = account;
      this.replayed = replayed;
    }
  }
  return { Success, Result: resultOf(operation, Success, ...anyway, ...codes) };
}

/** The success of a mutation that changes an app, and its result. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the class is the type
export function appResult(operation: string, description: string, ...codes: readonly RejectionCode[]) {
  @ObjectType(`${operation}Success`, { description })
  class Success {
    @Field(() => CustomerAppView, { description: 'The app as it is.' })
    readonly app: CustomerAppView;

    @Field(() => Boolean, { description: REPLAYED })
    readonly replayed: boolean;

    constructor(app: CustomerAppView, replayed: boolean) {
      this.app = app;
      this.replayed = replayed;
    }
  }
  return { Success, Result: resultOf(operation, Success, ...anyway, ...codes) };
}
