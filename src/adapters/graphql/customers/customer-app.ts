import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { CustomerApp } from '../../../application/ports/customer-reads.ts';
import type { ServiceState } from '../../../domain/app.ts';
import { ServiceStates } from '../apps/app.ts';
import { CALLS_AT_ONCE_OF_APP } from '../limits/account-limits.ts';
import { CallsLimitView, callsLimitView } from '../limits/own-limits.ts';
import type { OperationContext } from '../operations/context.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { SuspensionView, suspensionView } from '../types/suspension.ts';

@ObjectType('CustomerApp', { description: 'An app as operators see it: without its secret and its callback address.' })
export class CustomerAppView {
  constructor(private readonly app: CustomerApp) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.app.id;
  }

  @Field(() => ID, { description: 'Whose it is.' })
  get accountId(): string {
    return this.app.account;
  }

  @Field(() => String, { description: 'What the account calls it.' })
  get name(): string {
    return this.app.name;
  }

  @Field(() => String, { description: "The provider's AppKey." })
  get appKey(): string {
    return this.app.appKey;
  }

  @Field(() => String, { description: "The provider's user in whose name calls start." })
  get accid(): string {
    return this.app.accid;
  }

  @Field(() => ServiceStates, { description: 'Whether it can place calls.' })
  get service(): ServiceState {
    return this.app.serviceState;
  }

  @Field(() => SuspensionView, { nullable: true, description: 'Why it is SUSPENDED; null where it is not.' })
  get suspension(): SuspensionView | null {
    return suspensionView(this.app.suspension);
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Since when the provider has its AppKey disabled, and it takes no new starts; null where it has not (KEY-2).',
  })
  get stoppedByProvider(): Date | null {
    return this.app.stoppedByProvider;
  }

  @Field(() => Int, { description: 'What a call may last, in seconds, where it is not said.' })
  get maxDurationSecondsDefault(): number {
    return this.app.limits.defaultSeconds;
  }

  @Field(() => Int, { description: 'The most that may be asked for, in seconds.' })
  get maxDurationSecondsCeiling(): number {
    return this.app.limits.ceilingSeconds;
  }

  @Field(() => Int, { description: 'The least parties of its conferences, the caller included (CONF-1).' })
  get minParties(): number {
    return this.app.conferences.minParties;
  }

  @Field(() => Int, { description: 'The most parties of its conferences, the caller included (CONF-1).' })
  get maxParties(): number {
    return this.app.conferences.maxParties;
  }

  @Field(() => Int, { nullable: true, description: CALLS_AT_ONCE_OF_APP })
  callsAtOnce(@Ctx() { application }: OperationContext): number | null {
    return application.callsAtOnceOf(this.app);
  }

  @Field(() => CallsLimitView, { nullable: true, description: 'What was set for `callsAtOnce`; null: as configured.' })
  get ownCallsAtOnce(): CallsLimitView | null {
    return callsLimitView(this.app.callsAtOnce);
  }

  @Field(() => DateTimeScalar, { description: 'When it was created.' })
  get createdAt(): Date {
    return this.app.createdAt;
  }
}
