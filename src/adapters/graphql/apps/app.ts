import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { callbackUrl } from '../../../application/announce-app.ts';
import type { App, ServiceState } from '../../../domain/app.ts';
import { CALLS_AT_ONCE_OF_APP } from '../limits/account-limits.ts';
import type { OperationContext } from '../operations/context.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';
import { SuspensionView, suspensionView } from '../types/suspension.ts';

export const ServiceStates = describedEnum<ServiceState>('ServiceState', 'Whether an app can place calls.', {
  DISABLED: 'It takes no new calls; calls under way settle normally.',
  ENABLED: 'It can place calls.',
  SUSPENDED: 'Customer service lets it place no new calls, whatever its account wants; see `suspension` (ACC-6).',
});

@ObjectType('App', {
  description: 'An application of an account. Its AppSecret is told once, when it is created or replaced.',
})
export class AppView {
  constructor(
    private readonly app: App,
    private readonly publicUrl: string,
  ) {}

  @Field(() => ID, { description: 'A UUID.' })
  get id(): string {
    return this.app.id;
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

  @Field(() => SuspensionView, { nullable: true, description: 'Why customer service suspended it; null where not.' })
  get suspension(): SuspensionView | null {
    return suspensionView(this.app.suspension);
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Since when the provider has its AppKey disabled, and it takes no new starts; null where it has not. Once the provider's support has enabled it again, `enableService` says so (KEY-2).",
  })
  get stoppedByProvider(): Date | null {
    return this.app.stoppedByProvider;
  }

  @Field(() => String, {
    description: 'Where the provider must post the ends of its calls. Its last part is a secret.',
  })
  get callbackUrl(): string {
    return callbackUrl(this.publicUrl, this.app.callbackKey);
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Until when callbacks may be signed with the AppSecret before the present one; null where it does not work any more or there was none. It has stopped working when this lies in the past.',
  })
  get replacedSecretUntil(): Date | null {
    return this.app.replacedSecret?.until ?? null;
  }

  @Field(() => Int, { description: 'What a call may last, in seconds, where it is not said.' })
  get maxDurationSecondsDefault(): number {
    return this.app.limits.defaultSeconds;
  }

  @Field(() => Int, { description: 'The most that may be asked for, in seconds.' })
  get maxDurationSecondsCeiling(): number {
    return this.app.limits.ceilingSeconds;
  }

  @Field(() => Int, { description: 'The fewest parties of a conference, the caller included (CONF-1).' })
  get minConferenceParties(): number {
    return this.app.conferences.minParties;
  }

  @Field(() => Int, { description: 'The most parties of a conference, the caller included (CONF-1).' })
  get maxConferenceParties(): number {
    return this.app.conferences.maxParties;
  }

  @Field(() => Int, { nullable: true, description: CALLS_AT_ONCE_OF_APP })
  callsAtOnce(@Ctx() { application }: OperationContext): number | null {
    return application.callsAtOnceOf(this.app);
  }

  @Field(() => DateTimeScalar, { description: 'When it was created.' })
  get createdAt(): Date {
    return this.app.createdAt;
  }
}
