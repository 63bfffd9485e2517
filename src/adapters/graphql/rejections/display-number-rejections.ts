import { Field, ID, ObjectType } from 'type-graphql';
import type { DisplayNumber } from '../../../domain/display-number.ts';
import { DisplayNumberStatuses } from '../display-numbers/display-number-status.ts';
import { RejectionView } from './rejection.ts';

@ObjectType({ implements: RejectionView, description: 'One request of an app and side waits at a time (ACC-7).' })
export class DisplayNumberPending extends RejectionView<'DISPLAY_NUMBER_PENDING'> {
  @Field(() => ID, { description: 'The display number that waits for an operator.' })
  get displayNumberId(): string {
    return this.facts.displayNumber;
  }
}

@ObjectType({ implements: RejectionView, description: 'Only a request is withdrawn, approved or rejected (ACC-7).' })
export class DisplayNumberNotRequested extends RejectionView<'DISPLAY_NUMBER_NOT_REQUESTED'> {
  @Field(() => DisplayNumberStatuses, { description: 'What it is.' })
  get displayStatus(): DisplayNumber['status'] {
    return this.facts.status as DisplayNumber['status'];
  }
}

@ObjectType({ implements: RejectionView, description: 'Only an approved display number is revoked (ACC-7).' })
export class DisplayNumberNotApproved extends RejectionView<'DISPLAY_NUMBER_NOT_APPROVED'> {
  @Field(() => DisplayNumberStatuses, { description: 'What it is.' })
  get displayStatus(): DisplayNumber['status'] {
    return this.facts.status as DisplayNumber['status'];
  }
}
