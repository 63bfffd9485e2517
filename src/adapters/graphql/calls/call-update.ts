import { Field, Int, ObjectType } from 'type-graphql';
import type { CallUpdate } from '../../../application/live/watch-call.ts';
import type { AnyCall } from '../../../domain/any-call.ts';
import type { Call } from '../../../domain/call.ts';
import type { Money } from '../../../domain/money.ts';
import type { RunningCost } from '../../../domain/running-cost.ts';
import { CountScalar } from '../types/count.ts';
import { UpdateView } from '../live/update.ts';
import { MoneyScalar } from '../types/money.ts';
import { CallView } from './call.ts';

@ObjectType('CallCost', {
  description: 'What a conversation has cost so far: an estimate, the settlement is final (LIVE-2).',
})
export class CallCostView {
  constructor(private readonly running: RunningCost) {}

  @Field(() => Int, { description: 'Minutes started.' })
  get minutes(): number {
    return Number(this.running.minutes);
  }

  @Field(() => MoneyScalar, { description: 'What they cost.' })
  get cost(): Money {
    return this.running.cost;
  }

  @Field(() => MoneyScalar, { description: 'What is set aside for it.' })
  get reserved(): Money {
    return this.running.reserved;
  }

  @Field(() => MoneyScalar, { description: 'What the account has left for others.' })
  get available(): Money {
    return this.running.available;
  }

  @Field(() => CountScalar, { description: 'The minutes that this buys.' })
  get minutesLeft(): number {
    return Number(this.running.minutesLeft);
  }
}

/** What an update of a call and one of a conference have in common; no type of its own in the schema. */
@ObjectType()
export abstract class PlacedUpdateView<Of extends AnyCall> extends UpdateView<CallUpdate<Of>> {
  @Field(() => CallCostView, { nullable: true, description: 'While a conversation is known to be under way.' })
  get cost(): CallCostView | null {
    return this.update.cost === null ? null : new CallCostView(this.update.cost);
  }
}

@ObjectType('CallUpdate', {
  description: 'A call at a version. Versions grow; some may be merged; the end is never missed (LIVE-1).',
})
export class CallUpdateView extends PlacedUpdateView<Call> {
  @Field(() => CallView, { description: 'The call.' })
  get call(): CallView {
    return new CallView(this.update.call);
  }
}
