import { Field, ID, ObjectType } from 'type-graphql';
import type { CallStatus } from '../../../domain/placed.ts';
import { CallStatuses } from '../calls/call-enums.ts';
import { RejectionView } from './rejection.ts';

@ObjectType({
  implements: RejectionView,
  description: 'Only a call that waits for its end is decided about by hand (CALL-5).',
})
export class CallNotUnconfirmed extends RejectionView<'CALL_NOT_UNCONFIRMED'> {
  @Field(() => CallStatuses, { description: 'What it is.' })
  get status(): CallStatus {
    return this.facts.status as CallStatus;
  }
}

@ObjectType({ implements: RejectionView, description: 'Before its deadline a call may still be alive (CALL-5).' })
export class CallMayBeAlive extends RejectionView<'CALL_MAY_BE_ALIVE'> {}

@ObjectType({ implements: RejectionView, description: 'The provider has not stopped the app (KEY-2).' })
export class AppNotStopped extends RejectionView<'APP_NOT_STOPPED'> {}

@ObjectType({ implements: RejectionView, description: "A provider's session is of one call." })
export class SessionTaken extends RejectionView<'SESSION_TAKEN'> {
  @Field(() => ID, { description: 'The call that has it.' })
  get callId(): string {
    return this.facts.call;
  }
}

@ObjectType({ implements: RejectionView, description: 'A call keeps the session that the provider accepted it with.' })
export class OtherSession extends RejectionView<'OTHER_SESSION'> {
  @Field(() => String, { description: 'That session.' })
  get session(): string {
    return this.facts.session;
  }
}
