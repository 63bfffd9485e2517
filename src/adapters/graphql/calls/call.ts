import { Field, ObjectType } from 'type-graphql';
import type { Call } from '../../../domain/call.ts';
import { connectionOf } from '../types/connection.ts';
import { CallLegView } from './call-end.ts';
import { PlacedView } from './placed.ts';

@ObjectType('Call', { description: 'A callback call: the platform rings the caller, then the callee, and joins them.' })
export class CallView extends PlacedView<Call> {
  @Field(() => String, { description: 'Who is rung first, in national digits.' })
  get caller(): string {
    return this.call.order.caller.digits;
  }

  @Field(() => String, { description: 'Who is rung second, in national digits.' })
  get callee(): string {
    return this.call.order.callee.digits;
  }

  @Field(() => [CallLegView], { description: "The parties' connections, the caller's first; empty without a report." })
  get legs(): CallLegView[] {
    return (this.call.report?.legs ?? []).map((leg) => new CallLegView(leg));
  }
}

export const CallConnection = connectionOf('Call', CallView, (call: Call) => new CallView(call));
